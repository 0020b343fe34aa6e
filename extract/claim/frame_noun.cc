// Noun frames: relational nouns with their complements ("cooperation between A and B", "A's support
// for B", "challenges to X"), what a noun is located in, its examples, names that are its parts.

#include <algorithm>
#include <array>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/antecedent.h"
#include "extract/claim/biography.h"
#include "extract/claim/frame_arguments.h"
#include "extract/claim/measure.h"
#include "extract/claim/noun_mood.h"
#include "extract/claim/noun_phrase.h"
#include "extract/claim/polarity.h"
#include "extract/claim/proposition.h"
#include "extract/claim/type_cues.h"

namespace rapport::extract {
namespace {

bool heads_phrase(const TreeView& tree, int w) {
  const Deprel rel = tree[w].deprel;
  return tree.is_noun(w) && rel != Deprel::kCompound && rel != Deprel::kFlat &&
         rel != Deprel::kFixed;
}

// "Ireland reaffirmed the commitment to peace": whoever has or voices an attitude stands for its
// owner.
void add_holder(Mentions& mentions, const SentenceClauses& clauses, Proposition& p, WordRef noun) {
  static const std::unordered_set<std::string_view> kAttitudes = {
      "interest", "concern", "confidence", "solidarity", "opposition", "readiness"};
  const TreeView& tree = mentions.analysis().view(noun.sentence);
  const std::string& lemma = tree[noun.word].lemma;
  const int governor = tree[noun.word].head;
  if (tree[noun.word].deprel != Deprel::kObj || !voices(tree[governor].lemma) ||
      (!is_wish(lemma) && !kAttitudes.contains(lemma)) ||
      std::any_of(p.arguments.begin(), p.arguments.end(),
                  [](const Argument& a) { return a.role == "poss"; })) {
    return;
  }
  for (int s : clauses.at({noun.sentence, governor}).subjects) {
    add_argument(mentions, p, "poss", {noun.sentence, s});
  }
}

// "Acts in partnership with others", "built in cooperation with them": who does so has the
// partnership.
void add_partners(Mentions& mentions, const SentenceClauses& clauses, Proposition& p,
                  WordRef noun) {
  const TreeView& tree = mentions.analysis().view(noun.sentence);
  const int governor = tree[noun.word].head;
  if (governor == kRoot || tree.marker(noun.word) != "in" ||
      !is_joint_noun(mentions.pack(), tree[noun.word].lemma) ||
      tree.child(noun.word, {Deprel::kDet, Deprel::kNmodPoss}) != kRoot) {
    return;
  }
  const Clause& clause = clauses.at({noun.sentence, governor});
  for (int s : clause.verb == kRoot ? tree.conjuncts(governor) : clause.subjects) {
    add_argument(mentions, p, "poss", {noun.sentence, s});
  }
  p.modality = clause.verb == kRoot ? p.modality : clause.modality;
}

// "A memorandum of understanding between Chad and Togo": the parties, where a parser hangs them on
// the complement.
void add_parties(Mentions& mentions, Proposition& p, WordRef noun) {
  const TreeView& tree = mentions.analysis().view(noun.sentence);
  for (int c : tree.children(noun.word, {Deprel::kNmod})) {
    for (int party : tree.children(c, {Deprel::kNmod})) {
      const std::string marker = tree.marker(party);
      for (int j :
           marker == "between" || marker == "among" ? tree.conjuncts(party) : std::vector<int>{}) {
        add_argument(mentions, p, "prep:" + marker, {noun.sentence, j});
      }
    }
  }
}

// "The impact of tariffs on farmers": what it is on, where a parser hangs that on the tariffs.
void add_outer(Mentions& mentions, Proposition& p, WordRef noun) {
  static const std::unordered_set<std::string_view> kBearings = {
      "impact",     "effect",       "influence", "consequence", "implication",
      "importance", "significance", "role",      "value",       "relevance"};
  const TreeView& tree = mentions.analysis().view(noun.sentence);
  if (!kBearings.contains(tree[noun.word].lemma)) {
    return;
  }
  for (int c : tree.children(noun.word, {Deprel::kNmod})) {
    for (int on : tree.children(c, {Deprel::kNmod})) {
      const std::string marker = tree.marker(on);
      const bool outer = marker == "on" || marker == "for" || marker == "to" || marker == "upon";
      for (int j : outer ? tree.conjuncts(on) : std::vector<int>{}) {
        add_argument(mentions, p, "prep:" + marker, {noun.sentence, j});
      }
    }
  }
}

// The verb of "acts as a leader of the group" and "became its leader", which says what "is a
// leader" says; kRoot for another noun.
int acts_as(const TreeView& tree, int noun) {
  static const std::unordered_set<std::string_view> kActs = {"act", "serve", "work", "function",
                                                             "operate"};
  const int verb = tree[noun].head;
  if (verb != kRoot && turns_into(tree[verb].lemma) &&
      (tree[noun].deprel == Deprel::kObj || tree[noun].deprel == Deprel::kXcomp)) {
    return verb;
  }
  const bool as = verb != kRoot && tree[noun].deprel == Deprel::kObl && tree.marker(noun) == "as";
  const bool part = tree[noun].lemma == "part" || tree[noun].lemma == "member";
  return as && tree.is_verb(verb) && (part || kActs.contains(tree[verb].lemma)) ? verb : kRoot;
}

// "Among the signatories were two kings": what is said to be among them is one; kRoot otherwise.
int one_among(const TreeView& tree, int noun) {
  const int told = tree[noun].head;
  if (told == kRoot || tree.marker(noun) != "among") {
    return kRoot;
  }
  return tree.is_noun(told) && tree.child(told, {Deprel::kCop}) != kRoot && noun < told
             ? told
             : tree.child(told, {Deprel::kNsubj});
}

// "The main challenge to the mission is a lack of troops": what says who or what that is, if it is
// no description; kRoot otherwise.
int named_as(Mentions& mentions, const TreeView& tree, int sentence, int noun) {
  const int told = tree[noun].head;
  if (told == kRoot || !has_base(tree[noun].deprel, Deprel::kNsubj) || !tree.is_noun(told) ||
      tree.child(told, {Deprel::kCop}) == kRoot || !tree.marker(told).empty() ||
      mentions.pack().patterns_for("noun", pack::fold(tree[noun].lemma)).empty()) {
    return kRoot;
  }
  const Mention& mention = mentions[mentions.of({sentence, told})];
  const int det = tree.child(told, {Deprel::kDet});
  const bool kind = mention.layer == Layer::kGeneric && (det == kRoot || tree[det].lemma != "the");
  return kind ? kRoot : told;
}

// "The Centre - home to three institutes - opened": the noun that one behind a dash
// describes; kRoot where there is none.
int described(const TreeView& tree, int noun) {
  const int dash = tree.subtree(tree.first_conjunct(noun)).front() - 1;
  if (dash < 1 || tree[noun].upos != Upos::kNoun || !is_dash(tree[dash].form)) {
    return kRoot;
  }
  int told = dash - 1;
  while (tree[told].deprel == Deprel::kFlat || tree[told].deprel == Deprel::kCompound) {
    told = tree[told].head;
  }
  return tree.is_noun(told) && !tree.dominates(noun, told) ? told : kRoot;
}

// What is done "as part of" another thing: the verb; kRoot for another noun.
int done_as_part(const TreeView& tree, int noun) {
  const int verb = tree[noun].head;
  if (tree[noun].lemma != "part" || tree.marker(noun) != "as" || verb == kRoot ||
      !tree.is_verb(verb) || tree.is_passive(verb)) {
    return kRoot;
  }
  const int planned = is_plan(tree[verb].lemma) ? tree.child(verb, {Deprel::kXcomp}) : kRoot;
  return planned == kRoot ? verb : planned;
}

// "jobs for women", "an offer from Chad": what any noun can say of who has it.
bool has_owner(const TreeView& tree, int noun) {
  const std::vector<int> of = tree.children(noun, {Deprel::kNmod});
  return std::any_of(of.begin(), of.end(),
                     [&](int c) { return tree.marker(c) == "for" || tree.marker(c) == "from"; });
}

// The word whose clause tells what the noun is said of: itself, or "one" in "is one of the
// threats".
int predicate_of(const TreeView& tree, int noun) {
  const int one = tree[noun].head;
  const bool part = one != kRoot && tree[noun].deprel == Deprel::kNmod &&
                    tree.marker(noun) == "of" && tree[one].lemma == "one" &&
                    tree.child(one, {Deprel::kCop}) != kRoot;
  return part ? one : noun;
}

Proposition noun_frame(Mentions& mentions, const SentenceClauses& clauses, int sentence, int noun) {
  const TreeView& tree = mentions.analysis().view(sentence);
  const Clause& clause = clauses.at({sentence, predicate_of(tree, noun)});
  Proposition p;
  p.frame = "noun";
  p.anchor = {sentence, noun};
  p.predicate = tree[noun].lemma;
  p.cues = {pack::fold(tree[noun].lemma)};
  const int acts = acts_as(tree, noun);
  if (clause.verb != kRoot || acts != kRoot) {  // a predicate noun: "X is a component of Y"
    const Clause& told = acts == kRoot ? clause : clauses.at({sentence, acts});
    p.modality = told.modality;
    p.polarity = told.polarity;
    // "was set up as a part of the programme" tells of what was set up.
    const bool done = acts != kRoot && tree.is_passive(acts);
    const bool kind = mentions[mentions.of({sentence, noun})].layer != Layer::kNamed;
    for (int s : !kind ? std::vector<int>{} : done ? told.objects : told.subjects) {
      add_argument(mentions, p, "subject", {sentence, s});
    }
    if (const int copula = tree.child(noun, {Deprel::kCop}); copula != kRoot) {
      const int adverb = is_measure(tree, noun) ? tree.child(noun, {Deprel::kAdvmod}) : kRoot;
      if (!tree.marker(noun).empty()) {
        p.predicate = tree[copula].form + ' ' + tree.marker(noun);  // "was in the race"
      } else if (adverb != kRoot) {
        p.predicate = tree[copula].form + ' ' + tree[adverb].form;  // "is down 5 percent"
      }
    }
  } else if (const int one = one_among(tree, noun); one != kRoot) {
    for (int j : tree.conjuncts(one)) {
      add_argument(mentions, p, "subject", {sentence, j});
    }
  } else if (const int named = named_as(mentions, tree, sentence, noun); named != kRoot) {
    const Clause& told = clauses.at({sentence, named});
    p.modality = told.modality;
    p.polarity = is_absence(tree[named].lemma) ? Polarity::kAffirmed : told.polarity;
    for (int j : tree.conjuncts(named)) {
      add_argument(mentions, p, "subject", {sentence, j});
    }
  } else if (const int told = described(tree, noun);
             told != kRoot && !mentions.pack().patterns_for("noun", p.cues[0]).empty()) {
    add_argument(mentions, p, "subject", {sentence, told});
  } else if (tree.is_negated(noun) != is_absence(tree[noun].lemma)) {
    p.polarity = Polarity::kNegated;
  } else if (!mentions.pack().patterns_for("noun", p.cues[0]).empty() || has_owner(tree, noun)) {
    p.modality = undergone_mood(mentions, clauses, {sentence, noun});
  }
  if (const int done = done_as_part(tree, noun); done != kRoot) {
    p.arguments.push_back({"action", mentions.of_action({sentence, done})});
  } else {
    add_argument(mentions, p, "self", {sentence, noun});
  }
  if (const MentionId person = person_told_of(mentions, {sentence, noun}); person >= 0) {
    p.arguments.push_back({"holder", person});
    if (const MentionId body = body_of_list(mentions, sentence); body >= 0) {
      p.arguments.push_back({"body", body});
    }
  }
  for (int c : tree.children(noun, {Deprel::kNmodPoss})) {
    for (int j : tree.conjuncts(c)) {
      add_argument(mentions, p, "poss", {sentence, j});
    }
  }
  add_holder(mentions, clauses, p, {sentence, noun});
  add_partners(mentions, clauses, p, {sentence, noun});
  add_prepositional(mentions, p, {sentence, noun});
  for (int c : tree.children(noun, {Deprel::kAcl})) {  // "the challenges facing the mission"
    for (int o : tree[c].lemma == "face" ? clauses.at({sentence, c}).objects : std::vector<int>{}) {
      add_argument(mentions, p, "prep:to", {sentence, o});
    }
  }
  add_parties(mentions, p, {sentence, noun});
  add_outer(mentions, p, {sentence, noun});
  add_names_before(mentions, p, sentence, noun);
  return p;
}

// Where the noun is: "trade in Africa"; and "expand trade across Africa", where a parser hangs the
// place on the verb.
std::vector<Argument> places_of(Mentions& mentions, const Proposition& noun) {
  static constexpr std::array<std::string_view, 6> kOfVerbs = {
      "prep:in", "prep:within", "prep:across", "prep:throughout", "prep:around", "prep:along"};
  std::vector<Argument> places = noun.arguments;
  const TreeView& tree = mentions.analysis().view(noun.anchor.sentence);
  const int first = tree.first_conjunct(noun.anchor.word);
  const Mention& self = mentions[mentions.of(noun.anchor)];
  const pack::Pack& pack = mentions.pack();
  const bool lies = self.type && pack.types()[*self.type].kind == pack::Kind::kPlace &&
                    !pack.types()[pack.root(*self.type)].abstract;
  if (tree[first].deprel != Deprel::kObj || (self.layer != Layer::kConcept && !lies)) {
    return places;
  }
  Proposition verb;
  add_prepositional(mentions, verb, {noun.anchor.sentence, tree[first].head});
  for (const Argument& a : verb.arguments) {
    const Mention& place = mentions[a.mention];
    if (std::find(kOfVerbs.begin(), kOfVerbs.end(), a.role) != kOfVerbs.end() &&
        place.layer == Layer::kNamed && place.type &&
        mentions.pack().types()[*place.type].kind == pack::Kind::kPlace) {
      places.push_back(a);
    }
  }
  return places;
}

void location_frames(Mentions& mentions, const SentenceClauses& clauses, const Proposition& noun,
                     std::vector<Proposition>& out) {
  static constexpr std::array<std::string_view, 9> kPlaces = {
      "in", "at", "within", "across", "throughout", "inside", "along", "near", "around"};
  for (const Argument& a : places_of(mentions, noun)) {
    if (!a.role.starts_with("prep:")) {
      continue;
    }
    const std::string prep = a.role.substr(5);
    const Mention& where = mentions[a.mention];
    const bool place = where.layer == Layer::kNamed && where.type &&
                       mentions.pack().types()[*where.type].kind == pack::Kind::kPlace;
    if (!place && is_time(mentions.analysis().view(where.head.sentence), where.head.word)) {
      continue;  // "exchanges in November 2023"
    }
    if (std::find(kPlaces.begin(), kPlaces.end(), prep) == kPlaces.end()) {
      continue;
    }
    Proposition p = noun;
    p.frame = "location";
    p.cues = {prep};
    p.predicate = prep;
    p.arguments.clear();
    for (const Argument& self : noun.arguments) {
      if (self.role == "self") {
        p.arguments.push_back(self);
      }
    }
    p.arguments.push_back({"place", a.mention});
    p.modality = undergone_mood(mentions, clauses, noun.anchor);
    p.polarity = Polarity::kAffirmed;
    out.push_back(std::move(p));
  }
}

// What has examples is several things: in "areas of cooperation since the summit, including trade"
// the areas, whichever noun a parser hangs the examples on.
int whole_of(const TreeView& tree, int noun) {
  for (int w = noun; w != kRoot && tree.is_noun(w); w = tree[w].head) {
    if (tree[w].xpos == "NNS" || !tree.children(w, {Deprel::kConj}).empty()) {
      return w;
    }
    if (tree[w].deprel != Deprel::kNmod) {
      break;
    }
  }
  return noun;
}

void example_frames(Mentions& mentions, int sentence, int noun, std::vector<Proposition>& out) {
  const TreeView& tree = mentions.analysis().view(sentence);
  for (int c : tree.children(noun, {Deprel::kNmod, Deprel::kObl, Deprel::kAcl, Deprel::kAppos})) {
    if (!is_example(tree, c)) {
      continue;
    }
    const int whole_noun = whole_of(tree, noun);
    Proposition p;
    p.frame = "include";
    p.cues = {tree.marker(c)};
    p.anchor = {sentence, noun};
    p.predicate = tree.marker(c);
    for (MentionId whole : mentions.referents(mentions.of({sentence, whole_noun}))) {
      p.arguments.push_back({"whole", whole});
    }
    for (int j : tree.conjuncts(c)) {
      if (tree.is_noun(j)) {
        p.arguments.push_back({"part", mentions.of({sentence, j})});
      }
    }
    out.push_back(std::move(p));
  }
}

// What a noun's examples, or what it is said to include, are by name: of "causes of migration such
// as poverty" and "members of the union include Chad" the poverty is a cause, Chad a member.
std::vector<int> told_by_example(const TreeView& tree, const SentenceClauses& clauses,
                                 WordRef noun) {
  std::vector<int> out;
  for (int c : tree.children(noun.word, {Deprel::kNmod, Deprel::kObl, Deprel::kAcl})) {
    const std::vector<int> all = is_example(tree, c) ? tree.conjuncts(c) : std::vector<int>{};
    out.insert(out.end(), all.begin(), all.end());
  }
  const int verb = tree[noun.word].head;
  if (verb != kRoot && tree[noun.word].deprel == Deprel::kNsubj && tree[verb].lemma == "include") {
    const std::vector<int>& parts = clauses.at({noun.sentence, verb}).objects;
    out.insert(out.end(), parts.begin(), parts.end());
  }
  std::erase_if(out, [&](int w) { return !tree.is_noun(w); });
  return out;
}

void named_example_frames(Mentions& mentions, const SentenceClauses& clauses,
                          const Proposition& noun, std::vector<Proposition>& out) {
  const WordRef anchor = noun.anchor;
  const std::vector<int> told =
      told_by_example(mentions.analysis().view(anchor.sentence), clauses, anchor);
  if (told.empty() || mentions.pack().patterns_for("noun", noun.cues[0]).empty()) {
    return;
  }
  Proposition p = noun;
  std::erase_if(p.arguments,
                [](const Argument& a) { return a.role == "self" || a.role == "subject"; });
  for (int w : told) {
    add_argument(mentions, p, "subject", {anchor.sentence, w});
  }
  out.push_back(std::move(p));
}

// "The parties were France, Italy and Spain."
void equation_frames(Mentions& mentions, const SentenceClauses& clauses, int sentence, int noun,
                     std::vector<Proposition>& out) {
  const TreeView& tree = mentions.analysis().view(sentence);
  const Clause& clause = clauses.at({sentence, noun});
  const std::vector<int> parts = tree.conjuncts(noun);
  if (tree.child(noun, {Deprel::kCop}) == kRoot || tree[noun].upos != Upos::kPropn ||
      clause.subjects.size() != 1 || parts.size() < 2 || tree[clause.subjects[0]].xpos != "NNS" ||
      clause.polarity == Polarity::kNegated) {
    return;
  }
  Proposition p;
  p.frame = "include";
  p.cues = {"be"};
  p.anchor = {sentence, noun};
  p.predicate = "are";
  p.modality = clause.modality;
  add_argument(mentions, p, "whole", {sentence, clause.subjects[0]});
  for (int j : parts) {
    add_argument(mentions, p, "part", {sentence, j});
  }
  out.push_back(std::move(p));
}

}  // namespace

void noun_frames(Mentions& mentions, const SentenceClauses& clauses, int sentence,
                 std::vector<Proposition>& out) {
  const TreeView& tree = mentions.analysis().view(sentence);
  for (int w = 0; w < tree.size(); ++w) {
    if (!heads_phrase(tree, w) || (tree[w].upos == Upos::kNoun && is_time(tree, w))) {
      continue;  // "next week in Oslo", "time for action"
    }
    Proposition p = noun_frame(mentions, clauses, sentence, w);
    location_frames(mentions, clauses, p, out);
    named_example_frames(mentions, clauses, p, out);
    out.push_back(std::move(p));
    example_frames(mentions, sentence, w, out);
    equation_frames(mentions, clauses, sentence, w, out);
    title_frames(mentions, sentence, w, out);
  }
}

}  // namespace rapport::extract
