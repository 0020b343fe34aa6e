// Cuts a text into words without a table of characters: beyond ASCII only punctuation is told apart
// from letters.

#include "extract/repair/repair_words.h"

#include <algorithm>

#include "extract/repair/repair_lines.h"

namespace rapport::extract {
namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
}

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

// The size of a letter, digit or bar.
std::size_t word_character(std::string_view text, std::size_t i) {
  if (i < text.size() && (is_digit(text[i]) || text[i] == '|')) {
    return 1;
  }
  return letter_size(text, i);
}

}  // namespace

std::size_t letter_size(std::string_view text, std::size_t i) {
  const unsigned lead = byte_at(text, i);
  if (lead < 0x80) {
    const unsigned folded = lead | 0x20U;
    return folded >= 'a' && folded <= 'z' ? 1 : 0;
  }
  // C2: signs of Latin-1. E2 80..E2 BF: punctuation, arrows, symbols. E3 80: CJK marks. F0:
  // pictures.
  if (lead < 0xC3 || lead == 0xE2 || lead >= 0xF0 ||
      (lead == 0xE3 && byte_at(text, i + 1) == 0x80) || lead == 0xEF) {
    return 0;
  }
  return std::min<std::size_t>(lead < 0xE0 ? 2 : 3, text.size() - i);
}

std::string_view word_from(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  for (std::size_t size = word_character(text, end); size > 0; size = word_character(text, end)) {
    end += size;
  }
  return text.substr(begin, end - begin);
}

std::string_view word_until(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0) {
    std::size_t previous = begin - 1;
    while (previous > 0 && (byte_at(text, previous) & 0xC0U) == 0x80) {
      --previous;
    }
    if (word_character(text, previous) == 0) {
      break;
    }
    begin = previous;
  }
  return text.substr(begin, end - begin);
}

bool stands_alone(Span word, std::string_view text) {
  const std::string_view before = text.substr(0, word.begin);
  const std::string_view after = text.substr(word.end);
  const bool point_after = after.starts_with('.') && letter_size(after, 1) > 0;
  return !before.ends_with('\'') && !before.ends_with("\u2019") && !before.ends_with('.') &&
         !after.starts_with('\'') && !after.starts_with("\u2019") && !point_after;
}

void WordReader::enter_chunk(std::size_t begin) {
  chunk_end_ = std::min(text_.find_first_of(" \n\t", begin), text_.size());
  const std::string_view chunk = text_.substr(begin, chunk_end_ - begin);
  address_ = chunk.find_first_of("@/\\_=#<>{}~") != std::string_view::npos ||
             chunk.find("www.") != std::string_view::npos;
}

bool WordReader::next(TextWord& word) {
  while (at_ < text_.size() && word_character(text_, at_) == 0) {
    ++at_;
  }
  if (at_ >= text_.size()) {
    return false;
  }
  if (at_ >= chunk_end_) {
    std::size_t begin = at_;
    while (begin > chunk_end_ && !is_blank(text_[begin - 1])) {
      --begin;
    }
    enter_chunk(begin);
  }
  word = {};
  word.address = address_;
  word.lower = true;
  word.span.begin = static_cast<std::uint32_t>(at_);
  for (std::size_t size = word_character(text_, at_); size > 0; size = word_character(text_, at_)) {
    const char c = text_[at_];
    const bool odd = is_digit(c) || c == '|';
    word.digits = word.digits || odd;
    word.lower = word.lower && !odd && !is_upper(c);
    at_ += size;
  }
  word.span.end = static_cast<std::uint32_t>(at_);
  return true;
}

}  // namespace rapport::extract
