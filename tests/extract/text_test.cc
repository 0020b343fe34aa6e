// The offset map, against a naive one that keeps the original of every character.

#include "rapport/extract/text.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "extract/read/text_edits.h"

namespace rapport::extract {
namespace {

// One character of text, or one replacement, with the original behind it.
struct Cell {
  std::string text;
  Spans original;
  bool exact = true;
};

// Obviously right and slow.
class NaiveText {
 public:
  std::vector<Cell> cells;

  std::string text() const {
    std::string all;
    for (const Cell& cell : cells) {
      all += cell.text;
    }
    return all;
  }

  Spans original(Span span) const {
    Spans spans;
    std::uint32_t at = 0;
    for (const Cell& cell : cells) {
      const auto end = at + static_cast<std::uint32_t>(cell.text.size());
      const bool inside =
          cell.text.empty() ? span.begin < at && at < span.end : span.begin < end && at < span.end;
      for (const Span original : inside ? cell.original : Spans{}) {
        append(spans, original);
      }
      at = end;
    }
    return spans;
  }

  // The cells of a span that begins and ends between cells, with what was removed behind them.
  std::vector<Cell> part(Span span) const {
    std::vector<Cell> found;
    std::uint32_t at = 0;
    for (const Cell& cell : cells) {
      const auto end = at + static_cast<std::uint32_t>(cell.text.size());
      if (cell.text.empty() ? span.begin < at && at <= span.end
                            : span.begin <= at && end <= span.end) {
        found.push_back(cell);
      }
      at = end;
    }
    return found;
  }

 private:
  static void append(Spans& spans, Span next) {
    if (!spans.empty() && spans.back().contains(next)) {
      return;
    }
    if (!spans.empty() && spans.back().end == next.begin) {
      spans.back().end = next.end;
    } else {
      spans.push_back(next);
    }
  }
};

using Random = std::mt19937;

std::uint32_t below(Random& random, std::size_t limit) {
  return static_cast<std::uint32_t>(random() % std::max<std::size_t>(limit, 1));
}

std::string random_character(Random& random) {
  const std::vector<std::string> kCharacters = {"a", "b", " ", "\n", "é", "ü", "—", "🛠"};
  return kCharacters[below(random, kCharacters.size())];
}

// A random stage: pieces of the source copied, replaced, removed, moved; made on both texts.
std::pair<MappedText, NaiveText> random_stage(const MappedText& mapped, const NaiveText& naive,
                                              Random& random) {
  std::vector<std::uint32_t> starts = {0};
  for (const Cell& cell : naive.cells) {
    if (!cell.text.empty()) {
      starts.push_back(starts.back() + static_cast<std::uint32_t>(cell.text.size()));
    }
  }
  std::vector<Span> pieces;
  for (std::size_t i = 0; i + 1 < starts.size();) {
    const std::size_t next = std::min(starts.size() - 1, i + 1 + below(random, 6));
    pieces.push_back({starts[i], starts[next]});
    i = next;
  }
  if (pieces.size() > 2 && below(random, 3) == 0) {
    const auto middle = static_cast<std::ptrdiff_t>(below(random, pieces.size()));
    std::rotate(pieces.begin(), pieces.begin() + middle, pieces.end());
  }
  TextBuilder builder(mapped);
  NaiveText changed;
  for (const Span piece : pieces) {
    const std::uint32_t choice = below(random, 8);
    const std::string with = choice == 0 ? random_character(random) : std::string();
    if (choice <= 1) {
      builder.replace(piece, with);
      Spans original = naive.original(piece);
      if (!original.empty() || !with.empty()) {
        changed.cells.push_back({with, std::move(original), false});
      }
      for (Cell& cell : naive.part({piece.end - 1, piece.end})) {
        if (cell.text.empty()) {
          changed.cells.push_back(cell);
        }
      }
    } else {
      if (choice == 2) {
        const std::string inserted = random_character(random);
        builder.insert(inserted);
        changed.cells.push_back({inserted, {}, false});
      }
      builder.copy(piece);
      for (const Cell& cell : naive.part(piece)) {
        changed.cells.push_back(cell);
      }
    }
  }
  return {std::move(builder).finish(), std::move(changed)};
}

TEST(MappedText, IdentityMapsEachByteToItself) {
  const MappedText text = MappedText::identity("abc", 10);
  EXPECT_EQ(text.original({0, 3}), (Spans{{10, 13}}));
  EXPECT_EQ(text.original({1, 2}), (Spans{{11, 12}}));
  EXPECT_TRUE(text.original({1, 1}).empty());
  EXPECT_TRUE(text.original({5, 9}).empty());
}

TEST(MappedText, NeverSplitsACharacter) {
  const MappedText text = MappedText::identity("aéb");
  EXPECT_EQ(text.original({2, 3}), (Spans{{1, 3}}));
  EXPECT_EQ(text.original({1, 2}), (Spans{{1, 3}}));
}

TEST(MappedText, WhatWasRemovedInsideBelongsToTheSpan) {
  const MappedText source = MappedText::identity("co-\noperation");
  TextBuilder builder(source);
  builder.copy({0, 2});
  builder.remove({2, 4});
  builder.copy({4, 13});
  const MappedText text = std::move(builder).finish();
  EXPECT_EQ(text.text(), "cooperation");
  EXPECT_EQ(text.original({0, 11}), (Spans{{0, 13}}));
  EXPECT_EQ(text.original({0, 2}), (Spans{{0, 2}}));
  EXPECT_EQ(text.original({2, 11}), (Spans{{4, 13}}));
}

TEST(MappedText, MovedPiecesKeepReadingOrder) {
  const MappedText source = MappedText::identity("second. First ");
  TextBuilder builder(source);
  builder.copy({8, 14});
  builder.copy({0, 7});
  const MappedText text = std::move(builder).finish();
  EXPECT_EQ(text.text(), "First second.");
  EXPECT_EQ(text.original({0, 13}), (Spans{{8, 14}, {0, 7}}));
}

TEST(MappedText, StretchSharesTheOriginalEvenly) {
  const MappedText source = MappedText::identity(std::string("N\0A\0T\0O\0", 8));
  TextBuilder builder(source);
  builder.stretch({0, 4}, "NA");
  builder.stretch({4, 8}, "TO");
  const MappedText text = std::move(builder).finish();
  EXPECT_EQ(text.text(), "NATO");
  EXPECT_EQ(text.original({1, 3}), (Spans{{2, 6}}));
}

TEST(MappedText, ReplacementOverMovedPiecesNamesThemAll) {
  const MappedText source = MappedText::identity("cdab");
  TextBuilder first(source);
  first.copy({2, 4});
  first.copy({0, 2});
  const MappedText moved = std::move(first).finish();
  TextBuilder second(moved);
  second.copy({0, 1});
  second.replace({1, 3}, "X");
  second.copy({3, 4});
  const MappedText text = std::move(second).finish();
  EXPECT_EQ(text.text(), "aXd");
  EXPECT_EQ(text.original({1, 2}), (Spans{{3, 4}, {0, 1}}));
  EXPECT_EQ(text.original({0, 3}), (Spans{{2, 4}, {0, 2}}));
}

TEST(MappedText, AgreesWithTheNaiveMapOverRandomStages) {
  for (unsigned seed = 0; seed < 400; ++seed) {
    Random random(seed);
    NaiveText naive;
    std::string original;
    for (std::uint32_t i = below(random, 40); i > 0; --i) {
      const std::string character = random_character(random);
      const auto begin = static_cast<std::uint32_t>(original.size());
      original += character;
      naive.cells.push_back(
          {character, {{begin, static_cast<std::uint32_t>(original.size())}}, true});
    }
    MappedText mapped = MappedText::identity(original);
    for (int stage = 0; stage < 5; ++stage) {
      std::tie(mapped, naive) = random_stage(mapped, naive, random);
      ASSERT_EQ(mapped.text(), naive.text()) << "seed " << seed;
      std::uint32_t at = 0;
      for (const Cell& cell : naive.cells) {
        const auto end = at + static_cast<std::uint32_t>(cell.text.size());
        const Spans spans = mapped.original({at, end});
        ASSERT_EQ(spans, naive.original({at, end})) << "seed " << seed << " stage " << stage;
        if (cell.exact && !cell.text.empty()) {
          ASSERT_EQ(spans.size(), 1U);
          ASSERT_EQ(spans.front().in(original), cell.text) << "seed " << seed;
        }
        at = end;
      }
      for (int query = 0; query < 20; ++query) {
        const std::uint32_t begin = below(random, mapped.text().size() + 1);
        const std::uint32_t end = begin + below(random, mapped.text().size() + 1 - begin);
        if (begin < end) {
          ASSERT_EQ(mapped.original({begin, end}), naive.original({begin, end}))
              << "seed " << seed << " stage " << stage << " [" << begin << ", " << end << ")";
        }
      }
    }
  }
}

TEST(Edits, AreMadeInOrderAndOverlapsOnce) {
  const MappedText source = MappedText::identity("one two three");
  Edits edits;
  edits.replace({8, 13}, "3");
  edits.replace({0, 3}, "1");
  edits.replace({2, 6}, "lost");
  edits.insert(13, ".");
  const MappedText text = edits.apply(source);
  EXPECT_EQ(text.text(), "1 two 3.");
}

TEST(Edits, LogShowsBeforeAndAfterCutAtCharacters) {
  const MappedText source = MappedText::identity(std::string(79, 'a') + "éb cd");
  Edits edits;
  edits.replace({0, 1}, "x");
  edits.note({0, 85}, "test", "why");
  std::vector<Repair> repairs;
  static_cast<void>(edits.apply(source));
  edits.log(source, repairs);
  ASSERT_EQ(repairs.size(), 1U);
  EXPECT_EQ(repairs[0].before, std::string(79, 'a'));
  EXPECT_EQ(repairs[0].after, "x" + std::string(78, 'a'));
  EXPECT_EQ(repairs[0].original, (Spans{{0, 85}}));
}

}  // namespace
}  // namespace rapport::extract
