// Sieves of reference resolution.

#include "extract/claim/reference.h"

#include <algorithm>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/antecedent.h"
#include "extract/claim/authors.h"
#include "extract/claim/parties.h"
#include "extract/claim/people.h"
#include "extract/claim/several.h"

namespace rapport::extract {
namespace {

using Words = std::unordered_set<std::string_view>;

const Words kDemonstratives = {"this", "these", "such", "that", "those"};
const Words kSingular = {"it", "its", "this", "that"};
const Words kPlural = {"they", "their", "them", "these", "those"};
const Words kPersonal = {"he", "his", "him", "she", "her"};
const Words kAuthors = {"we", "us", "our", "ours", "ourselves"};
const Words kAuthor = {"i", "me", "my", "mine", "myself"};
// What any body may be called again. A ministry is none but one whose name says so.
const Words kBodies = {"organization", "organisation", "alliance", "agency", "bloc",
                       "body",         "institution",  "group",    "ngo",    "association"};
class Resolver {
 public:
  Resolver(Mentions& mentions, const SentenceClauses& clauses)
      : mentions_(mentions),
        clauses_(clauses),
        analysis_(mentions.analysis()),
        authors_(find_authors(mentions)),
        people_(mentions),
        parties_(mentions),
        several_(mentions, authors_, people_, parties_) {}

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
      office_holder(ref) || titled(ref) || named_before(ref) || alliance(ref);
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

  bool found(WordRef ref, const Referents& referents) {
    point(ref, referents.ids, referents.sieve);
    return !referents.ids.empty();
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
    if (found(ref, several_.authors(ref)) || found(ref, several_.parties(ref)) ||
        office_holder(ref)) {
      return;
    }
    if ((!demonstrative && !definite) || !bare) {
      return;
    }
    if (titled(ref) || found(ref, several_.last_named(ref, named_)) || joint(ref)) {
      return;
    }
    if (!is_told_by_name(mentions_, ref) && (named_before(ref) || same_head(ref) || pact(ref) ||
                                             named_of_type(ref, definite && !demonstrative))) {
      return;
    }
    if (demonstrative) {
      list_before(ref) || subject_before(ref);
    }
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

  // "the Alliance" after NATO.
  bool alliance(WordRef ref) {
    const TreeView& tree = analysis_.view(ref.sentence);
    const int det = tree.child(ref.word, {Deprel::kDet});
    const bool bare = tree.children(ref.word, {Deprel::kNmod, Deprel::kFlat, Deprel::kCompound,
                                               Deprel::kAmod, Deprel::kAppos, Deprel::kNmodPoss})
                          .empty();
    return det != kRoot && pack::fold(tree[det].form) == "the" && bare &&
           kBodies.contains(pack::fold(tree[ref.word].form)) && named_of_type(ref, true);
  }

  // "the treaty" after the Convention on Cluster Munitions.
  bool pact(WordRef ref) {
    static const Words kPacts = {"treaty", "convention", "agreement", "pact",
                                 "accord", "protocol",   "charter"};
    constexpr std::size_t kFarthest = 200;  // mentions
    const TreeView& tree = analysis_.view(ref.sentence);
    if (!kPacts.contains(tree[ref.word].lemma) || is_plural(tree, ref.word) ||
        tree.child(ref.word, {Deprel::kCompound, Deprel::kFlat}) != kRoot) {
      return false;
    }
    std::size_t looked = 0;
    for (auto it = recent_.rbegin(); it != recent_.rend() && looked < kFarthest; ++it, ++looked) {
      const Mention& mention = mentions_[*it];
      if (mention.layer == Layer::kNamed && mention.words.size() > 1 &&
          kPacts.contains(pack::fold(analysis_.word(mention.head).form))) {
        point(ref, {*it}, "description.pact");
        return true;
      }
    }
    return false;
  }

  bool same_head(WordRef ref) {
    const MentionId fuller = fuller_description(mentions_, recent_, ref);
    point(ref, fuller < 0 ? std::vector<MentionId>{} : std::vector{fuller},
          "description.same-head");
    return fuller >= 0;
  }

  // "the alliance" after NATO, "the country" after Iraq: the last named one of the noun's own type.
  bool named_of_type(WordRef ref, bool definite) {
    const bool body = kBodies.contains(pack::fold(analysis_.word(ref).lemma));
    const auto type =
        body ? mentions_.pack().find_kind(pack::Kind::kOrganization) : type_by_name(mentions_, ref);
    if (!type || !definite || is_plural(analysis_.view(ref.sentence), ref.word) ||
        (mentions_.pack().types()[*type].kind == pack::Kind::kOrganization && !body)) {
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
  const Several several_;
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
