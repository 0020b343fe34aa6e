// Finds the title and the date of a report in its first lines and in its name.

#include "extract/read/read_date.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace rapport::extract {
namespace {

constexpr std::size_t kLongestDateline = 60;
constexpr std::size_t kLongestTitle = 120;
constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 12> kFullMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 9> kNoTitles = {
    "abstract", "introduction", "summary",  "executive summary", "keywords",
    "contents", "background",   "overview", "table of contents"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

std::string lower(std::string_view text) {
  std::string folded(text);
  std::transform(folded.begin(), folded.end(), folded.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  return folded;
}

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t*_");
  if (begin == std::string_view::npos) {
    return {};
  }
  return text.substr(begin, text.find_last_not_of(" \t*_") - begin + 1);
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

std::optional<int> number(std::string_view text, std::size_t begin, std::size_t size) {
  if (begin + size > text.size()) {
    return std::nullopt;
  }
  int value = 0;
  for (std::size_t i = begin; i < begin + size; ++i) {
    if (!is_digit(text[i])) {
      return std::nullopt;
    }
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

std::string iso(int year, int month, int day) {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31) {
    return {};
  }
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

// YYYY-MM-DD at `i`, with any of `separators` (or none, when it is empty) and no digit beside it.
std::string numeric_date(std::string_view text, std::size_t i, std::string_view separators) {
  const std::size_t gap = separators.empty() ? 0 : 1;
  const auto year = number(text, i, 4);
  const auto month = number(text, i + 4 + gap, 2);
  const auto day = number(text, i + 6 + 2 * gap, 2);
  const std::size_t end = i + 8 + 2 * gap;
  if (!year || !month || !day || (i > 0 && is_digit(text[i - 1])) ||
      (end < text.size() && is_digit(text[end]))) {
    return {};
  }
  if (gap == 1 &&
      (separators.find(text[i + 4]) == std::string_view::npos || text[i + 4] != text[i + 7])) {
    return {};
  }
  return iso(*year, *month, *day);
}

// The words of a short text, punctuation off.
struct Word {
  std::string text;  // lower case
  int month = 0;     // 1..12 when it names one
};

std::array<Word, 3> three_words(std::string_view text) {
  std::array<Word, 3> words;
  std::size_t i = 0;
  for (Word& word : words) {
    while (i < text.size() && (text[i] == ' ' || text[i] == ',' || text[i] == '.')) {
      ++i;
    }
    const std::size_t begin = i;
    while (i < text.size() && (is_letter(text[i]) || is_digit(text[i]))) {
      ++i;
    }
    word.text = lower(text.substr(begin, i - begin));
    for (std::size_t m = 0; m < kMonths.size(); ++m) {
      if (word.text == kMonths[m] || word.text == kFullMonths[m] ||
          (m == 8 && word.text == "sept")) {
        word.month = static_cast<int>(m) + 1;
      }
    }
  }
  return words;
}

int day_of(std::string_view word) {
  const std::size_t digits = word.find_first_not_of("0123456789");
  const std::string_view suffix = digits == std::string_view::npos ? "" : word.substr(digits);
  if (!suffix.empty() && suffix != "st" && suffix != "nd" && suffix != "rd" && suffix != "th") {
    return 0;
  }
  const std::size_t size = word.size() - suffix.size();
  return size == 0 || size > 2 ? 0 : number(word, 0, size).value_or(0);
}

// "5 February 2025" or "February 5, 2025" at the start of `text`.
std::string worded_date(std::string_view text) {
  const std::array<Word, 3> words = three_words(text);
  const int year = words[2].text.size() == 4 ? number(words[2].text, 0, 4).value_or(0) : 0;
  if (words[0].month != 0) {
    return iso(year, words[0].month, day_of(words[1].text));
  }
  return iso(year, words[1].month, day_of(words[0].text));
}

bool is_rule(std::string_view line, char mark) {
  return line.size() >= 3 && line.find_first_not_of(mark) == std::string_view::npos;
}

bool may_be_title(std::string_view line) {
  const std::string folded = lower(line);
  return !line.empty() && line.size() <= kLongestTitle &&
         std::none_of(kNoTitles.begin(), kNoTitles.end(),
                      [&](std::string_view name) { return folded == name; });
}

}  // namespace

std::string first_date(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && (is_digit(text[i - 1]) || is_letter(text[i - 1]))) {
      continue;
    }
    std::string date = numeric_date(text, i, "-./");
    if (date.empty() && (is_digit(text[i]) || is_letter(text[i]))) {
      date = worded_date(text.substr(i, 40));
    }
    if (!date.empty()) {
      return date;
    }
  }
  return {};
}

std::string date_in_name(std::string_view file_name) {
  for (std::size_t i = 0; i < file_name.size(); ++i) {
    for (const std::string_view separators : {std::string_view("-_."), std::string_view()}) {
      if (std::string date = numeric_date(file_name, i, separators); !date.empty()) {
        return date;
      }
    }
  }
  return {};
}

std::string dateline(std::string_view text) {
  for (int lines = 0; lines < 3 && !text.empty();) {
    const std::string_view line = trim(take_line(text));
    if (line.empty()) {
      continue;
    }
    ++lines;
    if (line.size() <= kLongestDateline) {
      if (std::string date = first_date(line); !date.empty()) {
        return date;
      }
    }
  }
  return {};
}

std::string title_of(std::string_view text) {
  bool first = true;
  for (int lines = 0; lines < 40 && !text.empty(); ++lines) {
    const std::string_view line = take_line(text);
    std::string_view title = trim(line);
    if (title.empty()) {
      continue;
    }
    std::string_view rest = text;
    const std::string_view next = trim(take_line(rest));
    const bool heading = title.front() == '#';
    title = trim(title.substr(std::min(title.find_first_not_of('#'), title.size())));
    const bool underlined = is_rule(next, '=');
    const bool alone = first && next.empty() && !rest.empty() &&
                       is_letter(title.empty() ? ' ' : title.front()) &&
                       std::string_view(".,;:!?").find(title.back()) == std::string_view::npos &&
                       std::isupper(static_cast<unsigned char>(title.front())) != 0;
    if ((heading || underlined || alone) && may_be_title(title)) {
      return std::string(title);
    }
    first = false;
  }
  return {};
}

}  // namespace rapport::extract
