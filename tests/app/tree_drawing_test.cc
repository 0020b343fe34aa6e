// Trees as they stand in the terminal.

#include "app/tree_drawing.h"

#include <random>

#include <gtest/gtest.h>

#include "rapport/query/view.h"

namespace rapport::app {
namespace {

using extract::Deprel;
using extract::Tree;
using extract::Upos;

Tree tree_of(const std::vector<std::pair<std::string, int>>& words) {
  Tree tree;
  for (const auto& [form, head] : words) {
    extract::Word& word = tree.words.emplace_back();
    word.form = form;
    word.head = head;
    word.upos = Upos::kNoun;
    word.deprel = head == extract::kRoot ? Deprel::kRoot : Deprel::kObj;
  }
  return tree;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

TEST(TreeDrawing, HasAWordALineAndArcsToItsLeft) {
  const Tree tree =
      tree_of({{"The", 1}, {"talks", 4}, {"in", 3}, {"Oslo", 1}, {"help", -1}, {".", 4}});
  EXPECT_EQ(draw_tree(tree, false),
            "   ┌──── The    NOUN   obj\n"
            " ┌─┼──── talks  NOUN   obj\n"
            " │ │ ┌── in     NOUN   obj\n"
            " │ └─┴── Oslo   NOUN   obj\n"
            "─┼────── help   NOUN   root\n"
            " └────── .      NOUN   obj\n");
}

TEST(TreeDrawing, CrossingArcsKeepTheirRails) {
  // 0 hangs on 2, 1 on 3: the rails of 2 and 3 stand side by side.
  EXPECT_EQ(draw_tree(tree_of({{"a", 2}, {"b", 3}, {"c", -1}, {"d", 2}}), false),
            " ┌──── a  NOUN   obj\n"
            " │ ┌── b  NOUN   obj\n"
            "─┼─│── c  NOUN   root\n"
            " └─┴── d  NOUN   obj\n");
}

TEST(TreeDrawing, OneWordAndNone) {
  EXPECT_EQ(draw_tree(tree_of({{"Yes", -1}}), false), "── Yes  NOUN   root\n");
  EXPECT_EQ(draw_tree(Tree{}, false), "");
}

TEST(TreeDrawing, NamesHaveAColumn) {
  Tree tree = tree_of({{"NATO", 1}, {"acts", -1}});
  tree.words[0].name = extract::NameTag::kBeginOrganization;
  EXPECT_EQ(draw_tree(tree, true),
            " ┌── NATO  NOUN   obj   B-ORG\n"
            "─┴── acts  NOUN   root\n");
}

TEST(TreeDrawing, WideAndCombiningCharactersAreAligned) {
  const auto lines = lines_of(draw_tree(
      tree_of({{"日本", 3}, {"Cafe\u0301", 3}, {"Tu\u0308rkiye", 3}, {"a", -1}, {"👍", 3}}),
      false));
  ASSERT_EQ(lines.size(), 5U);
  for (const std::string& line : lines) {
    EXPECT_EQ(query::display_width(line.substr(0, line.find("NOUN"))), 14U) << line;
  }
}

TEST(TreeDrawing, LongWordsAreCut) {
  const std::string drawn = draw_tree(tree_of({{std::string(1 << 20, 'x'), 1}, {"b", -1}}), false);
  for (const std::string& line : lines_of(drawn)) {
    EXPECT_LT(query::display_width(line), 60U);
  }
}

// Whatever the tree, each line has one word, all begin in the same column, and what leaves a cell
// arrives in the next.
TEST(TreeDrawing, LinesJoin) {
  std::mt19937 random(3);
  for (int round = 0; round < 300; ++round) {
    const int size = 1 + static_cast<int>(random() % 12);
    std::vector<std::pair<std::string, int>> words;
    std::vector<int> order(static_cast<std::size_t>(size));
    for (int i = 0; i < size; ++i) {
      order[static_cast<std::size_t>(i)] = i;
    }
    std::shuffle(order.begin(), order.end(), random);
    words.resize(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      words[static_cast<std::size_t>(order[i])] = {"w",
                                                   i == 0 ? extract::kRoot : order[random() % i]};
    }
    const auto lines = lines_of(draw_tree(tree_of(words), false));
    ASSERT_EQ(lines.size(), words.size());
    const auto has = [&](std::size_t row, std::size_t column, std::string_view glyphs) {
      const std::string& line = lines[row];
      std::size_t at = 0;
      for (std::size_t i = 0; i < column; ++i) {
        at += line[at] == ' ' ? 1 : 3;
      }
      return line[at] != ' ' && glyphs.find(line.substr(at, 3)) != std::string_view::npos;
    };
    const std::size_t width = query::display_width(lines[0].substr(0, lines[0].find('w')));
    for (std::size_t row = 0; row < lines.size(); ++row) {
      ASSERT_EQ(query::display_width(lines[row].substr(0, lines[row].find('w'))), width);
      for (std::size_t column = 0; column + 1 < width; ++column) {
        const bool down = has(row, column, "│┌├┬┼");
        const bool up = row + 1 < lines.size() && has(row + 1, column, "│└├┴┼");
        ASSERT_EQ(down, up) << draw_tree(tree_of(words), false);
      }
    }
  }
}

TEST(TreeDrawing, AChainOfAThousandWordsIsDrawn) {
  std::vector<std::pair<std::string, int>> words;
  for (int i = 0; i < 1000; ++i) {
    words.emplace_back("w", i - 1);
  }
  EXPECT_EQ(lines_of(draw_tree(tree_of(words), false)).size(), 1000U);
}

}  // namespace
}  // namespace rapport::app
