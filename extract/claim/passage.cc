// Quotations across sentences, by the marks before and after a word.

#include "extract/claim/passage.h"

#include "extract/claim/quotation.h"
#include "extract/claim/teller.h"

namespace rapport::extract {
namespace {

constexpr int kFarthest = 4;  // sentences

bool opens(const TreeView& tree, int w) {
  return is_quote_mark(tree, w) && (tree[w].xpos == "``" || tree[w].form == "“");
}

// The sentences of a paragraph around a word.
class Passage {
 public:
  Passage(const Analysis& analysis, WordRef word) : analysis_(analysis), word_(word) {}

  std::optional<WordRef> speaker() const {
    const std::optional<WordRef> open = mark_before();
    if (!open || !opens(analysis_.view(open->sentence), open->word)) {
      return std::nullopt;
    }
    const std::optional<WordRef> close = mark_after();
    if (open->sentence != word_.sentence) {
      const TreeView& tree = analysis_.view(open->sentence);
      if (const auto who = told(open->sentence, {open->word, tree.size()}); who) {
        return who;  // "He said, “It works. It holds.”"
      }
    }
    if (close && close->sentence != word_.sentence) {
      return told(close->sentence, {kRoot, close->word});  // "“It works. It holds,” he said"
    }
    const bool first = open->sentence == word_.sentence && open->word == 0;
    return first ? told_before() : std::nullopt;
  }

 private:
  bool beside(int sentence) const {
    return sentence >= 0 && sentence < static_cast<int>(analysis_.views.size()) &&
           analysis_.sentences[static_cast<std::size_t>(sentence)].block ==
               analysis_.sentences[static_cast<std::size_t>(word_.sentence)].block;
  }

  std::optional<WordRef> mark_before() const {
    for (int s = word_.sentence; beside(s) && s > word_.sentence - kFarthest; --s) {
      const TreeView& tree = analysis_.view(s);
      for (int w = s == word_.sentence ? word_.word - 1 : tree.size() - 1; w >= 0; --w) {
        if (is_quote_mark(tree, w)) {
          return WordRef{s, w};
        }
      }
    }
    return std::nullopt;
  }

  std::optional<WordRef> mark_after() const {
    for (int s = word_.sentence; beside(s) && s < word_.sentence + kFarthest; ++s) {
      const TreeView& tree = analysis_.view(s);
      for (int w = s == word_.sentence ? word_.word + 1 : 0; w < tree.size(); ++w) {
        if (is_quote_mark(tree, w)) {
          return opens(tree, w) ? std::nullopt : std::optional(WordRef{s, w});
        }
      }
    }
    return std::nullopt;
  }

  std::optional<WordRef> told(int sentence, Quotation quotation) const {
    const TreeView& tree = analysis_.view(sentence);
    const int verb = quoting_verb(tree, quotation);
    const int who = verb == kRoot ? kRoot : teller_of(tree, verb);
    return who == kRoot ? std::nullopt : std::optional(WordRef{sentence, who});
  }

  // "“It works,” he said. “It holds.”"
  std::optional<WordRef> told_before() const {
    const int before = word_.sentence - 1;
    if (!beside(before)) {
      return std::nullopt;
    }
    const TreeView& tree = analysis_.view(before);
    int close = kRoot;
    for (int w = 0; w < tree.size(); ++w) {
      close = is_quote_mark(tree, w) ? w : close;
    }
    return close == kRoot || opens(tree, close) ? std::nullopt : told(before, {kRoot, close});
  }

  const Analysis& analysis_;
  WordRef word_;
};

}  // namespace

std::optional<WordRef> quoted_across(const Analysis& analysis, WordRef word) {
  return Passage(analysis, word).speaker();
}

}  // namespace rapport::extract
