// The algorithm of Eisner (1996): spans of words, the shorter ones first. A complete span is a word
// with all that it governs on one side; an open one is the arc between its two ends, with what lies
// under it. An open span is made of two complete ones that meet, a complete one of an open one and
// the complete one that goes on from there.

#include "extract/language/projective_tree.h"

#include <algorithm>
#include <limits>

namespace rapport::extract {
namespace {

// Which end of a span is its head.
enum Side : std::size_t { kLeft, kRight };

class Chart {
 public:
  Chart(const std::int32_t* scores, std::size_t words, std::size_t stride)
      : scores_(scores), stride_(stride), words_(words), heads_(words, 0) {
    for (const Side side : {kLeft, kRight}) {
      open_[side].resize(words * words);
      complete_[side].resize(words * words);
    }
  }

  std::vector<int> run() {
    for (std::size_t length = 1; length < words_; ++length) {
      for (std::size_t begin = 0; begin + length < words_; ++begin) {
        fill(begin, begin + length);
      }
    }
    Span best;
    for (std::size_t root = 0; root < words_; ++root) {
      best.offer(complete_[kRight][at(0, root)].score +
                     complete_[kLeft][at(root, words_ - 1)].score + arc(root, 0),
                 root);
    }
    walk_complete(kRight, 0, best.split);
    walk_complete(kLeft, best.split, words_ - 1);
    return std::move(heads_);
  }

 private:
  struct Span {
    std::int64_t score = 0;
    std::size_t split = kNone;

    void offer(std::int64_t other, std::size_t where) {
      if (split == kNone || other > score) {
        *this = {other, where};
      }
    }
  };
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::size_t at(std::size_t begin, std::size_t end) const { return begin * words_ + end; }

  // Words count from 0 here; in the scores from 1, where `head` counts so too.
  std::int64_t arc(std::size_t dependent, std::size_t head) const {
    return scores_[(dependent + 1) * stride_ + head];
  }

  void fill(std::size_t begin, std::size_t end) {
    Span inner;
    for (std::size_t split = begin; split < end; ++split) {
      inner.offer(
          complete_[kLeft][at(begin, split)].score + complete_[kRight][at(split + 1, end)].score,
          split);
    }
    open_[kLeft][at(begin, end)] = {inner.score + arc(end, begin + 1), inner.split};
    open_[kRight][at(begin, end)] = {inner.score + arc(begin, end + 1), inner.split};
    Span left;
    Span right;
    for (std::size_t split = begin; split < end; ++split) {
      left.offer(
          open_[kLeft][at(begin, split + 1)].score + complete_[kLeft][at(split + 1, end)].score,
          split + 1);
      right.offer(complete_[kRight][at(begin, split)].score + open_[kRight][at(split, end)].score,
                  split);
    }
    complete_[kLeft][at(begin, end)] = left;
    complete_[kRight][at(begin, end)] = right;
  }

  void walk_open(Side head, std::size_t begin, std::size_t end) {
    const std::size_t split = open_[head][at(begin, end)].split;
    heads_[head == kLeft ? end : begin] = static_cast<int>((head == kLeft ? begin : end) + 1);
    walk_complete(kLeft, begin, split);
    walk_complete(kRight, split + 1, end);
  }

  void walk_complete(Side head, std::size_t begin, std::size_t end) {
    if (begin == end) {
      return;
    }
    const std::size_t split = complete_[head][at(begin, end)].split;
    if (head == kLeft) {
      walk_open(head, begin, split);
      walk_complete(head, split, end);
    } else {
      walk_complete(head, begin, split);
      walk_open(head, split, end);
    }
  }

  const std::int32_t* scores_;
  std::size_t stride_;
  std::size_t words_;
  std::vector<int> heads_;
  std::vector<Span> open_[2];  // by the side of the head; a split is the last word of the left part
  std::vector<Span> complete_[2];  // a split is the dependent that is farthest from the head
};

}  // namespace

bool is_projective(const std::vector<int>& heads) {
  const auto between = [](int word, int a, int b) {
    return std::min(a, b) < word && word < std::max(a, b);
  };
  for (int word = 1; word <= static_cast<int>(heads.size()); ++word) {
    const int head = heads[static_cast<std::size_t>(word - 1)];
    for (int inside = std::min(word, head) + 1; inside < std::max(word, head); ++inside) {
      const int other = heads[static_cast<std::size_t>(inside - 1)];
      if (other != word && other != head && !between(other, word, head)) {
        return false;
      }
    }
  }
  return true;
}

std::vector<int> best_projective_tree(const std::int32_t* scores, std::size_t words,
                                      std::size_t stride) {
  return words == 0 ? std::vector<int>{} : Chart(scores, words, stride).run();
}

}  // namespace rapport::extract
