// Sieves of reference resolution.

#include "extract/claim/reference.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/antecedent.h"
#include "extract/claim/authors.h"
#include "extract/claim/parties.h"
#include "extract/claim/people.h"

namespace rapport::extract {
namespace {

using Words = std::unordered_set<std::string_view>;

const Words kDemonstratives = {"this", "these", "such", "that", "those"};
const Words kSingular = {"it", "its", "this", "that"};
const Words kPlural = {"they", "their", "them", "these", "those"};
const Words kPersonal = {"he", "his", "him", "she", "her"};
const Words kAuthors = {"we", "us", "our", "ours", "ourselves"};
const Words kAuthor = {"i", "me", "my", "mine", "myself"};
// What two actors are to each other: "both sides", "the two governments".
const Words kParties = {"side",    "party",    "country",   "nation", "state", "government",
                        "capital", "neighbor", "neighbour", "ally",   "people"};
// Of these, what only states are.
const Words kStates = {"country", "nation",   "state",    "government",
                       "capital", "neighbor", "neighbour"};
// What any body may be called again. A ministry is none but one whose name says so.
const Words kBodies = {"organization", "organisation", "alliance", "agency", "bloc",
                       "body",         "institution",  "group",    "ngo",    "association"};
const Words kLeaders = {"leader", "president", "minister", "head", "counterpart", "chief"};

// What a number word counts; 0 when it is none of these.
std::size_t count_of(std::string_view word) {
  constexpr std::array<std::string_view, 8> kNumbers = {"two", "three", "four",  "five",
                                                        "six", "seven", "eight", "nine"};
  const auto at = std::find(kNumbers.begin(), kNumbers.end(), word);
  return at == kNumbers.end() ? 0 : static_cast<std::size_t>(at - kNumbers.begin()) + 2;
}

class Resolver {
 public:
  Resolver(Mentions& mentions, const SentenceClauses& clauses)
      : mentions_(mentions),
        clauses_(clauses),
        analysis_(mentions.analysis()),
        authors_(find_authors(mentions)),
        people_(mentions),
        parties_(mentions) {}

  void run() {
    for (std::size_t s = 0; s < analysis_.sentences.size(); ++s) {
      const int sentence = static_cast<int>(s);
      const TreeView& tree = analysis_.view(sentence);
      std::size_t next = 0;
      const std::vector<NameHit>& hits = mentions_.names_in(sentence);
      for (int w = 0; w < tree.size(); ++w) {
        for (; next < hits.size() && hits[next].end <= w; ++next) {
          named_.push_back(mentions_.of_name(sentence, hits[next]));
        }
        resolve({sentence, w});
      }
      for (; next < hits.size(); ++next) {
        named_.push_back(mentions_.of_name(sentence, hits[next]));
      }
      remember(sentence);
    }
  }

 private:
  void resolve(WordRef ref) {
    const TreeView& tree = analysis_.view(ref.sentence);
    const Word& word = tree[ref.word];
    const std::string lower = pack::fold(word.form);
    const bool possessive = word.deprel == Deprel::kNmodPoss;
    const bool head = possessive || has_base(word.deprel, Deprel::kNsubj) ||
                      word.deprel == Deprel::kObj || word.deprel == Deprel::kObl ||
                      word.deprel == Deprel::kNmod || word.deprel == Deprel::kOblAgent ||
                      word.deprel == Deprel::kConj || word.deprel == Deprel::kIobj;
    if (word.upos == Upos::kPron || (word.upos == Upos::kDet && head && !possessive)) {
      if (kAuthors.contains(lower) || kAuthor.contains(lower)) {
        point(ref, kAuthor.contains(lower) ? authors_.i : authors_.we, "pronoun.author");
      } else if (head && (kSingular.contains(lower) || kPlural.contains(lower) ||
                          kPersonal.contains(lower))) {
        pronoun(ref, lower);
      }
    } else if (word.upos == Upos::kNoun && word.deprel != Deprel::kCompound) {
      description(ref);
    } else if (word.upos == Upos::kPropn && word.deprel != Deprel::kCompound) {
      office_holder(ref) || titled(ref) || named_before(ref);
    }
  }

  void point(WordRef from, const std::vector<MentionId>& at, const char* sieve) {
    const MentionId id = mentions_.of(from);
    std::vector<MentionId> to;  // the last of each chain, so that none grows long
    for (MentionId one : at) {
      for (MentionId last : mentions_.referents(one)) {
        if (last != id && std::find(to.begin(), to.end(), last) == to.end()) {
          to.push_back(last);
        }
      }
    }
    if (to.empty()) {
      return;
    }
    Mention& mention = mentions_[id];
    mention.stands_for = std::move(to);
    mention.sieve = sieve;
  }

  // --- pronouns ---

  void pronoun(WordRef ref, const std::string& lower) {
    if (kPersonal.contains(lower)) {
      if (const MentionId person = acting_person_ >= 0 ? acting_person_ : last_person_;
          person >= 0) {
        point(ref, {person}, "pronoun.person");
      }
      return;
    }
    const TreeView& tree = analysis_.view(ref.sentence);
    if (tree.child(ref.word, {Deprel::kAclRelcl, Deprel::kAcl, Deprel::kNmod}) != kRoot) {
      return;  // "those who fled", "that of the north" point to nothing before
    }
    const bool plural = kPlural.contains(lower);
    // The nearest subject before it in the same sentence, then the subject of the sentence before.
    for (int w = ref.word - 1; w >= 0; --w) {
      const bool own = tree[w].head == tree[ref.word].head;  // "they may force them"
      if (!has_base(tree[w].deprel, Deprel::kNsubj) || !tree.is_noun(w) ||
          tree.dominates(w, ref.word) || (own && tree[ref.word].deprel != Deprel::kNmodPoss)) {
        continue;
      }
      if (agrees(ref.sentence, w, plural)) {
        point(ref, all_of(ref.sentence, w), "pronoun.same-sentence");
        return;
      }
    }
    const std::vector<MentionId> before =
        subjects_before(mentions_, clauses_, ref.sentence, plural);
    if (!before.empty()) {
      point(ref, before, "pronoun.subject");
    }
  }

  bool agrees(int sentence, int w, bool plural) const {
    const TreeView& tree = analysis_.view(sentence);
    return is_plural(tree, w) == plural || (plural && tree[w].upos == Upos::kPropn);
  }

  std::vector<MentionId> all_of(int sentence, int w) {
    std::vector<MentionId> out;
    for (int j : analysis_.view(sentence).conjuncts(w)) {
      out.push_back(mentions_.of({sentence, j}));
    }
    return out;
  }

  // --- definite descriptions ---

  void description(WordRef ref) {
    const TreeView& tree = analysis_.view(ref.sentence);
    const int det = tree.child(ref.word, {Deprel::kDet});
    const int such = tree.child(ref.word, {Deprel::kAmod, Deprel::kDetPredet});
    const bool demonstrative =
        (det != kRoot && kDemonstratives.contains(pack::fold(tree[det].form))) ||
        (such != kRoot && tree[such].lemma == "such");
    const bool definite = det != kRoot && pack::fold(tree[det].form) == "the";
    const bool bare =
        tree.children(ref.word, {Deprel::kNmod, Deprel::kAcl, Deprel::kAclRelcl, Deprel::kNmodPoss})
            .empty();
    // "Key areas of collaboration include:" speaks of the one collaboration as "the" would.
    const bool leads_in =
        det == kRoot && tree[tree.size() - 1].form == ":" && tree[ref.word].xpos == "NN";
    if (leads_in && bare && joint(ref)) {
      return;
    }
    if (of_authors(ref) || all_authors(ref) || two_parties(ref) || office_holder(ref)) {
      return;
    }
    if ((!demonstrative && !definite) || !bare) {
      return;
    }
    if (titled(ref) || last_so_many(ref) || joint(ref)) {
      return;
    }
    if (!is_told_by_name(mentions_, ref) &&
        (named_before(ref) || same_head(ref) || named_of_type(ref, definite && !demonstrative))) {
      return;
    }
    if (demonstrative) {
      list_before(ref) || subject_before(ref);
    }
  }

  // "our nation", said by who speaks for one.
  bool of_authors(WordRef ref) {
    const TreeView& tree = analysis_.view(ref.sentence);
    const int owner = tree.child(ref.word, {Deprel::kNmodPoss});
    const bool ours = owner != kRoot && pack::fold(tree[owner].form) == "our";
    const auto type = named_type(ref);
    if (!ours || !type || is_plural(tree, ref.word) || authors_.we.size() != 1 ||
        mentions_[authors_.we[0]].type != type) {
      return false;
    }
    point(ref, authors_.we, "description.author");
    return true;
  }

  bool says_two(WordRef ref) const {
    const TreeView& tree = analysis_.view(ref.sentence);
    const auto is = [&](int c, std::string_view word) {
      return c != kRoot && pack::fold(tree[c].form) == word;
    };
    const int number = tree.child(ref.word, {Deprel::kNummod});
    return is(number, "two") || is(number, "2") ||
           is(tree.child(ref.word, {Deprel::kDet, Deprel::kDetPredet, Deprel::kCcPreconj}), "both");
  }

  // Two bodies are no "both countries", nor "both governments".
  bool may_be(WordRef ref, const std::vector<MentionId>& found) const {
    const pack::Pack& pack = mentions_.pack();
    const auto type = named_type(ref);
    const bool states = kStates.contains(analysis_.word(ref).lemma) ||
                        (type && pack.types()[*type].kind == pack::Kind::kPlace);
    return !states || std::all_of(found.begin(), found.end(), [&](MentionId id) {
      const auto& named = mentions_[id].type;
      return named && pack.types()[*named].kind == pack::Kind::kPlace;
    });
  }

  // "our governments", "our three nations", "the three countries", said in a text of so many
  // authors.
  bool all_authors(WordRef ref) {
    const TreeView& tree = analysis_.view(ref.sentence);
    const std::string& lemma = analysis_.word(ref).lemma;
    if (authors_.we.size() < 2 || !kParties.contains(lemma) || lemma == "people" ||
        !is_plural(tree, ref.word) || !may_be(ref, authors_.we)) {
      return false;
    }
    const int owner = tree.child(ref.word, {Deprel::kNmodPoss});
    const int number = tree.child(ref.word, {Deprel::kNummod});
    const bool ours = owner != kRoot && pack::fold(tree[owner].form) == "our";
    const bool counted =
        number != kRoot && count_of(pack::fold(tree[number].form)) == authors_.we.size();
    if (number == kRoot ? !ours : !counted) {
      return false;
    }
    point(ref, authors_.we, "description.authors");
    return true;
  }

  // "both sides", "the two governments", "our two nations": the parties of the document; "the two
  // leaders": the persons with titles.
  bool two_parties(WordRef ref) {
    const std::string& lemma = analysis_.word(ref).lemma;
    std::vector<MentionId> found;
    const char* sieve = "description.two-parties";
    if (kLeaders.contains(lemma) && is_plural(analysis_.view(ref.sentence), ref.word)) {
      found = people_.last_two(!says_two(ref));
      sieve = "description.leaders";
    } else if (kParties.contains(lemma) && says_two(ref)) {
      found = authors_.we.size() == 2 ? authors_.we : parties_.pair();
    }
    if (found.size() != 2 || !may_be(ref, found)) {
      return false;
    }
    point(ref, std::move(found), sieve);
    return true;
  }

  // "the President": the last person with that title.
  bool titled(WordRef ref) {
    const TreeView& tree = analysis_.view(ref.sentence);
    const int det = tree.child(ref.word, {Deprel::kDet});
    const bool bare = tree.children(ref.word, {Deprel::kNmod, Deprel::kFlat, Deprel::kCompound,
                                               Deprel::kAppos, Deprel::kNmodPoss})
                          .empty();
    if (det == kRoot || pack::fold(tree[det].form) != "the" || !bare ||
        is_plural_form(tree[ref.word])) {
      return false;
    }
    std::vector<MentionId> found = people_.with_title(pack::fold(tree[ref.word].form));
    if (found.empty()) {
      return false;
    }
    point(ref, std::move(found), "description.title");
    return true;
  }

  bool office_holder(WordRef ref) {
    const MentionId holder = holder_beside(mentions_, ref);
    point(ref, holder < 0 ? std::vector<MentionId>{} : std::vector{holder}, "description.office");
    return holder >= 0;
  }

  // "the two countries", "the three states": the last so many named ones of that type.
  bool last_so_many(WordRef ref) {
    const TreeView& tree = analysis_.view(ref.sentence);
    const int number = tree.child(ref.word, {Deprel::kNummod});
    const std::size_t count = number == kRoot ? 0 : count_of(pack::fold(tree[number].form));
    const auto type = named_type(ref);
    if (count == 0 || !type) {
      return false;
    }
    std::vector<MentionId> found = last_named(mentions_, named_, *type, count);
    if (found.size() != count) {
      return false;
    }
    point(ref, std::move(found), "description.so-many-named");
    return true;
  }

  // "The partnership", "this collaboration": what two named actors were last said to have together.
  bool joint(WordRef ref) {
    const TreeView& tree = analysis_.view(ref.sentence);
    const int name = tree.child(ref.word, {Deprel::kCompound});  // "the Paris Agreement"
    if (last_joint_ < 0 || (name != kRoot && tree[name].upos == Upos::kPropn) ||
        !is_joint_noun(mentions_.pack(), analysis_.word(ref).lemma) ||
        is_plural(analysis_.view(ref.sentence), ref.word)) {
      return false;
    }
    point(ref, {last_joint_}, "description.joint");
    return true;
  }

  bool named_before(WordRef ref) {
    const MentionId name = fuller_name(analysis_, names_, ref);
    point(ref, name < 0 ? std::vector<MentionId>{} : std::vector{name}, "description.name");
    return name >= 0;
  }

  bool same_head(WordRef ref) {
    const MentionId fuller = fuller_description(mentions_, recent_, ref);
    point(ref, fuller < 0 ? std::vector<MentionId>{} : std::vector{fuller},
          "description.same-head");
    return fuller >= 0;
  }

  // "the alliance" after NATO, "the country" after Iraq: the last named one of the noun's own type.
  bool named_of_type(WordRef ref, bool definite) {
    const auto type = named_type(ref);
    if (!type || !definite || is_plural(analysis_.view(ref.sentence), ref.word) ||
        (mentions_.pack().types()[*type].kind == pack::Kind::kOrganization &&
         !kBodies.contains(analysis_.word(ref).lemma))) {
      return false;
    }
    std::vector<MentionId> found = last_named(mentions_, named_, *type, 1);
    if (found.empty() || stands_beside(ref, found[0])) {
      return false;
    }
    point(ref, std::move(found), "description.named");
    return true;
  }

  // Are they two arguments of one verb? Those are not the same.
  bool stands_beside(WordRef ref, MentionId other) const {
    const WordRef head = mentions_[other].head;
    const TreeView& tree = analysis_.view(ref.sentence);
    if (head.sentence != ref.sentence || tree.marker(ref.word) == "as") {
      return false;
    }
    const auto verb = [&tree](int w) {
      do {
        w = tree[w].head;
      } while (w != kRoot && tree.is_noun(w));
      return w;
    };
    return verb(ref.word) == verb(head.word);
  }

  // The type that a named thing of this noun has: Country for "country", although an unnamed one is
  // a Group.
  std::optional<pack::TypeIndex> named_type(WordRef ref) const {
    const Word& word = analysis_.word(ref);
    const auto type = mentions_.pack().type_of_noun(pack::singular(pack::fold(word.form)));
    return type && mentions_.pack().types()[*type].generic ? type : std::nullopt;
  }

  // "These initiatives" after a list: its items.
  bool list_before(WordRef ref) {
    const TreeView& tree = analysis_.view(ref.sentence);
    if (!is_plural(tree, ref.word) || ref.word > 3) {
      return false;
    }
    std::vector<MentionId> items = items_before(mentions_, ref.sentence);
    if (items.empty()) {
      return false;
    }
    point(ref, std::move(items), "description.list");
    return true;
  }

  // "This collective approach": the subject of the sentence before, when the types agree.
  bool subject_before(WordRef ref) {
    const bool plural = is_plural(analysis_.view(ref.sentence), ref.word);
    const auto type = mentions_[mentions_.of(ref)].type;
    std::vector<MentionId> out;
    for (MentionId id : subjects_before(mentions_, clauses_, ref.sentence, plural)) {
      for (MentionId referent : mentions_.referents(id)) {
        if (mentions_[referent].type == type && !mentions_[referent].pronoun) {
          out.push_back(referent);
        }
      }
    }
    if (out.empty()) {
      return false;
    }
    point(ref, std::move(out), "description.subject");
    return true;
  }

  // What later sentences can refer to.
  void remember(int sentence) {
    const TreeView& tree = analysis_.view(sentence);
    MentionId acting = -1;
    bool people = false;
    for (int w = 0; w < tree.size(); ++w) {
      if (!tree.is_noun(w) || tree[w].deprel == Deprel::kCompound ||
          tree[w].deprel == Deprel::kFlat) {
        continue;
      }
      const MentionId id = mentions_.of({sentence, w});
      const Mention& mention = mentions_[id];
      if (mention.stands_for.empty()) {
        recent_.push_back(id);
        if (std::string key = name_key(mentions_, id); !key.empty()) {
          names_[std::move(key)] = id;
        }
        if (is_joint(mentions_, {sentence, w})) {
          last_joint_ = id;
        }
      }
      const bool person =
          mention.type && mentions_.pack().types()[*mention.type].kind == pack::Kind::kPerson;
      if (mention.layer == Layer::kNamed && person) {
        last_person_ = id;
        people_.meet(id);
        people = true;
        if (acting < 0 && has_base(tree[w].deprel, Deprel::kNsubj)) {
          acting = id;
        }
      }
      parties_.read({sentence, w});
    }
    acting_person_ = people ? acting : acting_person_;
  }

  Mentions& mentions_;
  const SentenceClauses& clauses_;
  const Analysis& analysis_;
  const Authors authors_;
  People people_;
  Parties parties_;
  std::vector<MentionId> recent_, named_;
  NamesByHead names_;
  MentionId last_person_ = -1;
  MentionId acting_person_ = -1;  // the subject of the last sentence that names people
  MentionId last_joint_ = -1;
};

}  // namespace

void resolve_references(Mentions& mentions, const SentenceClauses& clauses) {
  Resolver(mentions, clauses).run();
}

}  // namespace rapport::extract
