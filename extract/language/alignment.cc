// From two files of sentences to pairs of words.

#include "extract/language/alignment.h"

#include <algorithm>

#include "extract/language/word_form.h"
#include "extract/layout/token_char.h"

namespace rapport::extract {
namespace {

class Flattener {
 public:
  void add(const ConlluSentence& sentence, std::size_t number) {
    const Span begin = add_characters({});
    auto extra = sentence.extra.begin();
    std::size_t multiword_end = 0;
    Span token;
    for (std::size_t i = 0; i < sentence.tree.words.size(); ++i) {
      for (; extra != sentence.extra.end() && extra->before <= i; ++extra) {
        if (extra->words > 0) {
          token = add_characters(extra->form());
          multiword_end = i + extra->words;
        }
      }
      const bool multiword = i < multiword_end;
      out_.words.push_back(
          {multiword ? token : add_characters(sentence.tree.words[i].form), multiword, number, i});
    }
    if (!sentence.tree.words.empty()) {
      out_.sentences.push_back({begin.begin, add_characters({}).end});
    }
  }

  FlatText finish() && { return std::move(out_); }

 private:
  Span add_characters(std::string_view form) {
    const auto begin = static_cast<std::uint32_t>(out_.characters.size());
    for (std::size_t at = 0; at < form.size();) {
      const Character c = character_at(form, at);
      if (!c.blank()) {
        out_.characters += form.substr(at, c.size);
      }
      at += c.size;
    }
    return {begin, static_cast<std::uint32_t>(out_.characters.size())};
  }

  FlatText out_;
};

// One of the two analyses, read from its first word to its last.
struct Side {
  const std::vector<ConlluSentence>& sentences;
  const std::vector<FlatWord>& words;
  std::size_t at = 0;

  bool done() const { return at == words.size(); }
  const FlatWord& word() const { return words[at]; }
  // Whether the word at hand lies behind a stretch that ends at `end`, or sticks out of it.
  bool is_beyond(std::uint32_t end) const {
    return done() || (word().multiword ? word().span.begin >= end : word().span.end > end);
  }
  std::vector<std::string> lower_forms(std::size_t from) const {
    std::vector<std::string> forms;
    for (std::size_t i = from; i < at; ++i) {
      forms.push_back(lower_case(sentences[words[i].sentence].tree.words[words[i].index].form));
    }
    return forms;
  }
};

class Aligner {
 public:
  Aligner(Side gold, Side system) : gold_(gold), system_(system) {}

  std::vector<std::pair<std::size_t, std::size_t>> run() && {
    while (!gold_.done() && !system_.done()) {
      if (gold_.word().multiword || system_.word().multiword) {
        align_stretch();
      } else if (gold_.word().span == system_.word().span) {
        pairs_.emplace_back(gold_.at++, system_.at++);
      } else {
        ++(gold_.word().span.begin <= system_.word().span.begin ? gold_ : system_).at;
      }
    }
    return std::move(pairs_);
  }

 private:
  // The smallest stretch around the multiword token at hand that cuts through none.
  void align_stretch() {
    Side& leading = gold_.word().multiword ? gold_ : system_;
    Side& other = gold_.word().multiword ? system_ : gold_;
    std::uint32_t end = leading.word().span.end;
    if (!other.word().multiword && other.word().span.begin < leading.word().span.begin) {
      ++other.at;  // it sticks out to the left
    }
    const std::size_t first_gold = gold_.at;
    const std::size_t first_system = system_.at;
    while (!gold_.is_beyond(end) || !system_.is_beyond(end)) {
      const bool gold_next =
          !gold_.done() && (system_.done() || gold_.word().span.begin <= system_.word().span.begin);
      Side& next = gold_next ? gold_ : system_;
      if (next.word().multiword) {
        end = std::max(end, next.word().span.end);
      }
      ++next.at;
    }
    align_forms(first_gold, first_system);
  }

  // Pairs the words from the two given to those at hand along a longest common subsequence.
  void align_forms(std::size_t first_gold, std::size_t first_system) {
    const std::vector<std::string> a = gold_.lower_forms(first_gold);
    const std::vector<std::string> b = system_.lower_forms(first_system);
    const std::size_t width = b.size() + 1;
    // length[i * width + j]: of the subsequence of what is left from a[i] and b[j] on.
    std::vector<std::uint32_t> length((a.size() + 1) * width);
    for (std::size_t i = a.size(); i-- > 0;) {
      for (std::size_t j = b.size(); j-- > 0;) {
        const std::size_t here = i * width + j;
        length[here] = a[i] == b[j] ? length[here + width + 1] + 1
                                    : std::max(length[here + width], length[here + 1]);
      }
    }
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
      const std::size_t here = i * width + j;
      if (a[i] == b[j]) {
        pairs_.emplace_back(first_gold + i++, first_system + j++);
      } else if (length[here] == length[here + width]) {
        ++i;
      } else {
        ++j;
      }
    }
  }

  Side gold_;
  Side system_;
  std::vector<std::pair<std::size_t, std::size_t>> pairs_;
};

}  // namespace

FlatText flatten(const std::vector<ConlluSentence>& sentences) {
  Flattener flattener;
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    flattener.add(sentences[s], s);
  }
  return std::move(flattener).finish();
}

std::vector<std::pair<std::size_t, std::size_t>> align(
    const std::vector<ConlluSentence>& gold_sentences, const FlatText& gold,
    const std::vector<ConlluSentence>& system_sentences, const FlatText& system) {
  return Aligner({gold_sentences, gold.words}, {system_sentences, system.words}).run();
}

}  // namespace rapport::extract
