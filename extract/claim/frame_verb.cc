// The verb frame: a verb with its subject, object, complements, each under its role.

#include <algorithm>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/frame_arguments.h"
#include "extract/claim/layout.h"
#include "extract/claim/polarity.h"
#include "extract/claim/proposition.h"

namespace rapport::extract {
namespace {

// Cues from the most telling to the plain: "play role in", "play role", "carry out", "lead to",
// "lead".
std::vector<std::string> verb_cues(const TreeView& tree, const Clause& clause) {
  const std::string& lemma = tree[clause.verb].lemma;
  std::vector<std::string> cues;
  std::vector<std::string> preps;
  const auto collect = [&](int w) {
    for (int c : tree.children(w)) {
      const Deprel rel = tree[c].deprel;
      const bool clausal = rel == Deprel::kAdvcl || rel == Deprel::kAcl || rel == Deprel::kXcomp;
      if ((has_base(rel, Deprel::kObl) || rel == Deprel::kNmod || clausal) &&
          !tree.marker(c).empty()) {
        preps.push_back(tree.marker(c));
      }
    }
  };
  collect(clause.verb);
  for (int object : clause.objects) {
    if (tree.is_noun(object)) {
      const std::string light = lemma + ' ' + tree[object].lemma;
      collect(object);
      if (object > 0 && tree[object - 1].head == object &&
          tree[object - 1].deprel == Deprel::kCompound) {  // "have member states"
        cues.push_back(lemma + ' ' + tree[object - 1].lemma + ' ' + tree[object].lemma);
      }
      for (const std::string& prep : preps) {
        cues.push_back(light + ' ' + prep);
      }
      cues.push_back(light);
    }
  }
  const int particle = tree.child(clause.verb, {Deprel::kCompoundPrt});
  const std::string off = particle == kRoot ? "" : ' ' + tree[particle].lemma;
  if (clause.subjects.empty() && tree.is_passive(clause.verb)) {  // "be opposed to"
    for (const std::string& prep : preps) {
      cues.push_back("be " + pack::fold(tree[clause.verb].form) + off + ' ' + prep);
    }
  }
  if (particle != kRoot) {
    for (const std::string& prep : preps) {
      cues.push_back(lemma + off + ' ' + prep);
    }
    cues.push_back(lemma + off);
  }
  for (const std::string& prep : preps) {
    cues.push_back(lemma + ' ' + prep);
  }
  for (int a : tree.children(clause.verb, {Deprel::kAdvmod})) {
    if (tree[a].lemma == "together" || tree[a].lemma == "jointly") {  // "worked closely together"
      cues.push_back(lemma + " together");
    }
  }
  cues.push_back(lemma);
  return cues;
}

// "begin applying" is no act beside applying.
bool is_phase(std::string_view lemma) {
  return lemma == "begin" || lemma == "start" || lemma == "continue" || lemma == "keep";
}

// Does the verb only say how what is embedded under it stands: that it begins, is planned, fails?
bool carries(std::string_view lemma) {
  static const std::unordered_set<std::string_view> kPhases = {
      "begin",   "start",    "continue",  "keep",      "go",     "come",   "get",
      "proceed", "remain",   "help",      "serve",     "seem",   "appear", "happen",
      "tend",    "have",     "like",      "manage",    "prove",  "expect", "say",
      "project", "estimate", "authorize", "authorise", "compel", "force"};
  return kPhases.contains(lemma) || is_plan(lemma) || is_failure(lemma);
}

// What is embedded under the verb: "helps sustain X" says of X what "sustain" says, so the matrix
// verb alone makes no frame of its own unless it has an object.
bool only_carries(const TreeView& tree, const Clause& clause) {
  // "plays a role in shaping X" says of X what "shaping" says.
  for (int object : clause.objects) {
    if (tree[object].lemma == "role" || tree[object].lemma == "part") {
      return tree.child(object, {Deprel::kAcl}) != kRoot ||
             tree.child(clause.verb, {Deprel::kAdvcl}) != kRoot;
    }
  }
  const std::vector<int> complements = tree.children(clause.verb, {Deprel::kXcomp});
  return clause.objects.empty() && tree.children(clause.verb, {Deprel::kObl}).empty() &&
         carries(tree[clause.verb].lemma) &&
         std::any_of(complements.begin(), complements.end(),
                     [&](int x) { return tree.is_verb(x) || !tree.marker(x).empty(); });
}

// What somebody becomes, and the commitment that one "reaffirms to X", are told of the noun
// (frame_noun.cc).
bool told_of_noun(const TreeView& tree, int verb, int object) {
  const std::string& lemma = tree[verb].lemma;
  return turns_into(lemma) || (voices(lemma) && is_wish(tree[object].lemma) &&
                               !tree.children(object, {Deprel::kNmod, Deprel::kAcl}).empty());
}

// "Affirmed the need to improve safety": improving is what is affirmed, nobody's doing.
bool told_as_theme(const TreeView& tree, int verb) {
  const int first = tree.first_conjunct(verb);
  const int noun = tree[first].head;
  if (tree[first].deprel != Deprel::kAcl || noun == kRoot || !is_worth(tree[noun].lemma)) {
    return false;
  }
  const int said = tree[tree.first_conjunct(noun)].head;
  return said != kRoot && only_speaks(tree[said].lemma);
}

// "The team was awarded the prize": who gets what the verb's own object is.
bool is_given_to(const TreeView& tree, int verb, int noun) {
  static const std::unordered_set<std::string_view> kGives = {
      "give", "award", "grant", "offer",   "send", "pay",   "assign",    "allocate", "hand",
      "lend", "teach", "show",  "promise", "deny", "issue", "guarantee", "accord",   "owe"};
  const int own = tree.child(verb, {Deprel::kObj});
  return tree.is_passive(verb) && own != kRoot && tree.first_conjunct(noun) != own &&
         kGives.contains(tree[verb].lemma);
}

// What an object that only carries others is about: "the importance of trust", "the need to build
// trust", "the role of women".
void add_themes(Mentions& mentions, const SentenceClauses& clauses, Proposition& p,
                WordRef object) {
  const TreeView& tree = mentions.analysis().view(object.sentence);
  const std::string& lemma = tree[object.word].lemma;
  if (is_wish(lemma) || (!is_carrier(lemma) && !is_worth(lemma))) {
    return;
  }
  for (int c : tree.children(object.word, {Deprel::kNmod})) {
    const std::string marker = tree.marker(c);
    for (int j : marker == "of" || marker == "for" ? tree.conjuncts(c) : std::vector<int>{}) {
      add_argument(mentions, p, "theme", {object.sentence, j});
    }
  }
  for (int c : tree.children(object.word, {Deprel::kAcl})) {
    for (int j : tree.conjuncts(c)) {
      const std::vector<int>& done = clauses.at({object.sentence, j}).objects;
      for (int o : done) {
        add_argument(mentions, p, "theme", {object.sentence, o});
      }
      if (done.empty() && tree.is_verb(j)) {
        p.arguments.push_back({"theme", mentions.of_action({object.sentence, j})});
      }
    }
  }
}

}  // namespace

void verb_frames(Mentions& mentions, const SentenceClauses& clauses, const Layout& layout,
                 int sentence, std::vector<Proposition>& out) {
  const TreeView& tree = mentions.analysis().view(sentence);
  for (const Clause& clause : clauses.by_sentence[static_cast<std::size_t>(sentence)]) {
    if (clause.verb == kRoot || !tree.is_verb(clause.verb)) {
      continue;
    }
    Proposition p;
    p.frame = clause.purpose ? "purpose" : "verb";
    p.cues = verb_cues(tree, clause);
    // ... and unless the pack has a pattern for "refuse to".
    if (only_carries(tree, clause) &&
        (is_phase(tree[clause.verb].lemma) ||
         mentions.pack().patterns_for("verb", p.cues.front()).empty())) {
      continue;
    }
    p.anchor = {sentence, clause.verb};
    p.polarity = clause.polarity;
    p.modality = clause.modality;
    p.intention = clause.intention;
    p.predicate = predicate_words(tree, clause.verb, p.cues.back());
    const bool theme = told_as_theme(tree, clause.verb);
    for (int s : theme ? std::vector<int>{} : clause.subjects) {
      add_argument(mentions, p, "subject", {sentence, s});
    }
    for (int a : clause.actions) {
      p.arguments.push_back({"action", mentions.of_action({sentence, a})});
      if (clause.subjects.empty() &&
          !theme) {  // "investing in schools is vital for reducing poverty"
        p.arguments.push_back({"subject", mentions.of_action({sentence, a})});
      }
    }
    if (clause.subjects.empty() && clause.actions.empty() && !theme &&
        !tree.is_passive(clause.verb)) {
      for (MentionId id : layout.implied_subjects(sentence)) {
        p.arguments.push_back({"subject", id});
      }
    }
    if (p.modality == Modality::kAsserted && !is_done_by_saying(tree[clause.verb].lemma)) {
      p.modality = layout.inherited_modality(sentence);
    }
    for (int o : clause.objects) {
      if (told_of_noun(tree, clause.verb, o)) {
        continue;
      }
      const bool given = is_given_to(tree, clause.verb, o);
      add_argument(mentions, p, given ? "iobject" : "object", {sentence, o});
      add_themes(mentions, clauses, p, {sentence, o});
    }
    for (int o : tree.children(clause.verb, {Deprel::kObl})) {
      add_themes(mentions, clauses, p, {sentence, o});  // "agreed on the importance of trust"
    }
    // "set up a committee to track progress": what is done so that the end is reached.
    if (clause.purpose && tree[clause.verb].deprel == Deprel::kAdvcl) {
      for (int o : clauses.at({sentence, tree[clause.verb].head}).objects) {
        add_argument(mentions, p, "means", {sentence, o});
      }
    }
    for (int i : tree.children(clause.verb, {Deprel::kIobj})) {
      for (int j : tree.conjuncts(i)) {
        add_argument(mentions, p, "iobject", {sentence, j});
      }
    }
    for (int x : tree.children(clause.verb, {Deprel::kXcomp, Deprel::kAdvcl})) {
      const bool asked = tree.is_verb(x) && clauses.at({sentence, x}).link == "complement" &&
                         tree.marker(x) == "to";
      if (tree[x].deprel == Deprel::kXcomp && tree.is_noun(x)) {
        add_argument(mentions, p, "complement", {sentence, x});
      }
      for (int j : asked ? tree.conjuncts(x) : std::vector<int>{}) {
        p.arguments.push_back({"asked", mentions.of_action({sentence, j})});
      }
    }
    for (int x : tree.children(clause.verb, {Deprel::kAdvcl})) {
      const std::string marker = tree.marker(x);
      if (tree.is_verb(x) && (marker == "by" || marker == "through")) {  // "by opening markets"
        for (int j : tree.conjuncts(x)) {
          p.arguments.push_back({"way", mentions.of_action({sentence, j})});
        }
      }
    }
    add_prepositional(mentions, p, {sentence, clause.verb});
    for (int o : clause.objects) {
      if (!tree.is_passive(clause.verb)) {
        add_prepositional(mentions, p, {sentence, o});
      }
    }
    if (!clause.objects.empty() || !tree.children(clause.verb, {Deprel::kObl}).empty()) {
      p.arguments.push_back({"goal", mentions.of_action({sentence, clause.verb})});
    }
    out.push_back(std::move(p));
  }
}

}  // namespace rapport::extract
