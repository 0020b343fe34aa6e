// The subject of the verb of saying above, beside or around a clause, or a source that it names.

#include "extract/claim/speaker.h"

#include <algorithm>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/embedding.h"
#include "extract/claim/frame_arguments.h"
#include "extract/claim/measure.h"
#include "extract/claim/quotation.h"
#include "extract/claim/saying.h"
#include "extract/claim/teller.h"

namespace rapport::extract {
namespace {

using Words = std::unordered_set<std::string_view>;

constexpr int kMostSteps = 12;

class Search {
 public:
  Search(Mentions& mentions, WordRef anchor)
      : mentions_(mentions),
        tree_(mentions.analysis().view(anchor.sentence)),
        sentence_(anchor.sentence),
        anchor_(anchor.word) {}

  int find() const {
    for (const auto& look : {&Search::quoting, &Search::inverted, &Search::above,
                             &Search::according, &Search::beside}) {
      const int who = (this->*look)();
      if (who != kRoot) {
        return who;
      }
    }
    return kRoot;
  }

 private:
  // Somebody, or a document that tells something.
  bool can_say(int w) const {
    if (tree_[w].xpos == "DT") {
      return false;  // "this shows that"
    }
    const Mention& mention = mentions_[mentions_.of({sentence_, w})];
    const bool somebody =
        mention.layer == Layer::kNamed || mention.pronoun ||
        (mention.type && mentions_.pack().types()[mentions_.pack().root(*mention.type)].abstract);
    return somebody || is_document(tree_[w].lemma);
  }

  bool says(int w) const { return extract::says(tree_, w); }

  bool is_first_person(int w) const {
    const std::string form = pack::fold(tree_[w].form);
    return form == "i" || form == "we";
  }

  // Whoever is quoted with the words around the anchor; or whom that one quotes in turn, but for
  // "I think".
  int quoting() const {
    const auto quotation = quotation_around(tree_, anchor_);
    const int verb = quotation ? quoting_verb(tree_, *quotation) : kRoot;
    const int who = verb == kRoot ? kRoot : teller_of(tree_, verb);
    if (who == kRoot || !(says(verb) || can_say(who))) {
      return kRoot;
    }
    const int inner = above_after(quotation->begin);
    return inner == kRoot || is_first_person(inner) ? who : inner;
  }

  // A finite verb that goes on with no clause before it: not "met them, told them", "left,
  // stressing the need".
  bool stands_alone(int v) const {
    const std::string& xpos = tree_[v].xpos;
    return tree_.is_verb(v) && (xpos == "VBD" || xpos == "VBZ" || xpos == "VBP") &&
           tree_[v].deprel != Deprel::kConj;
  }

  // "..., said Secretary Becerra": the speaker that follows the verb, whatever a parser makes of
  // it.
  int inverted() const {
    for (int v = 1; v + 1 < tree_.size(); ++v) {
      const bool quoted = tree_[v - 1].form == "," || is_quote_mark(tree_, v - 1);
      int noun = v + 1;
      while (noun + 1 < tree_.size() &&
             (tree_[noun].upos == Upos::kDet || tree_[noun].upos == Upos::kAdj)) {
        ++noun;
      }
      const int subject = tree_.child(v, {Deprel::kNsubj});
      const bool told = subject != kRoot && subject < v;  // "the office, using it, estimated costs"
      if (!quoted || !says(v) || told || !stands_alone(v) || !tree_.is_noun(noun)) {
        continue;
      }
      while (noun + 1 < tree_.size() && tree_[noun + 1].upos == Upos::kPropn) {
        ++noun;
      }
      while (tree_[noun].head > v && tree_.is_noun(tree_[noun].head) && tree_[noun].head <= noun) {
        noun = tree_[noun].head;
      }
      return v > anchor_ && (can_say(noun) || tree_[noun].upos == Upos::kPropn) ? noun : kRoot;
    }
    return kRoot;
  }

  // "according to a survey", "as per the census"
  bool names_source(int w) const {
    const std::string marker = tree_.marker(w);
    return (marker.starts_with("according") || marker == "as per") &&
           !is_standard(pack::fold(tree_[w].lemma));
  }

  // Whose it is: "in his opinion", "in the view of experts".
  int opinion_of(int w) const {
    static const Words kOpinions = {"opinion",   "view",       "word",    "eye",    "judgment",
                                    "judgement", "estimation", "account", "telling"};
    if (!kOpinions.contains(tree_[w].lemma) || tree_.marker(w) != "in") {
      return kRoot;
    }
    const int owner = tree_.child(w, {Deprel::kNmodPoss, Deprel::kNmod});
    return owner != kRoot && can_say(owner) ? owner : kRoot;
  }

  // Does it open the sentence, or close it after a comma? Then all of it is so told.
  bool spans_sentence(int w) const {
    const std::vector<int> words = tree_.subtree(w);
    const int before = words.front() - 1;
    return words.front() == 0 ||
           (words.back() + 2 >= tree_.size() && before > 0 && tree_[before].form == ",");
  }

  // "As per the census the town had ...": what opens the sentence so, however it is parsed.
  int opening_source() const {
    const bool opens =
        tree_.size() > 3 && pack::fold(tree_[0].form) == "as" && tree_[1].form == "per";
    int noun = 2;
    while (opens && tree_[noun].head != kRoot && tree_[noun].head > noun &&
           tree_.is_noun(tree_[noun].head)) {
      noun = tree_[noun].head;
    }
    return opens && tree_.is_noun(noun) && !tree_.dominates(noun, anchor_) ? noun : kRoot;
  }

  int according() const {
    if (const int source = opening_source(); source != kRoot) {
      return source;
    }
    for (int w = 0; w < tree_.size(); ++w) {
      if (names_source(w) && spans_sentence(w) && !tree_.dominates(w, anchor_)) {
        return w;
      }
    }
    for (int w = anchor_, steps = 0; w != kRoot && steps < kMostSteps; w = tree_[w].head, ++steps) {
      std::vector<int> beside = tree_.children(w);
      if (const int complement = tree_.child(w, {Deprel::kXcomp}); complement != kRoot) {
        const std::vector<int>& below = tree_.children(complement);
        beside.insert(beside.end(), below.begin(), below.end());
      }
      for (int c : beside) {
        if (names_source(c) && !tree_.dominates(c, anchor_)) {
          return c;
        }
        if (const int who = opinion_of(c); who != kRoot && !tree_.dominates(c, anchor_)) {
          return who;
        }
      }
    }
    return kRoot;
  }

  // Is the clause `w` what the verb above it says?
  bool is_said(int w, int verb) const {
    const std::string lemma = pack::fold(tree_[verb].lemma);
    const std::string marker = tree_.marker(w);
    if (tree_[w].deprel == Deprel::kCcomp) {
      const bool finds = is_finding(lemma) && tree_.marker(verb) != "to";
      const bool that = marker == "that" || marker.ends_with(" that");
      const bool plain = marker.empty() && has_own_subject(tree_, w) && !is_indirect_question(w);
      return says(verb) || (finds && (that || plain)) || (is_believing(lemma) && that);
    }
    const bool told = tree_[w].deprel == Deprel::kXcomp ||
                      (tree_[w].deprel == Deprel::kAdvcl && tree_.is_passive(verb));
    if (told && marker == "to") {
      return is_holding(lemma);
    }
    if (tree_[w].deprel == Deprel::kAdvcl && marker == "of") {
      return lemma == "accuse" || lemma == "suspect";  // "accused them of fraud"
    }
    if (tree_[w].deprel == Deprel::kXcomp && tree_[w].xpos == "VBG" && marker.empty()) {
      return says(verb);  // "noted spending more", "denied breaking it"
    }
    // "spoke about how they live", "commented on whether it holds"
    if ((tree_[w].deprel == Deprel::kAdvcl || tree_[w].deprel == Deprel::kAcl) && w > verb) {
      return asks_about(w) && (says(verb) || is_speaking(lemma));
    }
    // "He said: we will act"; not what only follows ("he spoke; they left", "(they left)").
    const bool clause = tree_.is_verb(w) || tree_.child(w, {Deprel::kCop}) != kRoot;
    return tree_[w].deprel == Deprel::kParataxis && clause && says(verb) &&
           tree_.child(verb, {Deprel::kCcomp, Deprel::kObj}) == kRoot && !is_set_apart(w, verb);
  }

  // "about how they live", "on whether it holds"
  bool asks_about(int w) const {
    const int mark = tree_.subtree(w).front();
    const std::string form = pack::fold(tree_[mark].form);
    const std::string next = pack::fold(tree_[mark + 1].form);
    return tree_[mark].deprel == Deprel::kMark &&
           (form == "about" || form == "on" || form == "of" || form == "upon") &&
           (next == "how" || next == "why" || next == "whether" || next == "what");
  }

  // "decided who leads", "saw how they left"
  bool is_indirect_question(int w) const {
    const std::string& first = tree_[tree_.subtree(w).front()].xpos;
    return first == "WP" || first == "WRB" || first == "WDT";
  }

  bool is_set_apart(int w, int verb) const {
    for (int at = verb + 1; at < w; ++at) {
      if (tree_[at].form == ";" || tree_[at].form == "(" || tree_[at].form == "-LRB-") {
        return true;
      }
    }
    return false;
  }

  // "Stoltenberg noted that ...", "the committee's recommendation to ...": who says it nearest
  // above the anchor, by a verb or a noun after the word `from`.
  int above_after(int from) const {
    for (int w = anchor_, steps = 0; w != kRoot && steps < kMostSteps; w = tree_[w].head, ++steps) {
      const int governor = tree_[w].head;
      const bool before = w > governor && anchor_ < governor;  // "when he came, she said that"
      if (governor == kRoot || governor <= from || before) {
        continue;
      }
      const int who = is_said(w, governor) ? teller(governor) : stated(w);
      if (who != kRoot) {
        return who;
      }
    }
    return kRoot;
  }
  int above() const { return above_after(kRoot); }

  int teller(int verb) const {
    const int who = teller_of(tree_, verb);
    const bool somebody = who != kRoot && pack::fold(tree_[who].form) != "none";
    return somebody && (says(verb) || can_say(who) || tree_[verb].lemma == "provide") ? who : kRoot;
  }

  // The other way round: "..., Stoltenberg said", "as Stoltenberg has said many times".
  int beside() const {
    for (int w = anchor_, steps = 0; w != kRoot && steps < kMostSteps; w = tree_[w].head, ++steps) {
      for (int c : tree_.children(w, {Deprel::kParataxis, Deprel::kAdvcl})) {
        const int opens = tree_.subtree(c).front() - 1;
        if (c > anchor_ && opens >= 0 && (tree_[opens].form == ";" || tree_[opens].form == ":")) {
          continue;  // "they left; he said so"
        }
        const bool by = says(c) && tree_.is_passive(c) && tree_.marker(c) == "as";
        const int agent = by ? tree_.child(c, {Deprel::kOblAgent}) : kRoot;
        if (agent != kRoot && !tree_.dominates(c, anchor_)) {
          return agent;  // "as announced by the minister"
        }
        const int subject = tree_.child(c, {Deprel::kNsubj});
        const int object = tree_.child(c, {Deprel::kObj});
        const bool as = tree_[c].deprel == Deprel::kParataxis || tree_.marker(c) == "as";
        const bool tells = says(c) || (is_finding(pack::fold(tree_[c].lemma)) && subject != kRoot &&
                                       can_say(subject));
        if (as && subject != kRoot && !tree_.dominates(c, anchor_) && tells &&
            pack::fold(tree_[subject].form) != "you" &&
            (object == kRoot || tree_[object].lemma == "time") &&
            tree_.child(c, {Deprel::kCcomp}) == kRoot) {
          return subject;
        }
      }
    }
    return kRoot;
  }

  // What a noun says: "the claim that they left", "the recommendation to leave"; not what it is
  // for, "a report to inform the council".
  bool is_content(int w) const {
    static const Words kProposals = {"recommendation", "suggestion", "claim"};
    const std::string marker = tree_.marker(w);
    if ((tree_[w].deprel != Deprel::kAcl && tree_[w].deprel != Deprel::kAclRelcl &&
         tree_[w].deprel != Deprel::kCcomp) ||
        tree_[w].head == kRoot || marker.empty()) {
      return false;
    }
    return marker != "to" || kProposals.contains(tree_[tree_[w].head].lemma);
  }

  // Whose statement the clause is: "the committee's recommendation to allow ...", "some took the
  // view that ...".
  int stated(int w) const {
    const int noun = tree_[w].head;
    if (!is_content(w) || !is_statement(pack::fold(tree_[noun].lemma))) {
      return kRoot;
    }
    for (int owner : tree_.children(noun, {Deprel::kNmodPoss, Deprel::kNmod})) {
      if ((tree_[owner].deprel == Deprel::kNmodPoss || tree_.marker(owner) == "by") &&
          !is_time(tree_, owner)) {
        return owner;
      }
    }
    const int verb = tree_[noun].head;
    const bool held = tree_[noun].deprel == Deprel::kObj ||
                      (tree_[noun].deprel == Deprel::kObl &&
                       (tree_.marker(noun) == "with" || tree_.marker(noun) == "in"));
    return held && verb != kRoot && !is_objecting(tree_[verb].lemma) ? teller_of(tree_, verb)
                                                                     : kRoot;
  }

  Mentions& mentions_;
  const TreeView& tree_;
  int sentence_;
  int anchor_;
};

}  // namespace

int speaker_of(Mentions& mentions, WordRef word) { return Search(mentions, word).find(); }

void add_speaker(Mentions& mentions, Proposition& proposition) {
  const int sentence = proposition.anchor.sentence;
  const int speaker = speaker_of(mentions, proposition.anchor);
  for (int s : speaker == kRoot ? std::vector<int>{}
                                : mentions.analysis().view(sentence).conjuncts(speaker)) {
    add_argument(mentions, proposition, "speaker", {sentence, s});
  }
}

}  // namespace rapport::extract
