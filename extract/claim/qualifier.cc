// Time, quantity, attribution and place, read off a sentence.

#include "extract/claim/qualifier.h"

#include <algorithm>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/measure.h"
#include "extract/claim/noun_phrase.h"

namespace rapport::extract {
namespace {

using Words = std::unordered_set<std::string_view>;

const Words kSaying = {"say",      "note",     "state",       "claim",     "argue",  "report",
                       "announce", "declare",  "add",         "tell",      "warn",   "suggest",
                       "believe",  "explain",  "emphasize",   "emphasise", "stress", "highlight",
                       "show",     "find",     "indicate",    "assert",    "insist", "deny",
                       "confirm",  "estimate", "acknowledge", "observe"};

// The words of w's phrase as the text has them, commas at the ends off.
std::string surface(const Analysis& analysis, int sentence, const std::vector<int>& words) {
  const TreeView& tree = analysis.view(sentence);
  int first = words.front();
  int last = words.back();
  while (last > first && tree[last].upos == Upos::kPunct) {
    --last;
  }
  while (first < last && tree[first].upos == Upos::kPunct) {
    ++first;
  }
  return std::string(Span{tree[first].span.begin, tree[last].span.end}.in(analysis.text->text()));
}

// A phrase without its clauses, appositions and complements, as one run of words around its head.
std::vector<int> phrase(const TreeView& tree, int w) {
  std::vector<int> out = {w};
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (int c : tree.children(out[i])) {
      const Deprel rel = tree[c].deprel;
      const bool modifier = rel == Deprel::kCase || rel == Deprel::kFixed || rel == Deprel::kAmod ||
                            rel == Deprel::kNummod || rel == Deprel::kAdvmod ||
                            rel == Deprel::kCompound || rel == Deprel::kDet ||
                            rel == Deprel::kNmodUnmarked || rel == Deprel::kFlat ||
                            rel == Deprel::kNmodPoss ||
                            (rel == Deprel::kPunct && c > out[i] && tree[c].form == ",") ||
                            (rel == Deprel::kNmod && tree.marker(c) == "of");
      if (modifier) {
        out.push_back(c);
      }
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

// "February" with what follows it in the text: "February 5, 2025". Dates are read by their words,
// since treebanks hang day and year on the month in several ways.
void extend_date(const TreeView& tree, std::vector<int>& words) {
  for (int next = words.back() + 1; next < tree.size(); ++next) {
    const std::string& form = tree[next].form;
    const bool day = form.size() <= 2 && form.find_first_not_of("0123456789") == std::string::npos;
    const bool comma = form == "," && next + 1 < tree.size() && is_year(tree[next + 1].form);
    if (!(day && is_month(pack::fold(tree[words.back()].form))) && !comma && !is_year(form)) {
      break;
    }
    words.push_back(next);
  }
}

class Reader {
 public:
  Reader(Mentions& mentions, WordRef anchor)
      : mentions_(mentions),
        analysis_(mentions.analysis()),
        tree_(analysis_.view(anchor.sentence)),
        anchor_(anchor) {}

  Qualifiers read() {
    // The anchor's own complements first, then those of what governs it, as far as the clause
    // reaches.
    scan(anchor_.word, 3);
    for (int w = tree_[anchor_.word].head, steps = 0; w != kRoot && steps < 6;
         w = tree_[w].head, ++steps) {
      scan(w, steps == 0 ? 3 : 1);
    }
    source();
    speaker();
    return out_;
  }

 private:
  void scan(int w, int depth) {
    for (int c : tree_.children(w)) {
      const Deprel rel = tree_[c].deprel;
      const bool complement = has_base(rel, Deprel::kObl) || rel == Deprel::kNmod ||
                              rel == Deprel::kNmodUnmarked || rel == Deprel::kNummod;
      if (complement) {
        take(c);
      }
      if (depth > 1 &&
          (complement || rel == Deprel::kObj || rel == Deprel::kAmod || rel == Deprel::kAcl)) {
        scan(c, depth - 1);
      }
    }
  }

  void take(int c) {
    if (out_.time.empty() && is_time(tree_, c)) {
      std::vector<int> words = phrase(tree_, c);
      extend_date(tree_, words);
      out_.time = surface(analysis_, anchor_.sentence, words);
    } else if (out_.quantity.empty() && is_quantity(tree_, c)) {
      out_.quantity = surface(analysis_, anchor_.sentence, phrase(tree_, c));
    } else if (out_.place.empty() && is_place(c)) {
      out_.place = surface(analysis_, anchor_.sentence, phrase(tree_, c));
    }
    if (out_.attribution.empty() && tree_.marker(c).starts_with("according")) {
      attribute(c);
    }
  }

  bool is_place(int c) const {
    const std::string marker = tree_.marker(c);
    if ((marker != "in" && marker != "at" && marker != "within" && marker != "across") ||
        !tree_.is_noun(c)) {
      return false;
    }
    const Mention& mention = mentions_[mentions_.of({anchor_.sentence, c})];
    if (!mention.type) {
      return false;
    }
    return mentions_.pack().types()[*mention.type].kind == pack::Kind::kPlace;
  }

  void attribute(int w) {
    for (MentionId id : mentions_.referents(mentions_.of({anchor_.sentence, w}))) {
      if (!mentions_[id].pronoun) {
        out_.attribution = mentions_[id].name;
        return;
      }
    }
  }

  // "(source: Middle East Security Monitor)".
  void source() {
    if (!out_.attribution.empty()) {
      return;
    }
    for (int w = 0; w + 2 < tree_.size(); ++w) {
      const std::string lemma = pack::fold(tree_[w].lemma);
      if (lemma != "source" || tree_[w + 1].form != ":") {
        continue;
      }
      int end = w + 2;
      while (end < tree_.size() && tree_[end].form != ")" && tree_[end].form != "-RRB-" &&
             tree_[end].form != ";" && tree_[end].form != ".") {
        ++end;
      }
      if (end > w + 2) {
        std::vector<int> words;
        for (int i = w + 2; i < end; ++i) {
          words.push_back(i);
        }
        out_.attribution = surface(analysis_, anchor_.sentence, words);
      }
      return;
    }
  }

  // "Stoltenberg noted that ...": the subject of a verb of saying above the anchor.
  void speaker() {
    if (!out_.attribution.empty()) {
      return;
    }
    for (int w = anchor_.word, steps = 0; w != kRoot && steps < 12; w = tree_[w].head, ++steps) {
      const int governor = tree_[w].head;
      const bool said = tree_[w].deprel == Deprel::kCcomp || tree_[w].deprel == Deprel::kParataxis;
      if (said && governor != kRoot && kSaying.contains(pack::fold(tree_[governor].lemma))) {
        const int subject = tree_.child(governor, {Deprel::kNsubj});
        if (subject != kRoot) {
          attribute(subject);
          return;
        }
      }
    }
    // The other way round: "..., Stoltenberg said."
    for (int c : tree_.children(tree_.root(), {Deprel::kParataxis})) {
      const int subject = tree_.child(c, {Deprel::kNsubj});
      if (subject != kRoot && kSaying.contains(pack::fold(tree_[c].lemma)) &&
          tree_.child(c, {Deprel::kObj, Deprel::kCcomp}) == kRoot) {
        attribute(subject);
        return;
      }
    }
  }

  Mentions& mentions_;
  const Analysis& analysis_;
  const TreeView& tree_;
  WordRef anchor_;
  Qualifiers out_;
};

}  // namespace

Qualifiers qualifiers(Mentions& mentions, WordRef anchor) {
  return Reader(mentions, anchor).read();
}

}  // namespace rapport::extract
