// The subject of the verb of saying above, beside or around a clause, or a source that it names.

#include "extract/claim/speaker.h"

#include <algorithm>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/according.h"
#include "extract/claim/embedding.h"
#include "extract/claim/frame_arguments.h"
#include "extract/claim/quotation.h"
#include "extract/claim/saying.h"
#include "extract/claim/statement.h"
#include "extract/claim/teller.h"
#include "extract/claim/told.h"

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
    static const Words kPointers = {"this", "that", "these", "those", "it", "all", "both"};
    static const Words kSome = {"some", "many", "others", "several", "most", "few"};
    const std::string form = pack::fold(tree_[w].form);
    if (kSome.contains(form) || is_person(w)) {
      return true;
    }
    if (tree_[w].xpos == "DT" && kPointers.contains(form)) {
      return false;  // "this shows that"
    }
    const Mention& mention = mentions_[mentions_.of({sentence_, w})];
    const bool somebody =
        mention.layer == Layer::kNamed || mention.pronoun ||
        (mention.type && mentions_.pack().types()[mentions_.pack().root(*mention.type)].abstract);
    return somebody || is_document(tree_[w].lemma) || is_part(w);
  }

  // "an editor who left"
  bool is_person(int w) const {
    for (int c : tree_.children(w, {Deprel::kAclRelcl})) {
      const int subject = tree_.child(c, {Deprel::kNsubj, Deprel::kNsubjPass});
      if (subject != kRoot && pack::fold(tree_[subject].form) == "who") {
        return true;
      }
    }
    return false;
  }

  // "a line of research", "a body of evidence", "a series of studies"
  bool is_part(int w) const {
    static const Words kParts = {"line",   "body",   "series",     "number",   "majority",
                                 "piece",  "wealth", "variety",    "group",    "set",
                                 "strand", "couple", "collection", "minority", "handful"};
    const int whole = tree_.child(w, {Deprel::kNmod});
    return kParts.contains(tree_[w].lemma) && whole != kRoot && tree_.marker(whole) == "of" &&
           can_say(whole);
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
           (tree_[v].deprel != Deprel::kConj || is_reporting(tree_[v].lemma));
  }

  // The last noun of the phrase that opens at `first`, by its words: "Secretary Becerra".
  int noun_from(int first) const {
    int noun = first;
    while (noun + 1 < tree_.size() &&
           (tree_[noun].upos == Upos::kDet || tree_[noun].upos == Upos::kAdj)) {
      ++noun;
    }
    if (!tree_.is_noun(noun)) {
      return kRoot;
    }
    while (noun + 1 < tree_.size() && tree_[noun + 1].upos == Upos::kPropn) {
      ++noun;
    }
    return noun;
  }

  // "..., said Secretary Becerra": the speaker that follows the verb, whatever a parser makes of
  // it. What goes on after a second comma is said too: "It was late, said Kay, for them to leave".
  int inverted() const {
    for (int v = 1; v + 1 < tree_.size(); ++v) {
      const bool quoted = tree_[v - 1].form == "," || is_quote_mark(tree_, v - 1);
      if (!quoted || !stands_alone(v) || !says(v)) {
        continue;
      }
      const int subject = tree_.child(v, {Deprel::kNsubj});
      const bool told = subject != kRoot &&
                        subject < v &&  // "the office, using it, estimated costs"
                        !is_quote_mark(tree_, v - 1);
      const int last = told ? kRoot : noun_from(v + 1);
      if (last == kRoot) {
        continue;
      }
      int noun = last;
      while (tree_[noun].head > v && tree_.is_noun(tree_[noun].head) && tree_[noun].head <= noun) {
        noun = tree_[noun].head;
      }
      const bool aside = last + 1 < tree_.size() && tree_[last + 1].form == "," &&
                         tree_[v - 1].form == "," && tree_[v].deprel != Deprel::kConj;
      const bool reaches = v > anchor_ || (aside && anchor_ > last);
      return reaches && (can_say(noun) || tree_[noun].upos == Upos::kPropn) ? noun : kRoot;
    }
    return kRoot;
  }

  int according() const {
    return named_source(tree_, anchor_, [this](int w) { return can_say(w); });
  }

  // Is the clause `w` what the verb above it says?
  bool is_said(int w, int verb) const {
    const std::string lemma = pack::fold(tree_[verb].lemma);
    const std::string marker = tree_.marker(w);
    if (tree_[w].deprel == Deprel::kCcomp) {
      const bool learns = lemma == "find" && tree_.child(verb, {Deprel::kCompoundPrt}) != kRoot;
      const bool finds = is_finding(lemma) && tree_.marker(verb) != "to" && !learns;
      const bool that = marker.starts_with("that") || marker.ends_with(" that");
      if (marker.empty() && w > verb && is_fragment(w, verb)) {
        return false;
      }
      const bool asks = is_indirect_question(w);
      const bool plain = marker.empty() && has_own_subject(tree_, w) && !asks;
      if (asks && is_debating(lemma)) {
        return pack::fold(tree_[tree_.subtree(w).front()].form) == "how";
      }
      return says(verb) || ((finds || is_believing(lemma)) && (that || plain));
    }
    if (marker.starts_with("that") && tree_.is_verb(verb) && says(verb) &&
        tree_[w].deprel != Deprel::kConj) {
      return true;  // "that to be eligible, one must", where a parser loses the clause
    }
    if (tree_[w].deprel != Deprel::kConj && is_after_that(w, verb)) {
      return true;
    }
    const bool told = tree_[w].deprel == Deprel::kXcomp ||
                      (tree_[w].deprel == Deprel::kAdvcl && tree_.is_passive(verb));
    if (told && marker == "to") {
      return is_holding(lemma) || (is_finding(lemma) && tree_.child(w, {Deprel::kCop}) != kRoot);
    }
    if (tree_[w].deprel == Deprel::kAdvcl && tree_[w].xpos == "VBG" &&
        is_charge(tree_, verb, marker)) {
      return true;  // "accused them of breaking it"
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
           tree_.child(verb, {Deprel::kCcomp, Deprel::kObj}) == kRoot && !is_set_apart(w, verb) &&
           !(w > verb && is_fragment(w, verb));
  }

  // "reaffirm the bond we share", "an emergency declared in May must go on": a clause that a parser
  // takes for what is said without "that", although the verb has an object already or the clause no
  // subject.
  bool is_fragment(int w, int verb) const {
    const int object = tree_.child(verb, {Deprel::kObj});
    const bool own = has_own_subject(tree_, w);
    const bool helped = tree_.child(w, {Deprel::kAux}) != kRoot;
    const bool full = object > verb && object < w && tree_.is_noun(object) && (own || !helped) &&
                      !takes_hearer(tree_[verb].lemma) &&
                      !is_quote_mark(tree_, tree_.subtree(w).front());
    const bool lone = !own && helped && tree_[verb].deprel != Deprel::kAclRelcl &&
                      tree_.child(verb, {Deprel::kAux}) == kRoot && tree_[verb + 1].xpos == "IN";
    return (full || lone) && tree_.is_verb(w) && !quotation_around(tree_, w);
  }

  // "said that when it rained they left": does the clause stand between "that" and what is said, on
  // whichever verb a parser hangs it?
  bool is_after_that(int w, int verb) const {
    const int told = tree_.child(verb, {Deprel::kCcomp});
    const int that = told == kRoot ? kRoot : tree_.child(told, {Deprel::kMark});
    const std::string lemma = pack::fold(tree_[verb].lemma);
    return that > verb && that < w && w < told && tree_[that].form == "that" &&
           (says(verb) || is_finding(lemma));
  }

  // "about how they live", "on whether it holds"
  bool asks_about(int w) const {
    const int mark = tree_.subtree(w).front();
    if (tree_[mark].deprel != Deprel::kMark || mark + 1 == tree_.size()) {
      return false;
    }
    const std::string form = pack::fold(tree_[mark].form);
    const std::string next = pack::fold(tree_[mark + 1].form);
    return (form == "about" || form == "on" || form == "of" || form == "upon") &&
           (next == "how" || next == "why" || next == "whether" || next == "what");
  }

  // "decided who leads", "saw how they left"
  bool is_indirect_question(int w) const {
    // "discussed what is at stake": also a word that a parser hangs on the verb
    const int opens = tree_.subtree(w).front();
    const bool before = opens > 0 && tree_[opens - 1].xpos == "WP";
    const Word& first = tree_[before ? opens - 1 : opens];
    return first.xpos == "WP" || first.xpos == "WRB" ||
           (first.xpos == "WDT" && pack::fold(first.form) != "that");
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
    bool turns = false;
    for (int w = anchor_, steps = 0; w != kRoot && steps < kMostSteps; w = tree_[w].head, ++steps) {
      if (const int holder = viewer_of(tree_, w, anchor_); holder != kRoot && from == kRoot) {
        return holder;
      }
      const int governor = tree_[w].head;
      const bool before = w > governor && anchor_ < governor;  // "when he came, she said that"
      if (governor == kRoot || governor <= from || before || is_bracketed(governor)) {
        continue;
      }
      if (sets_right(tree_, w)) {
        return kRoot;  // "he claims to have won, though in fact he lost"
      }
      const int aside = told_by(tree_, w);
      const int who = aside != kRoot         ? teller_of(tree_, aside)
                      : is_said(w, governor) ? teller(governor, w)
                                             : holder_of(tree_, w);
      if (who != kRoot) {
        return turns && from == kRoot && !is_first_person(who) ? kRoot : who;
      }
      turns = turns || turns_to_us(w);
    }
    return kRoot;
  }
  int above() const { return above_after(kRoot); }

  // "Norway believes that it works and we agree": the text speaks for itself again.
  bool turns_to_us(int w) const {
    const int subject = tree_.child(w, {Deprel::kNsubj, Deprel::kNsubjPass});
    const int first = tree_.child(tree_[w].head, {Deprel::kNsubj, Deprel::kNsubjPass});
    return tree_[w].deprel == Deprel::kConj && subject != kRoot && is_first_person(subject) &&
           (first == kRoot || !is_first_person(first));
  }

  // "He said that it fell (it did not)": brackets that open after the verb of saying tell more.
  bool is_bracketed(int verb) const {
    int open = kRoot;
    for (int at = verb + 1; at < anchor_; ++at) {
      open = tree_[at].xpos == "-LRB-" ? at : tree_[at].xpos == "-RRB-" ? kRoot : open;
    }
    return open != kRoot;
  }

  // Who tells the clause by the verb.
  int teller(int verb, int clause) const {
    const int who = teller_of(tree_, verb);
    const std::string lemma = pack::fold(tree_[verb].lemma);
    const bool somebody = who != kRoot && pack::fold(tree_[who].form) != "none" &&
                          !(is_believing(lemma) && tree_[who].lemma == "it");
    return somebody &&
                   (says(verb) || can_say(who) ||
                    ((is_judging(lemma) || is_believing(lemma)) && !tree_.marker(clause).empty()))
               ? who
               : kRoot;
  }

  // The other way round: "..., Stoltenberg said", "as Stoltenberg has said many times".
  int beside() const {
    for (int w = anchor_, steps = 0; w != kRoot && steps < kMostSteps; w = tree_[w].head, ++steps) {
      for (int c : tree_.children(w, {Deprel::kParataxis, Deprel::kAdvcl})) {
        const int first = tree_.subtree(c).front();
        const int opens = tree_[first].upos == Upos::kPunct ? first : first - 1;
        const bool apart =
            c > anchor_ && opens >= 0 && (tree_[opens].form == ";" || tree_[opens].form == ":");
        const bool bare = tree_[c].deprel == Deprel::kParataxis && opens >= 0 &&
                          tree_[opens].upos != Upos::kPunct;
        if (apart || bare || is_quoted_apart(c)) {
          continue;  // "they left; he said so", "the doses Keller has pledged to give"
        }
        const bool by = says(c) && tree_.is_passive(c) && tree_.marker(c) == "as";
        const int agent = by ? tree_.child(c, {Deprel::kOblAgent}) : kRoot;
        if (agent != kRoot && !tree_.dominates(c, anchor_)) {
          return agent;  // "as announced by the minister"
        }
        const int subject = tree_.child(c, {Deprel::kNsubj});
        const int object = tree_.child(c, {Deprel::kObj});
        const bool as = tree_[c].deprel == Deprel::kParataxis || tree_.marker(c) == "as";
        const int clear = tree_.child(c, {Deprel::kXcomp});  // "as the rules make clear"
        const bool finds = is_finding(pack::fold(tree_[c].lemma)) ||
                           (clear != kRoot && is_believing(tree_[clear].lemma));
        const bool tells = says(c) || (finds && subject != kRoot && can_say(subject));
        if (as && subject != kRoot && !tree_.dominates(c, anchor_) && tells &&
            pack::fold(tree_[subject].form) != "you" &&
            (object == kRoot || tree_[object].lemma == "time" || takes_hearer(tree_[c].lemma)) &&
            tree_.child(c, {Deprel::kCcomp}) == kRoot) {
          return subject;
        }
      }
    }
    return kRoot;
  }

  // Is it quoted, without the anchor?
  bool is_quoted_apart(int w) const {
    const auto quotation = quotation_around(tree_, w);
    return quotation && (anchor_ < quotation->begin || anchor_ > quotation->end);
  }

  Mentions& mentions_;
  const TreeView& tree_;
  int sentence_;
  int anchor_;
};

// "Kenya accused Togo of arming them": who accuses says so; kRoot where nobody is told.
int accuser_of(const TreeView& tree, int word) {
  for (int at = word; at != kRoot && tree[at].head != kRoot; at = tree[at].head) {
    const int verb = tree[at].head;
    if (tree[at].deprel == Deprel::kAdvcl && tree.marker(at) == "of" &&
        (tree[verb].lemma == "accuse" || tree[verb].lemma == "suspect")) {
      return tree.child(verb, {tree.is_passive(verb) ? Deprel::kOblAgent : Deprel::kNsubj});
    }
  }
  return kRoot;
}

}  // namespace

int speaker_of(Mentions& mentions, WordRef word) {
  const int speaker = Search(mentions, word).find();
  return speaker == kRoot ? accuser_of(mentions.analysis().view(word.sentence), word.word)
                          : speaker;
}

void add_speaker(Mentions& mentions, Proposition& proposition) {
  const int sentence = proposition.anchor.sentence;
  const int speaker = speaker_of(mentions, proposition.anchor);
  for (int s : speaker == kRoot ? std::vector<int>{}
                                : mentions.analysis().view(sentence).conjuncts(speaker)) {
    add_argument(mentions, proposition, "speaker", {sentence, s});
  }
}

}  // namespace rapport::extract
