// What kind of thing a name, a noun or an action stands for where the text says so: "the Oder is a
// river", "the Chadian government", "carrying out a plan".

#include <string_view>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/mention.h"
#include "extract/claim/noun_phrase.h"
#include "extract/claim/type_cues.h"

namespace rapport::extract {

namespace {

// The noun that is said of a name: after "is", "became" or "was appointed", or beside it; kRoot
// where there is none.
int said_of(const TreeView& tree, int name) {
  const int governor = tree[name].head;
  const Deprel rel = tree[name].deprel;
  if (governor != kRoot && (rel == Deprel::kNsubj || rel == Deprel::kNsubjPass)) {
    const int complement = tree.child(governor, {Deprel::kXcomp});
    if (tree.child(governor, {Deprel::kCop}) != kRoot) {
      return governor;
    }
    if (complement != kRoot && tree.is_noun(complement)) {
      return complement;
    }
  }
  return tree.child(name, {Deprel::kAppos});
}

}  // namespace

bool is_written_as_name(const TreeView& tree, int noun) {
  return tree[noun].upos == Upos::kPropn ||
         (tree[noun].upos == Upos::kNoun && noun > 0 && has_capital(tree[noun].form.substr(0, 1)));
}

// "The Blue Ocean Fund": money with a name of its own is a body, as a network is.
bool is_named_fund(const TreeView& tree, const std::vector<int>& core) {
  const std::string& last = tree[core.back()].form;
  return core.size() > 1 && (last == "Fund" || last == "Trust" || last == "Network");
}

// "Malaria kills": a common noun whose capital only begins the sentence. Bodies and offices keep
// theirs: "Parliament adopted".
bool Mentions::is_capital_noun(const TreeView& tree, int noun) const {
  return noun == 0 && tree.size() > 1 && tree[noun].upos == Upos::kPropn &&
         tree[noun].name != NameTag::kBeginPerson && tree[noun + 1].upos != Upos::kPropn &&
         !has_inner_capital(tree[noun].form) && pack_.type_of_noun(pack::fold(tree[noun].form)) &&
         !acts(tree, noun) &&
         tree.child(noun, {Deprel::kFlat, Deprel::kCompound, Deprel::kAmod, Deprel::kNmod}) ==
             kRoot;
}

// Is the noun one for those who act?
bool Mentions::acts(const TreeView& tree, int noun) const {
  const auto type = pack_.type_of_noun(pack::singular(pack::fold(tree[noun].lemma)));
  return type && pack_.types()[pack_.root(*type)].abstract;
}

// Does the name of a place that ends before word `end` only open a longer name?
bool Mentions::inside_longer_name(const TreeView& tree, int end, const pack::Name& name) const {
  return end < tree.size() && has_capital(tree[end].form) &&
         (tree[end].upos == Upos::kPropn || tree[end].upos == Upos::kNoun) &&
         tree[end - 1].deprel == Deprel::kCompound && tree[end - 1].head >= end &&
         pack_.types()[name.type].kind == pack::Kind::kPlace &&
         !pack_.types()[pack_.root(name.type)].abstract;
}

// Is the name of a sea or a town, from word `begin` to `end`, the last part of another name:
// "Agro Atlantic"? "Eastern Baghdad" is still Baghdad.
bool Mentions::ends_longer_name(const TreeView& tree, int begin, int end,
                                const pack::Name& name) const {
  static const std::unordered_set<std::string_view> kParts = {
      "north",     "south",     "east",     "west",     "northern",  "southern",
      "eastern",   "western",   "central",  "greater",  "upper",     "lower",
      "inner",     "outer",     "mainland", "downtown", "northeast", "northwest",
      "southeast", "southwest", "old",      "new"};
  if (begin == 0 || pack_.types()[name.type].kind != pack::Kind::kPlace ||
      pack_.types()[pack_.root(name.type)].abstract) {
    return false;
  }
  const Word& before = tree[begin - 1];
  return before.upos == Upos::kPropn && before.deprel == Deprel::kCompound &&
         before.head >= begin && before.head < end && has_capital(before.form.substr(0, 1)) &&
         !kParts.contains(pack::fold(before.form));
}

// Names that the gazetteer lacks, with the noun that stands beside them or is said of them: "Blue
// Heron, an operation", "the Oder is a river".
void Mentions::find_told_kinds() {
  for (std::size_t s = 0; s < analysis_.sentences.size(); ++s) {
    const TreeView& tree = analysis_.view(static_cast<int>(s));
    for (int w = 0; w < tree.size(); ++w) {
      if (!is_written_as_name(tree, w) || hit_at({static_cast<int>(s), w}) != nullptr) {
        continue;
      }
      const int said = said_of(tree, w);
      if (said == kRoot || tree[said].upos != Upos::kNoun || tree.is_negated(said) ||
          tree[said].xpos != "NN") {
        continue;
      }
      for (const std::string& cue : type_cues(tree, said)) {
        if (const auto type = pack_.type_of_noun(cue)) {
          told_kinds_.emplace(pack::fold(noun_phrase(tree, w).short_name), *type);
          break;
        }
      }
    }
  }
}

// "those who fled the war": people, named by their whole clause.
bool Mentions::name_those_who(Mention& mention) const {
  constexpr std::size_t kMaxWords = 10;
  const TreeView& tree = analysis_.view(mention.head.sentence);
  const int those = mention.head.word;
  const int clause = tree.child(those, {Deprel::kAclRelcl, Deprel::kAcl});
  if (pack::fold(tree[those].form) != "those" || clause == kRoot || those + 1 >= tree.size() ||
      tree[those + 1].lemma != "who") {
    return false;
  }
  std::vector<int> words = tree.subtree(clause);
  while (!words.empty() && tree[words.back()].upos == Upos::kPunct) {
    words.pop_back();
  }
  if (words.empty() || words.front() != those + 1 || words.size() > kMaxWords) {
    return false;
  }
  words.insert(words.begin(), those);
  mention.type = pack_.type_of_noun("people");
  mention.name = join_words(tree, words);
  mention.words = std::move(words);
  mention.layer = Layer::kGeneric;
  mention.pronoun = false;
  mention.aliases.clear();
  return true;
}

// What a sentence says that this name is; a community with a name of its own is a body. What a
// name says itself counts for more ("the Food Summit is a success"), unless that would make it
// people, or what is said makes it a body ("the Harbour Initiative is a network").
std::optional<pack::TypeIndex> Mentions::told_kind(const TreeView& tree,
                                                   const std::vector<int>& name) const {
  const auto told = told_kinds_.find(pack::fold(join_words(tree, name)));
  if (told == told_kinds_.end() || name.empty()) {
    return std::nullopt;
  }
  const auto body = pack_.find_kind(pack::Kind::kOrganization);
  const auto kind = is_collective(told->second) ? body : told->second;
  const auto own = pack_.type_of_noun(pack::singular(pack::fold(tree[name.back()].form)));
  return !own || is_collective(*own) || kind == body ? kind : std::nullopt;
}

// "Meeting with Chad" is a meeting, but "meeting a goal" is none; "carrying out a plan" is as
// little a goal reached as the plan itself.
std::optional<pack::TypeIndex> Mentions::type_of_action(WordRef verb) const {
  const TreeView& tree = analysis_.view(verb.sentence);
  const int object = done_to(tree, verb.word);
  if (object == kRoot) {
    return pack_.type_of_noun(gerund(tree[verb.word].lemma));
  }
  Mention done_to;
  done_to.head = {verb.sentence, object};
  type_common_noun(done_to, noun_phrase(tree, object).short_words);
  return done_to.type == pack_.default_concept() ? done_to.type : std::nullopt;
}

// Is it the type of those who act and have no names of their own ("team", "people")?
bool Mentions::is_collective(pack::TypeIndex type) const {
  return pack_.types()[pack_.root(type)].abstract &&
         pack_.types()[type].kind == pack::Kind::kOther &&
         pack_.find_kind(pack::Kind::kOrganization);
}

// Does a name tell which one it is: "the Iraqi government", "the embassy of Chad"? Or is it written
// as a name: "a Planning Commission", "the Director of the office"?
bool Mentions::is_certain_one(WordRef noun) const {
  const TreeView& tree = analysis_.view(noun.sentence);
  const Word& word = tree[noun.word];
  const auto type = pack_.type_of_noun(pack::fold(word.lemma));
  if (!type || word.xpos != "NN" || pack_.types()[*type].kind == pack::Kind::kPlace) {
    return false;
  }
  const pack::Kind kind = pack_.types()[*type].kind;
  const bool body = kind == pack::Kind::kOrganization;
  if ((body || kind == pack::Kind::kPerson) && noun.word > 0 &&
      has_capital(word.form.substr(0, 1))) {
    return true;
  }
  for (int c : tree.children(noun.word, {Deprel::kNmod})) {
    if (body && tree[c].upos == Upos::kPropn &&
        (tree.marker(c) == "of" || tree.marker(c) == "in")) {
      return true;  // no gazetteer has all cities
    }
  }
  for (const NameHit& hit : hits_[static_cast<std::size_t>(noun.sentence)]) {
    const int last = hit.end - 1;
    const Deprel rel = tree[last].deprel;
    const bool complement =
        rel == Deprel::kNmod && (tree.marker(last) == "of" || tree.marker(last) == "in");
    if (tree[last].head == noun.word && (complement || rel == Deprel::kAmod ||
                                         rel == Deprel::kCompound || rel == Deprel::kNmodPoss)) {
      return true;
    }
  }
  return false;
}

}  // namespace rapport::extract
