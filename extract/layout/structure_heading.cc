// Headings and broken lines, by length, capitals, stops and what stands above and below; see
// structure_heading.h.

#include "extract/layout/structure_heading.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "extract/layout/token_char.h"

namespace rapport::extract {
namespace {

constexpr std::uint16_t kWidestPage = 130;  // bytes; longer lines are no page's
constexpr std::uint16_t kNarrowestPage = 25;
constexpr std::uint16_t kLongestHeading = 140;
constexpr int kMostHeadingWords = 16;
constexpr std::uint16_t kSentenceLength = 80;  // a line this long is text, with or without a stop

constexpr auto kSections =
    std::to_array<std::string_view>({"abstract",     "acknowledgements", "acknowledgments",
                                     "annex",        "appendix",         "background",
                                     "bibliography", "conclusion",       "conclusions",
                                     "contents",     "discussion",       "executive summary",
                                     "findings",     "foreword",         "introduction",
                                     "key findings", "key takeaways",    "literature review",
                                     "methodology",  "methods",          "notes",
                                     "overview",     "preface",          "recommendations",
                                     "references",   "results",          "results and discussion",
                                     "summary"});

// Words that lean on the next one: a line does not end a sentence with them, a title does not
// capitalise them.
constexpr auto kOpenWords = std::to_array<std::string_view>(
    {"a",    "about",   "against", "amid",    "among",  "an",     "and",     "as",
     "at",   "between", "by",      "during",  "for",    "from",   "in",      "including",
     "into", "its",     "of",      "on",      "or",     "over",   "such",    "than",
     "that", "the",     "their",   "through", "to",     "toward", "towards", "under",
     "upon", "via",     "which",   "with",    "within", "without"});
constexpr auto kMonths =
    std::to_array<std::string_view>({"january", "february", "march", "april", "may", "june", "july",
                                     "august", "september", "october", "november", "december"});
static_assert(std::is_sorted(kSections.begin(), kSections.end()));
static_assert(std::is_sorted(kOpenWords.begin(), kOpenWords.end()));

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

bool is_section_name(std::string_view line) {
  constexpr std::size_t kLongestName = 24;
  const std::string_view name = line.substr(0, line.ends_with(':') ? line.size() - 1 : line.size());
  return name.size() <= kLongestName &&
         std::binary_search(kSections.begin(), kSections.end(), std::string_view(lower(name)));
}

bool is_open_word(std::string_view word) {
  return std::binary_search(kOpenWords.begin(), kOpenWords.end(), std::string_view(lower(word)));
}

bool is_month(std::string_view word) {
  return std::find(kMonths.begin(), kMonths.end(), std::string_view(lower(word))) != kMonths.end();
}

std::string_view last_word(std::string_view line) {
  return line.substr(line.find_last_of(' ') + 1);
}

std::string_view first_word(std::string_view line) { return line.substr(0, line.find(' ')); }

// Also "(potash) sector" and "“our partners".
bool begins_in_lower_case(std::string_view line) {
  const Character first = character_at(line, 0);
  return first.lower() || (!first.word() && character_at(line, first.size).lower());
}

struct Words {
  int count = 0;
  int heavy = 0;    // neither short nor open words
  int capital = 0;  // of the heavy ones
};

// For lines of bounded length.
Words count_words(std::string_view line) {
  Words words;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    const std::string_view word = line.substr(at, end - at);
    at = end + 1;
    if (word.empty()) {
      continue;
    }
    ++words.count;
    std::size_t letter = 0;
    while (letter < word.size() && !character_at(word, letter).word()) {
      letter += character_at(word, letter).size;
    }
    const Character first = character_at(word, letter);
    const bool light = word.size() - letter < 4 && !first.upper();
    if (first.letter() && !light && !is_open_word(word.substr(letter))) {
      ++words.heavy;
      words.capital += first.upper() ? 1 : 0;
    }
  }
  return words;
}

bool is_title_case(const Words& words) {
  return words.heavy > 0 && words.capital * 10 >= words.heavy * 7;
}

// "2025 Outlook for Iraq"
bool is_year_title(std::string_view line, const Words& words) {
  constexpr std::size_t kYear = 4;
  return line.find_first_not_of("0123456789") == kYear && line[kYear] == ' ' && words.heavy >= 2;
}

}  // namespace

SectionNumber section_number(std::string_view line) {
  SectionNumber number;
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t begin = at;
    while (at < line.size() && line[at] >= '0' && line[at] <= '9' && at - begin < 2) {
      ++at;
    }
    return at > begin;
  };
  while (number.depth < 6 && digits()) {
    ++number.depth;
    if (at >= line.size() || line[at] != '.') {
      break;
    }
    ++at;
  }
  if (number.depth == 0) {  // "IV. Results"
    while (at < line.size() && at < 5 &&
           std::string_view("IVX").find(line[at]) != std::string_view::npos) {
      ++at;
    }
    if (at == 0 || at >= line.size() || line[at] != '.') {
      return {};
    }
    ++at;
    number.depth = 1;
  }
  if (at >= line.size() || line[at] != ' ') {
    return {};
  }
  at = std::min(line.find_first_not_of(' ', at), line.size());
  number.size = at;
  const bool date = is_month(first_word(line.substr(at)));  // "5 February 2025"
  return character_at(line, at).upper() && !date ? number : SectionNumber{};
}

LineContext::LineContext(std::string_view text, const std::vector<LayoutLine>& lines)
    : text_(text), lines_(lines), levels_(lines.size()) {
  measure_widths();
  for (std::size_t at = 0; at < lines.size(); ++at) {
    levels_[at] = find_level(at);
  }
}

// A run of lines without a blank line is broken to a width when most of them nearly reach the
// longest; a run too short to tell has the width of the document, when that has one.
void LineContext::measure_widths() {
  widths_.assign(lines_.size(), 0);
  std::uint16_t page = 0;
  std::vector<std::pair<std::size_t, std::size_t>> undecided;
  for (std::size_t begin = 0; begin < lines_.size();) {
    std::size_t end = begin + 1;
    std::uint16_t longest = lines_[begin].width;
    while (end < lines_.size() && !lines_[end].after_blank) {
      longest = std::max(longest, lines_[end].width);
      ++end;
    }
    const auto full =
        std::count_if(lines_.begin() + static_cast<std::ptrdiff_t>(begin),
                      lines_.begin() + static_cast<std::ptrdiff_t>(end),
                      [&](const LayoutLine& line) { return line.width * 4 >= longest * 3; });
    const bool page_like = longest <= kWidestPage && longest >= kNarrowestPage;
    if (end - begin < 3) {
      undecided.emplace_back(begin, end);
    } else if (page_like && static_cast<std::size_t>(full) * 2 >= end - begin) {
      std::fill(widths_.begin() + static_cast<std::ptrdiff_t>(begin),
                widths_.begin() + static_cast<std::ptrdiff_t>(end), longest);
      page = std::max(page, longest);
    }
    begin = end;
  }
  for (const auto& [begin, end] : undecided) {
    for (std::size_t at = begin; at < end; ++at) {
      widths_[at] = lines_[at].width <= page ? page : std::uint16_t{0};
    }
  }
}

// Whether the next line's first word had no room on line `at`.
bool LineContext::full_width(std::size_t at) const {
  return widths_[at] > 0 && at + 1 < lines_.size() &&
         lines_[at].width + 1 + first_word(said(at + 1)).size() > widths_[at];
}

bool LineContext::goes_on(std::size_t at, std::uint16_t item_indent, bool item) const {
  if (at + 1 >= lines_.size()) {
    return false;
  }
  const LayoutLine& line = lines_[at];
  const LayoutLine& next = lines_[at + 1];
  if (next.after_blank || next.kind != LineKind::kText || next.quoted != line.quoted ||
      levels_[at] != 0 || levels_[at + 1] != 0) {
    return false;
  }
  if (item && next.indent > item_indent) {
    return true;
  }
  const std::string_view text = said(at);
  if (ends_sentence(text)) {
    return full_width(at);
  }
  const bool lower_case = begins_in_lower_case(said(at + 1));
  if (text.ends_with(':')) {
    return lower_case && full_width(at);
  }
  if (lower_case || text.ends_with(',') || text.ends_with('-') || is_open_word(last_word(text)) ||
      full_width(at)) {
    return true;
  }
  // A line of text broken somewhere, and no line of a list without bullets.
  constexpr std::uint16_t kTooLongForAName = 40;
  return !item && line.length >= kTooLongForAName && line.length <= kWidestPage &&
         !is_title_case(count_words(text));
}

bool LineContext::begins_block(std::size_t at) const {
  if (at == 0 || lines_[at].after_blank || levels_[at - 1] != 0) {
    return true;
  }
  const LayoutLine& above = lines_[at - 1];
  if (above.quoted != lines_[at].quoted || above.piped ||
      (above.kind != LineKind::kText && above.kind != LineKind::kItem)) {
    return true;
  }
  const std::string_view text = said(at - 1);
  if (above.kind == LineKind::kItem && !full_width(at - 1)) {
    return !text.ends_with(',') && !is_open_word(last_word(text));
  }
  return ends_sentence(text);
}

// Below is what a heading stands above: an empty line, a list, a table, a longer text.
bool LineContext::stands_above_text(std::size_t at) const {
  if (at + 1 >= lines_.size()) {
    return false;
  }
  const LayoutLine& next = lines_[at + 1];
  if (next.after_blank || next.kind != LineKind::kText || next.piped) {
    return true;
  }
  const bool longer = next.length * 2 >= lines_[at].length * 3;
  return longer && !full_width(at) &&
         (next.length > kSentenceLength || ends_sentence(said(at + 1)));
}

std::uint8_t LineContext::find_level(std::size_t at) const {
  const LayoutLine& line = lines_[at];
  const bool numbered_item = line.kind == LineKind::kItem && line.marker == Marker::kNumber;
  if ((line.kind != LineKind::kText && !numbered_item) || line.piped ||
      line.length > kLongestHeading || !begins_block(at)) {
    return 0;
  }
  const std::string_view text = said(at);
  const SectionNumber number = section_number(text);
  const std::string_view name = text.substr(number.size);
  constexpr std::uint8_t kLevel = 2;
  const std::uint8_t level = at == 0 || numbered_item ? 1
                             : number.depth > 0       ? static_cast<std::uint8_t>(number.depth)
                                                      : kLevel;
  if (is_section_name(name) && at + 1 < lines_.size()) {
    return level;
  }
  const Character first = character_at(text, 0);
  const bool question = text.ends_with('?');
  const bool open = text.ends_with(',') || text.ends_with(';') || text.ends_with(':') ||
                    text.ends_with("--") || text.ends_with("\xE2\x80\x94");
  if (open || (ends_sentence(text) && !question) || first.lower() || !stands_above_text(at)) {
    return 0;
  }
  const Words words = count_words(name);
  if (words.count > kMostHeadingWords || words.heavy == 0 || is_open_word(last_word(text))) {
    return 0;
  }
  if (first.digit() && number.size == 0 && !is_year_title(text, words)) {
    return 0;  // "12:42 P.M. EDT", "5 February 2025"
  }
  const LayoutLine& next = lines_[at + 1];
  if (numbered_item) {  // "1. Introduction" above text, and no item among items
    return is_title_case(words) && next.kind == LineKind::kText && next.indent <= line.indent &&
                   (next.after_blank || next.length > kSentenceLength)
               ? level
               : std::uint8_t{0};
  }
  if (is_title_case(words) || number.depth > 0) {
    return level;
  }
  constexpr int kShort = 10;
  const bool alone = line.after_blank && next.after_blank && words.count <= kShort;
  const bool above_paragraph = words.count <= kShort && next.length >= 2 * kSentenceLength &&
                               !next.after_blank && character_at(text_, next.begin).upper();
  return alone || above_paragraph ? level : std::uint8_t{0};
}

}  // namespace rapport::extract
