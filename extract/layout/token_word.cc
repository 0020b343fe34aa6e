// Word ends and splits; see token_word.h.

#include "extract/layout/token_word.h"

#include <algorithm>
#include <string>

#include "extract/layout/token_char.h"
#include "extract/layout/token_lists.h"

namespace rapport::extract {
namespace {

// Short looks at the text around a mark inside a word; every one is bounded.
constexpr std::size_t kLookAhead = 24;

template <typename Test>
std::size_t run_after(std::string_view text, std::size_t at, Test test) {
  std::size_t n = 0;
  while (n < kLookAhead && at + n < text.size() && test(text[at + n])) {
    ++n;
  }
  return n;
}
template <typename Test>
std::size_t run_before(std::string_view text, std::size_t begin, std::size_t at, Test test) {
  std::size_t n = 0;
  while (n < kLookAhead && at > begin + n && test(text[at - n - 1])) {
    ++n;
  }
  return n;
}

bool ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
bool ascii_letter(char c) { return ascii_upper(c) || ascii_lower(c); }

// "713-853-3989", "345-9945", "11-20-2000" stay whole; "5-10", "1999-2001" are ranges.
bool digits_keep_hyphen(std::string_view text, std::size_t begin, std::size_t at) {
  const std::size_t left = run_before(text, begin, at, ascii_digit);
  const std::size_t right = run_after(text, at + 1, ascii_digit);
  const std::size_t after = at + 1 + right;
  const bool more_left = at - left > begin && text[at - left - 1] == '-';
  const bool more_right =
      after + 1 < text.size() && text[after] == '-' && ascii_digit(text[after + 1]);
  return more_left || more_right || (left == 3 && right == 4);
}

bool joins_hyphen(std::string_view text, std::size_t begin, std::size_t at, std::size_t size) {
  const Character before = character_before(text, begin, at);
  const Character after = character_at(text, at + size);
  if (before.digit() && after.digit()) {
    return text[at] == '-' && digits_keep_hyphen(text, begin, at);
  }
  const std::string_view prefix = text.substr(begin, at - begin);
  if (!after.letter() || prefix.size() > kLookAhead || !keeps_hyphen(prefix)) {
    return false;
  }
  // "UN-led", "CO-2" are no prefixes; "e-mail", but not "e-f".
  const bool acronym = prefix.size() > 1 && ascii_upper(prefix[1]) && after.lower();
  return !acronym && (prefix.size() > 1 || run_after(text, at + size, ascii_letter) > 2);
}

std::string_view letters_at(std::string_view text, std::size_t at) {
  return text.substr(at, run_after(text, at, ascii_letter));
}

// "region.NATO" and "region.key areas" lack a blank; "U.S", "3.5", "comp.sources.unix", "who.int"
// do not.
bool joins_stop(std::string_view text, std::size_t begin, std::size_t at) {
  const Character before = character_before(text, begin, at);
  const Character after = character_at(text, at + 1);
  const std::size_t lower = run_before(text, begin, at, ascii_lower);
  if (before.letter() && after.upper()) {
    return lower < 2;
  }
  if (before.digit()) {
    return !after.upper();
  }
  constexpr std::size_t kShortest = 3;  // letters of a word that ends a sentence
  if (after.lower() && lower >= kShortest && at - begin <= lower + 1) {
    const std::string_view next = letters_at(text, at + 1);
    const Character behind = character_at(text, at + 1 + next.size());
    const bool plain = behind.blank() || behind.code == U',';
    return !plain || ends_names(next) || (next.size() < kShortest && !begins_sentences(next));
  }
  return !(after.digit() && run_before(text, begin, at, ascii_letter) > 2);
}

// "9/11", "11/28/2000", "w/o" stay whole; "1/2", "and/or" do not.
bool joins_slash(std::string_view text, std::size_t begin, std::size_t at) {
  const std::size_t left = run_before(text, begin, at, ascii_digit);
  const std::size_t right = run_after(text, at + 1, ascii_digit);
  if (left > 0 && right > 0) {
    const bool more = (at - left > begin && text[at - left - 1] == '/') ||
                      (at + 1 + right < text.size() && text[at + 1 + right] == '/');
    return more || left > 1 || right > 1;
  }
  return at == begin + 1 && ascii_letter(text[begin]) &&
         run_after(text, at + 1, ascii_letter) <= 3 && right == 0;
}

bool joins_ampersand(std::string_view text, std::size_t begin, std::size_t at) {
  const std::size_t left = run_before(text, begin, at, ascii_upper);
  const std::size_t right = run_after(text, at + 1, ascii_upper);
  const bool lower = at == begin + 1 && ascii_lower(text[begin]) &&
                     run_after(text, at + 1, ascii_lower) == 1;  // "p&l"
  return lower || (left > 0 && left <= 3 && at == begin + left && right > 0 && right <= 3);
}

// Whether the mark at `at`, between two word characters, is part of the word that began at `begin`.
bool joins(std::string_view text, std::size_t begin, std::size_t at, Character mark) {
  const Character before = character_before(text, begin, at);
  const Character after = character_at(text, at + mark.size);
  if (!after.word()) {
    return false;
  }
  if (is_apostrophe(mark.code)) {
    return before.letter() ? after.letter() : after.code == U's';
  }
  if (is_hyphen(mark.code)) {
    return joins_hyphen(text, begin, at, mark.size);
  }
  switch (mark.code) {
    case U'.':
      return joins_stop(text, begin, at);
    case U',':
    case U':':
      return before.digit() && after.digit();
    case U'/':
      return joins_slash(text, begin, at);
    case U'&':
      return joins_ampersand(text, begin, at);
    case U'@':
    case U'_':
      return true;
    case U'*':
    case U'$':
      return before.letter() && after.letter();
    default:
      return false;
  }
}

// "U.S", "e.g", "p.m": letters one by one with stops between.
bool dotted_letters(std::string_view word) {
  if (word.size() < 3) {
    return false;
  }
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (i % 2 == 0 ? !ascii_letter(word[i]) : word[i] != '.') {
      return false;
    }
  }
  return word.size() % 2 == 1;
}

// "John F. Kennedy", "c. 1850"; not "vitamin C. The ...".
bool is_initial(std::string_view text, std::size_t begin, std::size_t next) {
  const char letter = text[begin];
  const Character after = character_at(text, next);
  const bool second = begin > 2 && text[begin - 1] == ' ' && text[begin - 2] == '.' &&
                      ascii_upper(text[begin - 3]) && ascii_upper(letter);  // "D. R. wrote"
  if (second && after.lower()) {
    return true;
  }
  if (ascii_lower(letter)) {
    return after.digit() && (letter == 'c' || letter == 'p' || letter == 'v' || letter == 'd');
  }
  if (letter == 'I' || !after.upper()) {
    const bool more = after.digit() || after.code == U',' || after.code == U';';  // "H. R. 1280"
    return more && letter != 'I';
  }
  const std::string_view word = letters_at(text, next);
  return word.size() == 1 || !begins_sentences(word);
}

std::size_t contraction(std::string_view word) {
  std::size_t at = word.size();
  Character mark;
  while (at > 0) {
    mark = character_before(word, 0, at);
    at -= mark.size;
    if (is_apostrophe(mark.code)) {
      break;
    }
  }
  if (at == 0) {
    return 0;
  }
  std::string tail(word.substr(at + mark.size, 3));
  std::transform(tail.begin(), tail.end(), tail.begin(),
                 [](char c) { return ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; });
  if (tail == "t" && (word[at - 1] == 'n' || word[at - 1] == 'N') && at > 1) {
    return at - 1;
  }
  if (tail == "s" && ascii_digit(word[at - 1])) {
    const bool decade = word[at - 1] == '0' && (at == 2 || at == 4);  // "the 60's"
    return decade ? 0 : at;
  }
  const bool clitic =
      tail == "s" || tail == "m" || tail == "d" || tail == "ll" || tail == "re" || tail == "ve";
  return clitic && at + mark.size + tail.size() == word.size() ? at : 0;
}

std::size_t number_before_unit(std::string_view word) {
  const auto is_number = [](char c) { return ascii_digit(c) || c == '.' || c == ',' || c == ':'; };
  const auto unit = std::find_if_not(word.begin(), word.end(), is_number);
  const auto size = static_cast<std::size_t>(unit - word.begin());
  return size < word.size() && is_unit(word.substr(size)) ? size : 0;
}

}  // namespace

std::size_t word_end(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  while (at < text.size()) {
    const Character c = character_at(text, at);
    if (!c.word()) {
      // "US$ 4.5", "U$"
      if (c.code == U'$' && at - begin <= 3 &&
          run_before(text, begin, at, ascii_upper) == at - begin &&
          !character_at(text, at + 1).letter()) {
        return at + 1;
      }
      if (c.blank() || !joins(text, begin, at, c)) {
        break;
      }
    }
    at += c.size;
  }
  return at;
}

bool takes_full_stop(std::string_view text, std::size_t begin, std::size_t stop) {
  const std::string_view word = text.substr(begin, stop - begin);
  if (word.size() > kLookAhead || text.substr(stop, 2) == "..") {
    return false;
  }
  std::size_t next = stop + 1;
  Character after = character_at(text, next);
  while (next < text.size() && after.blank()) {
    next += after.size;
    after = character_at(text, next);
  }
  if (word.size() == 1 && ascii_letter(word[0])) {
    return is_initial(text, begin, next);
  }
  if (dotted_letters(word)) {
    return true;
  }
  switch (abbreviation(word)) {
    case Abbreviation::kTitle: {
      const bool place = word == "St" || word == "Ft" || word == "Mt";  // "on 21st St. It's ..."
      return after.word() && !(place && after.upper() && begins_sentences(letters_at(text, next)));
    }
    case Abbreviation::kNumbered:
      return after.digit() || after.code == U'#';
    case Abbreviation::kDate:
      return after.digit() || after.code == U',';
    case Abbreviation::kLeaning:
      return true;
    case Abbreviation::kOther:
      // "more info." ends a sentence; "Inc.", "etc.", "et al." keep their stop there.
      return ascii_upper(word[0]) || word == "etc" || word == "al" ||
             (next < text.size() && !after.upper());
    case Abbreviation::kNo:
      break;
  }
  return false;
}

std::size_t first_part(std::string_view word) {
  if (word.size() < 2) {
    return 0;
  }
  if (ascii_digit(word[0]) && ascii_letter(word.back())) {
    if (const std::size_t size = number_before_unit(word)) {
      return size;
    }
  }
  if (const auto fused = fused_split(word)) {
    return *fused;
  }
  const bool ascii_mark = word.find_first_of("'`") != std::string_view::npos;
  const bool wide_mark = std::any_of(word.begin(), word.end(),
                                     [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  return ascii_mark || wide_mark ? contraction(word) : 0;
}

}  // namespace rapport::extract
