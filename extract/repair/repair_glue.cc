// Sentences glued together: "in the region.key areas" wants a blank behind its full stop.
//
// Points are also part of addresses, file names, numbers and abbreviations, so both sides must be
// words of prose, and no other point may stand in the same run of letters.

#include <algorithm>
#include <array>
#include <string>

#include "rapport/extract/words.h"

#include "extract/repair/repair.h"
#include "extract/repair/repair_lines.h"
#include "extract/repair/repair_words.h"

namespace rapport::extract {
namespace {

constexpr std::uint32_t kKnown = 100;       // a word of prose before the stop
constexpr std::uint32_t kWellKnown = 1000;  // a word in lower case behind it
constexpr std::size_t kShortestBefore = 2;
constexpr std::size_t kShortestAfter = 3;  // in lower case; two letters are a country's domain

// Ends of host and file names that are words as well, and abbreviations that take a point.
bool is_name_end(std::string_view word) {
  constexpr std::array<std::string_view, 29> kEnds = {
      "app",  "asp", "bin",  "com",  "css", "dat",  "doc", "edu", "exe", "gif",
      "gov",  "htm", "html", "info", "int", "jpeg", "jpg", "map", "mil", "museum",
      "name", "net", "news", "org",  "pdf", "png",  "svg", "txt", "zip"};
  return std::binary_search(kEnds.begin(), kEnds.end(), word);
}
bool is_abbreviation(std::string_view word) {
  constexpr std::array<std::string_view, 30> kAbbreviations = {
      "al", "art", "asst", "approx", "ca",  "capt", "cf",  "col", "corp", "dept",
      "dr", "ed",  "est",  "etc",    "fig", "gen",  "gov", "inc", "jr",   "ltd",
      "mr", "mrs", "no",   "prof",   "rep", "sen",  "sr",  "st",  "vol",  "vs"};
  return std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end();
}

std::string lower_of(std::string_view word) {
  std::string folded(word);
  for (char& c : folded) {
    c = is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  return folded;
}

bool is_capitals(std::string_view word) {
  return word.size() >= 2 && std::all_of(word.begin(), word.end(), is_upper);
}

// What stands before the stop ends a sentence: a word of prose, with or without closing signs.
bool ends_prose(std::string_view before, const WordList& words) {
  constexpr std::array<std::string_view, 5> kClosing = {")", "]", "\"", "\u201D", "\u2019"};
  bool closed = false;
  for (const std::string_view sign : kClosing) {
    if (before.ends_with(sign)) {
      before.remove_suffix(sign.size());
      closed = true;
    }
  }
  const std::string_view word = word_until(before, before.size());
  if (word.size() == 4 && std::all_of(word.begin(), word.end(), is_digit)) {
    return true;  // a year
  }
  const std::string lower = lower_of(word);
  const bool title_case = !word.empty() && std::none_of(word.begin() + 1, word.end(), is_upper);
  return word.size() >= kShortestBefore && title_case && !is_abbreviation(lower) &&
         (closed || !before.substr(0, before.size() - word.size()).ends_with('.')) &&
         words.count(lower) >= kKnown;
}

// What stands behind it opens one.
bool opens_prose(std::string_view word, std::string_view rest, bool after_name,
                 const WordList& words) {
  const bool closed = rest.empty() || std::string_view(" \n\t,;:\u2019'").find(rest.front()) !=
                                          std::string_view::npos;
  const std::string lower = lower_of(word);
  if (word.empty() || !closed || is_name_end(lower)) {
    return false;
  }
  if (is_upper(word.front())) {
    const bool title_case = std::none_of(word.begin() + 1, word.end(), is_upper);
    return (title_case && words.count(lower) >= (after_name ? kWellKnown : kKnown)) ||
           (is_capitals(word) && !after_name);
  }
  return !after_name && word.size() >= kShortestAfter && words.count(lower) >= kWellKnown;
}

bool in_address(std::string_view text, std::size_t at) {
  const std::size_t begin = text.substr(0, at).find_last_of(" \n\t");
  const std::size_t first = begin == std::string_view::npos ? 0 : begin + 1;
  const std::size_t end = std::min(text.find_first_of(" \n\t", at), text.size());
  const std::string_view chunk = text.substr(first, end - first);
  return chunk.find_first_of("@/\\_=#<>{}~") != std::string_view::npos ||
         chunk.find("www.") != std::string_view::npos;
}

}  // namespace

Edits repair_glue(std::string_view text, const WordList& words) {
  constexpr std::size_t kLongestChunk = 400;  // beyond, the text has no blanks to go by
  Edits edits;
  for (std::size_t at = text.find_first_of(".!?"); at != std::string_view::npos;
       at = text.find_first_of(".!?", at + 1)) {
    if (at == 0 || letter_size(text, at + 1) == 0) {
      continue;
    }
    const std::size_t from = at - std::min(at, kLongestChunk / 2);
    const std::string_view near = text.substr(from, kLongestChunk);
    const std::size_t here = at - from;
    const std::string_view before = near.substr(0, here);
    const std::string_view word = word_from(near, here + 1);
    const std::string_view word_before = word_until(before, before.size());
    const bool after_name = !word_before.empty() && is_upper(word_before.front());
    if (ends_prose(before, words) &&
        opens_prose(word, near.substr(here + 1 + word.size()), after_name, words) &&
        !in_address(near, here)) {
      const auto position = static_cast<std::uint32_t>(at + 1);
      edits.insert(position, " ");
      edits.note({static_cast<std::uint32_t>(at - word_before.size()),
                  position + static_cast<std::uint32_t>(word.size())},
                 "glued-sentences", "a full stop between two words of prose");
    }
  }
  return edits;
}

}  // namespace rapport::extract
