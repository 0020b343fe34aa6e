// Naming and typing of mentions.

#include "extract/claim/mention.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/acronym.h"
#include "extract/claim/antecedent.h"
#include "extract/claim/noun_phrase.h"
#include "extract/claim/type_cues.h"

namespace rapport::extract {
namespace {

constexpr std::size_t kMaxPieceWords = 14;
constexpr std::size_t kMaxNamedPiece = 9;

const std::unordered_set<std::string_view> kLess = {
    "reduced", "reduces",    "decreased", "lower",     "lowered",   "less",
    "fewer",   "diminished", "eased",     "minimized", "minimised", "reducing"};

// Words of the other classes (pronouns, determiners, conjunctions) name nothing by themselves.
bool can_name(Upos upos) {
  return upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kNum || upos == Upos::kAdj ||
         upos == Upos::kVerb || upos == Upos::kSym || upos == Upos::kX;
}

// What the name tagger takes a word for.
std::optional<pack::Kind> kind_of(NameTag tag) {
  switch (tag) {
    case NameTag::kBeginPerson:
    case NameTag::kInsidePerson:
      return pack::Kind::kPerson;
    case NameTag::kBeginOrganization:
    case NameTag::kInsideOrganization:
      return pack::Kind::kOrganization;
    case NameTag::kBeginLocation:
    case NameTag::kInsideLocation:
      return pack::Kind::kPlace;
    case NameTag::kOutside:
      break;
  }
  return std::nullopt;
}

}  // namespace

Mentions::Mentions(const Analysis& analysis, const pack::Pack& pack)
    : analysis_(analysis), pack_(pack), hits_(analysis.sentences.size()) {
  for (std::size_t s = 0; s < analysis.sentences.size(); ++s) {
    find_names(static_cast<int>(s));
  }
  acronyms_ = bind_acronyms(analysis);
  find_told_kinds();
  find_persons();
}

void Mentions::find_names(int sentence) {
  const TreeView& tree = analysis_.view(sentence);
  const std::string& text = analysis_.text->text();
  for (int i = 0; i < tree.size(); ++i) {
    if (!has_capital(tree[i].form) && tree[i].upos != Upos::kPropn) {
      continue;
    }
    const auto words = [&](int end) {
      return Span{tree[i].span.begin, tree[end - 1].span.end}.in(text);
    };
    const int last = std::min(tree.size(), i + static_cast<int>(pack_.longest_name_words()));
    int reach = i;
    while (reach < last && pack_.begins_name(pack::fold(words(reach + 1)))) {
      ++reach;
    }
    for (int j = reach; j > i; --j) {
      if (tree[j - 1].upos == Upos::kPunct && tree[j - 1].form != ".") {
        continue;
      }
      const std::string_view surface = words(j);
      const auto match = pack_.find_name(pack::fold(surface), surface);
      if (match && tree[j - 1].form == "." && j - 1 > i) {
        continue;  // the full stop of "Jordan." is no part of the name
      }
      if (match && (inside_longer_name(tree, j, pack_.names()[match->name]) ||
                    ends_longer_name(tree, i, j, pack_.names()[match->name]))) {
        break;  // "Prague Process" is no Prague, nor "Agro Atlantic" an ocean
      }
      if (match) {
        hits_[static_cast<std::size_t>(sentence)].push_back({i, j, match->name, match->adjective});
        i = j - 1;
        break;
      }
    }
  }
}

const NameHit* Mentions::hit_at(WordRef ref) const {
  for (const NameHit& hit : hits_[static_cast<std::size_t>(ref.sentence)]) {
    if (hit.begin <= ref.word && ref.word < hit.end) {
      return &hit;
    }
  }
  return nullptr;
}

MentionId Mentions::add(Mention mention) {
  all_.push_back(std::move(mention));
  return static_cast<MentionId>(all_.size()) - 1;
}

void Mentions::name_from_gazetteer(Mention& mention, const pack::Name& name) const {
  mention.name = name.name;
  mention.aliases = name.aliases;
  mention.type = name.type;
  mention.layer = Layer::kNamed;
}

// A name that the gazetteer lacks: a body by its last word ("... Monitor"), a body or a place by
// the name tagger, a person by a title before it or by two capitalised words that are no common
// nouns of the pack.
void Mentions::name_proper_noun(Mention& mention, const std::vector<int>& core) {
  const TreeView& tree = analysis_.view(mention.head.sentence);
  const int head = mention.head.word;
  mention.layer = Layer::kNamed;
  const std::string folded = pack::fold(tree[head].form);
  // "Bill Gates" is no bill, nor "Anne Rice" food.
  const bool person = tree[head].name == NameTag::kBeginPerson && core.size() > 1;
  const int title = tree.child(head, {Deprel::kNmodDesc});
  if (title != kRoot &&
      pack_.type_of_noun(pack::fold(tree[title].form)) == pack_.find_kind(pack::Kind::kPerson) &&
      name_person(mention, core)) {
    return;
  }
  if (const auto told = told_kind(tree, core); told && !name_person(mention, core)) {
    mention.type = told;
    return;
  }
  const auto by_noun = pack_.type_of_noun(pack::singular(folded));
  if (by_noun && (!person || by_noun == pack_.find_kind(pack::Kind::kPerson))) {
    mention.type = *by_noun;
    if (is_named_fund(tree, core)) {
      mention.type = pack_.find_kind(pack::Kind::kOrganization);
    } else if (by_noun == pack_.find_kind(pack::Kind::kPerson) &&
               !name_person(mention, core)) {  // "the Secretary General": a title alone
      const bool several = pack::singular(folded) != folded;
      mention.type = several ? pack_.types()[*by_noun].generic.value_or(*by_noun) : *by_noun;
      mention.layer = Layer::kGeneric;
    } else if (pack::singular(folded) != folded &&
               (is_collective(*by_noun) || pack_.types()[*by_noun].kind == pack::Kind::kPlace)) {
      mention.type = pack_.types()[*by_noun].generic.value_or(*by_noun);  // "Baltic Member States"
      mention.layer = Layer::kGeneric;
    } else if (is_collective(*by_noun) && core.size() > 1) {
      mention.type = pack_.find_kind(pack::Kind::kOrganization);  // "the ASEAN Observer Team"
    } else if (pack_.types()[*by_noun].generic && core.front() < head &&
               pack_.types()[*by_noun].kind == pack::Kind::kPlace) {
      mention.type = pack_.find_kind(pack::Kind::kPlace);  // "Ogun State" is no state of its own
    }
    return;
  }
  // "the project Safe Passage": the noun before a name says what it is.
  for (int c : tree.children(head, {Deprel::kNmodDesc})) {
    const auto said = pack_.type_of_noun(pack::singular(pack::fold(tree[c].form)));
    if (said && said != pack_.find_kind(pack::Kind::kPerson)) {
      if (!is_collective(*said) || !name_person(mention, core)) {  // "his counterpart Ana Silva"
        mention.type = said;
      }
      return;
    }
  }
  if (says_i(tree, core) && name_person(mention, core)) {
    return;
  }
  if (const auto known = persons_.find(folded); known != persons_.end()) {
    mention.aliases.push_back(mention.name);
    mention.name = known->second;
    mention.type = pack_.find_kind(pack::Kind::kPerson);
    return;
  }
  const std::optional<pack::Kind> tagged = kind_of(tree[head].name);
  const bool acronym = has_inner_capital(tree[head].form);
  if (tree[head].xpos == "NNPS" && core.size() == 1 && tagged != pack::Kind::kPlace &&
      pack_.find_kind(pack::Kind::kOrganization)) {  // "the Tuaregs"
    mention.type = pack_.types()[*pack_.find_kind(pack::Kind::kOrganization)].generic;
  } else if (tagged && tagged != pack::Kind::kPerson) {
    mention.type = pack_.find_kind(*tagged);
  } else if (!name_person(mention, core) && (acronym || tagged)) {
    mention.type = pack_.find_kind(acronym ? pack::Kind::kOrganization : pack::Kind::kPerson);
  }
}

void Mentions::type_common_noun(Mention& mention, const std::vector<int>& core) const {
  const TreeView& tree = analysis_.view(mention.head.sentence);
  if (is_written_as_name(tree, mention.head.word)) {
    mention.type = told_kind(tree, core);
    if (mention.type) {
      mention.layer = Layer::kNamed;
      return;
    }
  }
  // Less of a thing is not the thing: "reduced violence" is no violence. Its place tells what it
  // is.
  for (int c : tree.children(mention.head.word, {Deprel::kAmod})) {
    if (kLess.contains(pack::fold(tree[c].form))) {
      return;
    }
  }
  const int head = measured(tree, mention.head.word);
  for (const std::string& cue : type_cues(tree, head)) {
    if (const auto type = pack_.type_of_noun(cue)) {
      if (cue.ends_with('*') && acts(tree, head)) {
        continue;  // "violent groups" are groups
      }
      const bool known = is_certain_one(mention.head);
      mention.type = known ? *type : pack_.types()[*type].generic.value_or(*type);
      break;
    }
  }
  if (!mention.type) {
    if (const auto type = pack_.type_of_suffix(pack::fold(tree[head].lemma))) {
      mention.type = *type;
    }
  }
  if (mention.type && pack_.types()[pack_.root(*mention.type)].abstract) {
    mention.layer = Layer::kGeneric;
  }
}

MentionId Mentions::of(WordRef ref) {
  if (const auto found = nouns_.find(ref); found != nouns_.end()) {
    return found->second;
  }
  const TreeView& tree = analysis_.view(ref.sentence);
  Mention mention;
  mention.head = ref;
  const NameHit* hit = hit_at(ref);
  if (hit == nullptr && is_capital_noun(tree, ref.word)) {
    mention.name = pack::fold(tree[ref.word].form);
    mention.words = {ref.word};
    type_common_noun(mention, mention.words);
    const MentionId id = add(std::move(mention));
    nouns_.emplace(ref, id);
    return id;
  }
  const bool people = hit != nullptr && hit->adjective && tree[ref.word].xpos == "NNPS";
  if (hit != nullptr && (!hit->adjective || tree[ref.word].upos == Upos::kPropn) && !people) {
    name_from_gazetteer(mention, pack_.names()[hit->name]);
    for (int w = hit->begin; w < hit->end; ++w) {
      mention.words.push_back(w);
    }
  } else {
    NounPhrase phrase = noun_phrase(tree, ref.word);
    mention.name = phrase.name;
    mention.words = std::move(phrase.words);
    mention.pronoun = !can_name(tree[ref.word].upos);
    if (phrase.short_name != phrase.name) {
      mention.aliases.push_back(phrase.short_name);
    }
    if (mention.pronoun && name_those_who(mention)) {
      // named by what they do
    } else if (mention.pronoun) {
      // typed by what it stands for
    } else if (people) {  // "800,000 Syrians" are not Syria
      mention.type = pack_.type_of_noun("people");
      mention.layer = Layer::kGeneric;
    } else if (tree[ref.word].upos == Upos::kPropn ||
               tree.child(ref.word, {Deprel::kFlat}) != kRoot) {  // "the director Anna Keller"
      name_proper_noun(mention, phrase.short_words);
    } else {
      type_common_noun(mention, phrase.short_words);
    }
  }
  if (mention.type && pack_.types()[*mention.type].kind == pack::Kind::kOrganization &&
      hit == nullptr && is_joint(*this, ref)) {
    mention.type = pack_.default_concept();  // "the Franco-Russian alliance" is what two do
    mention.layer = mention.layer == Layer::kNamed ? Layer::kNamed : Layer::kConcept;
  }
  const MentionId id = add(std::move(mention));
  nouns_.emplace(ref, id);
  point_acronym(id);
  return id;
}

// "MCC" stands for what the text has bound it to, and is another name of that.
void Mentions::point_acronym(MentionId id) {
  const Word& word = analysis_.word((*this)[id].head);
  const auto bound = acronyms_.find(acronym_key(word.form));
  if (bound == acronyms_.end() || bound->second == (*this)[id].head ||
      (*this)[id].words.size() != 1) {
    return;
  }
  const MentionId whole = of(bound->second);
  if (whole == id || (*this)[whole].pronoun) {
    return;
  }
  std::vector<std::string>& aliases = (*this)[whole].aliases;
  if (std::find(aliases.begin(), aliases.end(), bound->first) == aliases.end()) {
    aliases.push_back(bound->first);
  }
  (*this)[id].stands_for = {whole};
  (*this)[id].sieve = "acronym";
}

MentionId Mentions::of_action(WordRef ref) {
  if (const auto found = actions_.find(ref); found != actions_.end()) {
    return found->second;
  }
  const TreeView& tree = analysis_.view(ref.sentence);
  Mention mention;
  mention.head = ref;
  mention.action = true;
  mention.name = gerund_phrase(tree, ref.word);
  mention.words = {ref.word};
  const int object = done_to(tree, ref.word);
  if (object != kRoot) {
    const NounPhrase phrase = noun_phrase(tree, object);
    mention.words.insert(mention.words.end(), phrase.words.begin(), phrase.words.end());
    std::sort(mention.words.begin(), mention.words.end());
  }
  mention.type = type_of_action(ref);
  const MentionId id = add(std::move(mention));
  actions_.emplace(ref, id);
  return id;
}

MentionId Mentions::of_piece(WordRef ref) {
  const TreeView& tree = analysis_.view(ref.sentence);
  const std::string& xpos = tree[ref.word].xpos;
  if (!tree.is_verb(ref.word)) {
    const MentionId noun = of(ref);
    Mention& mention = all_[static_cast<std::size_t>(noun)];
    // "Pillar 2 - Trade": what is numbered is named whole, and nobody's own name.
    const bool numbered = ref.word + 1 < tree.size() && tree[ref.word + 1].upos == Upos::kNum;
    if (numbered && static_cast<std::size_t>(tree.size()) <= kMaxNamedPiece) {
      mention.words.assign(static_cast<std::size_t>(tree.size() - ref.word), 0);
      std::iota(mention.words.begin(), mention.words.end(), ref.word);
      while (tree[mention.words.back()].upos == Upos::kPunct) {
        mention.words.pop_back();
      }
      mention.name = join_words(tree, mention.words);
      mention.layer = mention.type ? mention.layer : Layer::kConcept;
    }
    // "Enhancing cybersecurity": an action, whichever of the two words heads it.
    const bool gerund = tree[0].head == ref.word && tree[0].form.ends_with("ing") &&
                        !pack_.type_of_noun(pack::fold(tree[0].form));
    if (gerund && mention.layer != Layer::kNamed) {
      mention.type.reset();
      mention.layer = Layer::kConcept;
    }
    return noun;
  }
  const MentionId id = of_action(ref);
  const std::vector<int> words = tree.subtree(ref.word);
  const bool clause = tree.child(ref.word, {Deprel::kNsubj, Deprel::kNsubjPass}) != kRoot;
  Mention& mention = all_[static_cast<std::size_t>(id)];
  if ((!clause && (xpos == "VBG" || xpos == "VB")) || words.size() > kMaxPieceWords) {
    // "Deepen relationships with allies": a short piece is named whole.
    if (!clause && words.front() == ref.word && words.size() <= kMaxNamedPiece) {
      std::vector<int> rest(words.begin() + 1, words.end());
      while (!rest.empty() && tree[rest.back()].upos == Upos::kPunct) {
        rest.pop_back();
      }
      const std::string tail = join_words(tree, rest);
      mention.name = gerund(tree[ref.word].lemma) + (tail.empty() ? "" : " " + tail);
    }
    return id;
  }
  mention.words.clear();
  for (int w : words) {
    if (tree[w].upos != Upos::kPunct || (tree[w].form == "-" && w != words.back())) {
      mention.words.push_back(w);
    }
  }
  mention.name = join_words(tree, mention.words);
  return id;
}

MentionId Mentions::of_name(int sentence, const NameHit& hit) {
  const WordRef ref{sentence, hit.begin};
  if (const auto found = names_.find(ref); found != names_.end()) {
    return found->second;
  }
  Mention mention;
  mention.head = ref;
  name_from_gazetteer(mention, pack_.names()[hit.name]);
  for (int w = hit.begin; w < hit.end; ++w) {
    mention.words.push_back(w);
  }
  const MentionId id = add(std::move(mention));
  names_.emplace(ref, id);
  return id;
}

std::vector<MentionId> Mentions::referents(MentionId id) const {
  std::vector<MentionId> out;
  std::vector<MentionId> open = {id};
  std::set<MentionId> seen;
  while (!open.empty() && out.size() < 16) {
    const MentionId next = open.front();
    open.erase(open.begin());
    if (!seen.insert(next).second) {
      continue;
    }
    const Mention& mention = (*this)[next];
    if (mention.stands_for.empty()) {
      out.push_back(next);
    } else {
      open.insert(open.end(), mention.stands_for.begin(), mention.stands_for.end());
    }
  }
  return out;
}

}  // namespace rapport::extract
