// Cuts a text into lines and says what each of them looks like.

#include "extract/repair/repair_lines.h"

#include <algorithm>
#include <array>

namespace rapport::extract {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// "•", "▪", "‣", "◦", "●", "–" ... or "*", "-", "+" before a blank; "1.", "2)", "(a)", "iv.".
std::uint32_t marker_size(std::string_view content) {
  constexpr std::array<std::string_view, 13> kBullets = {
      "\u2022", "\u25AA", "\u2023", "\u25E6", "\u25CF", "\u25A0", "\u2013",
      "\u2014", "\u00B7", "\uF0B7", "*",      "-",      "+"};
  std::size_t size = 0;
  for (const std::string_view bullet : kBullets) {
    if (content.starts_with(bullet)) {
      size = bullet.size();
    }
  }
  if (size == 0) {
    const bool open = content.starts_with('(');
    std::size_t i = open ? 1 : 0;
    const std::size_t begin = i;
    while (i < content.size() && i < begin + 3 && is_digit(content[i])) {
      ++i;
    }
    if (i == begin && i < content.size() && (is_lower(content[i]) || is_upper(content[i]))) {
      ++i;
    }
    const bool closed =
        i > begin && i < content.size() && (content[i] == ')' || (!open && content[i] == '.'));
    size = closed ? i + 1 : 0;
  }
  if (size == 0 || size >= content.size() || !is_blank(content[size])) {
    return 0;
  }
  while (size < content.size() && is_blank(content[size])) {
    ++size;
  }
  return static_cast<std::uint32_t>(size);
}

bool is_rule(std::string_view content) {
  return content.size() >= 3 && content.find_first_not_of("-=_*~+| :") == std::string_view::npos;
}

bool has_columns(std::string_view content) {
  return content.find("   ") != std::string_view::npos ||
         content.find('\t') != std::string_view::npos;
}

std::uint32_t count_characters(std::string_view text) {
  return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

Line make_line(std::string_view text, std::size_t begin, std::size_t end) {
  Line line;
  line.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  std::size_t first = begin;
  for (;;) {
    while (first < end && is_blank(text[first])) {
      line.indent += text[first] == '\t' ? 4 : 1;
      ++first;
    }
    if (first >= end || text[first] != '>') {
      break;
    }
    ++line.quote;
    ++first;
    line.indent = 0;
  }
  while (end > first && is_blank(text[end - 1])) {
    --end;
  }
  line.content = {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end)};
  const std::string_view content = text.substr(first, end - first);
  line.width = count_characters(content);
  line.marker = marker_size(content);
  line.fixed = content.starts_with('#') || content.find('|') != std::string_view::npos ||
               is_rule(content) || has_columns(content.substr(line.marker));
  return line;
}

}  // namespace

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(make_line(text, begin, end));
    begin = end + 1;
  }
  return lines;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) {
  return (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80) != 0;
}

bool ends_with_mark(std::string_view text, std::string_view marks) {
  constexpr std::array<std::string_view, 6> kClosing = {"\"", "'", ")", "]", "\u201D", "\u2019"};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view closing : kClosing) {
      if (text.ends_with(closing)) {
        text.remove_suffix(closing.size());
        again = true;
      }
    }
  }
  return !text.empty() && marks.find(text.back()) != std::string_view::npos;
}

std::string_view last_word(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && (is_lower(text[begin - 1]) || is_upper(text[begin - 1]))) {
    --begin;
  }
  return text.substr(begin);
}

std::string_view first_word(std::string_view text) {
  return text.substr(0, std::min(text.find_first_of(" \t\n"), text.size()));
}

bool is_open_word(std::string_view word) {
  constexpr std::array<std::string_view, 40> kOpen = {
      "a",    "about",   "against", "among",   "an",   "and",   "are",   "as",
      "at",   "because", "been",    "between", "by",   "each",  "every", "for",
      "from", "his",     "if",      "into",    "is",   "its",   "nor",   "of",
      "on",   "or",      "our",     "than",    "that", "the",   "their", "these",
      "this", "to",      "toward",  "towards", "was",  "which", "whose", "with"};
  return std::binary_search(kOpen.begin(), kOpen.end(), word);
}

}  // namespace rapport::extract
