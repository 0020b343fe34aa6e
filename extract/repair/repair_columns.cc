// Two columns that were read in the wrong order, told by continuity.
//
// The sign: the text opens inside of a sentence, a heading that opens documents ("Abstract") stands
// further down behind a finished sentence, and the text breaks off inside of a sentence at its end.
// All of it must hold, so that a sound document is never touched: what stands from the heading on
// is then the first column.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "extract/repair/repair.h"
#include "extract/repair/repair_lines.h"

namespace rapport::extract {
namespace {

constexpr std::size_t kMostLinesAbove = 6;  // title, authors: stay on top
constexpr std::uint32_t kLongestHeading = 60;
constexpr std::size_t kShown = 40;

std::size_t count_words(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

bool is_opening_heading(std::string_view content) {
  constexpr std::array<std::string_view, 10> kOpenings = {
      "abstract", "introduction", "summary", "executive summary", "background",
      "overview", "foreword",     "preface", "key points",        "key messages"};
  std::string name;
  for (const char c : content) {
    if (is_upper(c)) {
      name += static_cast<char>(c + ('a' - 'A'));
    } else if (is_lower(c) || (c == ' ' && !name.empty())) {
      name += c;
    }
  }
  while (!name.empty() && name.back() == ' ') {
    name.pop_back();
  }
  return std::find(kOpenings.begin(), kOpenings.end(), name) != kOpenings.end();
}

class Columns {
 public:
  explicit Columns(std::string_view text) : text_(text), lines_(lines_of(text)) {}

  std::optional<Reordering> find() const {
    const auto opening = broken_opening();
    const auto last = last_line();
    if (!opening || !last || !breaks_off(*last)) {
      return std::nullopt;
    }
    const auto heading = opening_heading(*opening, *last);
    if (!heading) {
      return std::nullopt;
    }
    const std::uint32_t second = lines_[*opening].span.begin;
    const std::uint32_t first = lines_[*heading].span.begin;
    const std::uint32_t end = lines_[*last].content.end;
    Reordering order;
    order.pieces = {{0, second}, {first, end}, {lines_[*opening].content.begin, first}};
    const std::string_view tail = content(*last);
    order.reason = fmt::format(
        "the end \"... {}\" goes on at the start \"{} ...\"",
        tail.substr(tail.rfind(' ', tail.size() - std::min(tail.size(), kShown / 2)) + 1),
        first_word(content(*opening)));
    return order;
  }

 private:
  std::string_view content(std::size_t line) const { return lines_[line].content.in(text_); }
  bool is_prose(std::size_t line) const {
    return !lines_[line].fixed && lines_[line].marker == 0 && count_words(content(line)) >= 4;
  }

  // The first line of prose, when it opens inside of a sentence with nothing but headings above.
  std::optional<std::size_t> broken_opening() const {
    std::size_t above = 0;
    for (std::size_t i = 0; i < lines_.size() && above <= kMostLinesAbove; ++i) {
      if (lines_[i].blank()) {
        continue;
      }
      const char first = content(i).front();
      const bool after_gap = above == 0 || (i > 0 && lines_[i - 1].blank());
      if (is_prose(i) && first >= 'a' && first <= 'z') {
        return after_gap ? std::optional(i) : std::nullopt;
      }
      if (lines_[i].width > kLongestHeading || ends_with_mark(content(i), ".;,")) {
        return std::nullopt;
      }
      ++above;
    }
    return std::nullopt;
  }

  std::optional<std::size_t> last_line() const {
    for (std::size_t i = lines_.size(); i-- > 0;) {
      if (!lines_[i].blank()) {
        return i;
      }
    }
    return std::nullopt;
  }

  // A line of prose whose sentence goes on: by its last word, or by being as long as its block.
  bool breaks_off(std::size_t line) const {
    if (!is_prose(line) || ends_with_mark(content(line), ".!?:;")) {
      return false;
    }
    if (content(line).ends_with(',') || content(line).ends_with('-') ||
        is_open_word(last_word(content(line)))) {
      return true;
    }
    std::uint32_t width = 0;
    std::size_t lines = 0;
    for (std::size_t i = line; i-- > 0 && !lines_[i].blank(); ++lines) {
      width = std::max(width, lines_[i].width);
    }
    return lines >= 2 && lines_[line].width * 100 >= width * 86;
  }

  // The heading that opens documents, behind a finished sentence, alone on its line.
  std::optional<std::size_t> opening_heading(std::size_t from, std::size_t to) const {
    std::size_t above = from;  // the last line that is not blank
    for (std::size_t i = from + 1; i < to; ++i) {
      if (lines_[i].blank()) {
        continue;
      }
      if (is_opening_heading(content(i)) && ends_with_mark(content(above), ".!?")) {
        return i;
      }
      above = i;
    }
    return std::nullopt;
  }

  std::string_view text_;
  std::vector<Line> lines_;
};

}  // namespace

std::optional<Reordering> swapped_columns(std::string_view text) { return Columns(text).find(); }

}  // namespace rapport::extract
