// The subject of the verb of saying above, beside or around a clause, or a source that it names.

#include "extract/claim/speaker.h"

#include <algorithm>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/frame_arguments.h"
#include "extract/claim/measure.h"
#include "extract/claim/saying.h"

namespace rapport::extract {
namespace {

using Words = std::unordered_set<std::string_view>;

constexpr int kMostSteps = 12;
constexpr int kNear = 8;  // words between a quotation and its verb of saying

class Search {
 public:
  Search(Mentions& mentions, WordRef anchor)
      : mentions_(mentions),
        tree_(mentions.analysis().view(anchor.sentence)),
        sentence_(anchor.sentence),
        anchor_(anchor.word) {}

  int find() const {
    for (const auto& look : {&Search::quoting, &Search::inverted, &Search::above,
                             &Search::according, &Search::beside, &Search::statement}) {
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

  bool says(int w) const { return is_saying(pack::fold(tree_[w].lemma)); }

  // Of several that a parser finds the last before the verb: "In his book, Rights, Keller argues".
  int nearest_subject(int verb) const {
    int nearest = kRoot;
    for (int s : tree_.children(verb, {Deprel::kNsubj, Deprel::kNsubjOuter, Deprel::kNsubjPass})) {
      nearest = nearest == kRoot || s < verb ? s : nearest;
    }
    return nearest;
  }

  // Its own subject, or that of the clause it hangs on without one: "he spoke, adding that ...",
  // "is pleased to announce that ...". Of a passive it is the agent.
  int subject_of(int w) const {
    if (tree_.is_passive(w)) {
      const int agent = tree_.child(w, {Deprel::kOblAgent, Deprel::kObl});
      return agent != kRoot && tree_.marker(agent) == "by" ? agent : kRoot;
    }
    for (int at = w, steps = 0; at != kRoot && steps < 4; at = tree_[at].head, ++steps) {
      const int subject = nearest_subject(at);
      const Deprel rel = tree_[at].deprel;
      const bool shares = rel == Deprel::kConj || rel == Deprel::kAdvcl || rel == Deprel::kXcomp ||
                          rel == Deprel::kAcl || rel == Deprel::kCsubj;
      if (subject != kRoot) {
        const bool expletive = at != w && tree_[subject].lemma == "it";  // "it is fair to say that"
        return expletive ? kRoot : whole(at, subject);
      }
      // "can be explained by assuming that": who assumes is not told.
      const int up = tree_[at].head;
      const bool infinitive = rel == Deprel::kXcomp && tree_.marker(at) == "to";
      const int object = infinitive ? tree_.child(up, {Deprel::kObj}) : kRoot;
      if (object != kRoot && object < at) {
        return object;  // "led them to believe that"
      }
      if (!shares || (rel == Deprel::kAdvcl && tree_.is_passive(up))) {
        return kRoot;
      }
    }
    return kRoot;
  }

  // "the report, which claims that ...": the noun that the pronoun stands for.
  int whole(int clause, int subject) const {
    const std::string& xpos = tree_[subject].xpos;
    const bool relative =
        (xpos == "WDT" || xpos == "WP") && tree_[clause].deprel == Deprel::kAclRelcl;
    return relative ? tree_[clause].head : subject;
  }

  bool is_quote(int w) const {
    const std::string& form = tree_[w].form;
    return form == "\"" || form == "“" || form == "”" || form == "``" || form == "''";
  }

  // Whoever is quoted with the words around the anchor: "He said, “...”", "“...,” he said".
  int quoting() const {
    int begin = kRoot, end = tree_.size();
    for (int w = 0; w < anchor_; ++w) {
      if (is_quote(w)) {
        begin = begin == kRoot || tree_[w].form == "“" ? w : kRoot;
      }
    }
    for (int w = anchor_ + 1; w < tree_.size() && end == tree_.size(); ++w) {
      end = is_quote(w) ? w : end;
    }
    if (begin == kRoot) {
      return kRoot;
    }
    for (int w = begin - 1; w >= 0 && w > begin - kNear; --w) {
      if (says(w) && tree_.is_verb(w)) {
        return subject_of(w);
      }
      if (tree_[w].upos != Upos::kPunct && tree_[w].lemma != "that") {
        break;
      }
    }
    for (int w = end + 1; w < tree_.size() && w < end + kNear; ++w) {
      if (says(w) && tree_.is_verb(w)) {
        return subject_of(w);
      }
    }
    return kRoot;
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
      const bool quoted = tree_[v - 1].form == "," || is_quote(v - 1);
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
           (can_say(w) || tree_[w].upos == Upos::kPropn);
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

  int according() const {
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
      return says(verb) ||
             ((finds || is_believing(lemma)) && (marker == "that" || marker.ends_with(" that")));
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
    // "He said: we will act"; not what only follows ("he spoke; they left", "(they left)").
    return tree_[w].deprel == Deprel::kParataxis && says(verb) &&
           tree_.child(verb, {Deprel::kCcomp, Deprel::kObj}) == kRoot && !is_set_apart(w, verb);
  }

  bool is_set_apart(int w, int verb) const {
    for (int at = verb + 1; at < w; ++at) {
      if (tree_[at].form == ";" || tree_[at].form == "(" || tree_[at].form == "-LRB-") {
        return true;
      }
    }
    return false;
  }

  // "Stoltenberg noted that ...": the subject of a verb of saying above the anchor.
  int above() const {
    for (int w = anchor_, steps = 0; w != kRoot && steps < kMostSteps; w = tree_[w].head, ++steps) {
      const int governor = tree_[w].head;
      const bool before = w > governor && anchor_ < governor;  // "when he came, she said that"
      if (governor == kRoot || before || !is_said(w, governor)) {
        continue;
      }
      const int subject = subject_of(governor);
      if (subject != kRoot &&
          (says(governor) || can_say(subject) || tree_[governor].lemma == "provide")) {
        return subject;
      }
    }
    return kRoot;
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
    if ((tree_[w].deprel != Deprel::kAcl && tree_[w].deprel != Deprel::kCcomp) ||
        tree_[w].head == kRoot || marker.empty()) {
      return false;
    }
    return marker != "to" || kProposals.contains(tree_[tree_[w].head].lemma);
  }

  // "the committee's recommendation to allow ...", "some took the view that ...".
  int statement() const {
    for (int w = anchor_, steps = 0; w != kRoot && steps < kMostSteps; w = tree_[w].head, ++steps) {
      const int noun = tree_[w].head;
      if (!is_content(w) || !is_statement(pack::fold(tree_[noun].lemma))) {
        continue;
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
      const int subject =
          held && verb != kRoot && !is_objecting(tree_[verb].lemma) ? subject_of(verb) : kRoot;
      if (subject != kRoot) {
        return subject;  // "took the view that", "live with the fear that"
      }
    }
    return kRoot;
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
