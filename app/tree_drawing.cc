// Drawing a tree with the words in their order, which no length of a sentence can break.
//
// Each word that has dependents has a rail: a vertical line from the topmost to the lowest of them
// and itself. A rail stands to the right of that of the word's own head. In a tree without crossing
// arcs depth alone would do for the place of a rail; where arcs cross, rails that meet in a line
// step aside, and a rail that a horizontal line would cross stays whole.

#include "app/tree_drawing.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <map>
#include <vector>

#include "rapport/query/view.h"

namespace rapport::app {

namespace {

constexpr std::size_t kMaxFormWidth = 30;

// The directions that lines go off in from the middle of a cell.
enum Line : std::uint8_t { kUp = 1, kDown = 2, kLeft = 4, kRight = 8 };

constexpr std::array<std::string_view, 16> kGlyphs = {" ", "╵", "╷", "│", "╴", "┘", "┐", "┤",
                                                      "╶", "└", "┌", "├", "─", "┴", "┬", "┼"};

struct Rail {
  std::size_t top = 0;  // words, both included
  std::size_t bottom = 0;
  std::size_t place = 0;  // from the left
};

class Drawing {
 public:
  explicit Drawing(const std::vector<extract::Word>& words) : words_(words), rails_(words.size()) {
    std::vector<std::vector<std::size_t>> dependents(words.size());
    std::vector<std::size_t> order;  // heads before their dependents
    for (std::size_t i = 0; i < words.size(); ++i) {
      rails_[i] = {i, i, 0};
      if (words[i].head == extract::kRoot) {
        order.push_back(i);
      } else {
        dependents[head_of(i)].push_back(i);
      }
    }
    for (std::size_t next = 0; next < order.size(); ++next) {
      const std::size_t word = order[next];
      if (!dependents[word].empty()) {
        rails_[word].top = std::min(word, dependents[word].front());
        rails_[word].bottom = std::max(word, dependents[word].back());
        place_rail(word);
      }
      order.insert(order.end(), dependents[word].begin(), dependents[word].end());
    }
    draw();
  }

  std::string line(std::size_t word) const {
    std::string text;
    for (const std::uint8_t cell : cells_[word]) {
      text += kGlyphs[cell];
    }
    return text;
  }

 private:
  std::size_t head_of(std::size_t word) const {
    return static_cast<std::size_t>(words_[word].head);
  }
  bool has_rail(std::size_t word) const { return rails_[word].top < rails_[word].bottom; }
  static std::size_t column(const Rail& rail) { return 1 + 2 * rail.place; }

  // Whether one of the rails placed, of which no two meet, meets this one.
  static bool meets_any(const Rail& rail, const std::map<std::size_t, std::size_t>& placed) {
    const auto after = placed.upper_bound(rail.bottom);
    return after != placed.begin() && std::prev(after)->second >= rail.top;
  }

  void place_rail(std::size_t word) {
    Rail& rail = rails_[word];
    rail.place = words_[word].head == extract::kRoot ? 0 : rails_[head_of(word)].place + 1;
    while (rail.place < placed_.size() && meets_any(rail, placed_[rail.place])) {
      ++rail.place;
    }
    placed_.resize(std::max(placed_.size(), rail.place + 1));
    placed_[rail.place].emplace(rail.top, rail.bottom);
  }

  void draw() {
    const std::size_t width = 2 * placed_.size() + 2;
    cells_.assign(words_.size(), std::vector<std::uint8_t>(width));
    for (std::size_t word = 0; word < words_.size(); ++word) {
      const Rail& rail = rails_[word];
      for (std::size_t i = rail.top; i < rail.bottom; ++i) {
        cells_[i][column(rail)] |= kDown;
        cells_[i + 1][column(rail)] |= kUp;
      }
    }
    for (std::size_t word = 0; word < words_.size(); ++word) {
      draw_arc(word);
    }
  }

  // From the rail of the word's head, or the margin, to the word.
  void draw_arc(std::size_t word) {
    std::vector<std::uint8_t>& cells = cells_[word];
    std::size_t begin = 0;
    if (words_[word].head != extract::kRoot) {
      begin = column(rails_[head_of(word)]);
      cells[begin] |= kRight;
      ++begin;
    }
    for (std::size_t i = begin; i < cells.size(); ++i) {
      const bool own_rail = has_rail(word) && i == column(rails_[word]);
      if (cells[i] == 0 || own_rail) {
        cells[i] |= kLeft | kRight;
      }
    }
  }

  const std::vector<extract::Word>& words_;
  std::vector<Rail> rails_;                                 // of each word
  std::vector<std::map<std::size_t, std::size_t>> placed_;  // by place: top and bottom
  std::vector<std::vector<std::uint8_t>> cells_;            // of each word's line
};

std::string padded(std::string_view text, std::size_t width) {
  return std::string(text) + std::string(width - std::min(width, query::display_width(text)), ' ');
}

}  // namespace

std::string draw_tree(const extract::Tree& tree, bool names) {
  const Drawing drawing(tree.words);
  std::vector<std::string> forms;
  std::size_t form_width = 0;
  std::size_t relation_width = 0;
  for (const extract::Word& word : tree.words) {
    forms.push_back(query::cut_to_width(word.form, kMaxFormWidth));
    form_width = std::max(form_width, query::display_width(forms.back()));
    relation_width = std::max(relation_width, to_string(word.deprel).size());
  }
  std::string out;
  for (std::size_t i = 0; i < tree.words.size(); ++i) {
    const extract::Word& word = tree.words[i];
    const bool named = names && word.name != extract::NameTag::kOutside;
    out += drawing.line(i) + " " + padded(forms[i], form_width) + "  " +
           padded(to_string(word.upos), 5) + "  ";
    out += named ? padded(to_string(word.deprel), relation_width) + "  " +
                       std::string(to_string(word.name))
                 : std::string(to_string(word.deprel));
    out += '\n';
  }
  return out;
}

}  // namespace rapport::app
