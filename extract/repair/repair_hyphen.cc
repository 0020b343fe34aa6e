// Words divided at the end of a line, put together again: "coop-\neration" loses its hyphen when
// the whole word is better known than the compound; "post-\narmed conflict" keeps it.

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "rapport/extract/words.h"

#include "extract/repair/repair.h"
#include "extract/repair/repair_lines.h"
#include "extract/repair/repair_words.h"

namespace rapport::extract {
namespace {

constexpr std::uint32_t kKnownPart = 30;  // times that a word of its own was seen
constexpr std::size_t kShortestPart = 2;

std::string lower(std::string_view text) {
  std::string folded(text);
  std::transform(folded.begin(), folded.end(), folded.begin(),
                 [](char c) { return is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c; });
  return folded;
}

bool has_only_letters(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '|'; });
}

// "pre- and post-war": the hyphen hangs, the word is whole.
bool is_link(std::string_view word) {
  return word == "and" || word == "or" || word == "to" || word == "as" || word == "nor";
}

// Whether the hyphen was only put there by the break, with the reason.
bool hyphen_goes(std::string_view left, std::string_view right, const WordList& words,
                 std::string& reason) {
  const std::string joined = lower(left) + lower(right);
  const std::string compound = lower(left) + '-' + lower(right);
  const std::uint32_t whole = words.count(joined);
  const std::uint32_t hyphened = words.count(compound);
  reason = fmt::format("{} {} : {} {}", joined, whole, compound, hyphened);
  if (whole != hyphened) {
    return whole > hyphened;
  }
  return words.count(lower(right)) < kKnownPart;
}

}  // namespace

Edits repair_hyphens(std::string_view text, const WordList* words) {
  Edits edits;
  for (std::size_t at = text.find("-\n"); at != std::string_view::npos;
       at = text.find("-\n", at + 1)) {
    const std::size_t next = std::min(text.find_first_not_of(" \t\n", at + 1), text.size());
    const std::string_view left = word_until(text, at);
    const std::string_view right = word_from(text, next);
    if (left.size() < kShortestPart || right.empty() || is_link(right) ||
        std::count(text.begin() + static_cast<std::ptrdiff_t>(at),
                   text.begin() + static_cast<std::ptrdiff_t>(next), '\n') > 2) {
      continue;
    }
    const Span gap{static_cast<std::uint32_t>(at + 1), static_cast<std::uint32_t>(next)};
    const auto left_begin = static_cast<std::uint32_t>(at - left.size());
    const Span all{left_begin, gap.end + static_cast<std::uint32_t>(right.size())};
    std::string reason = "the compound keeps its hyphen";
    if (words != nullptr && is_lower(right.front()) && has_only_letters(left) &&
        has_only_letters(right) && hyphen_goes(left, right, *words, reason)) {
      edits.remove({gap.begin - 1, gap.end});
    } else {
      edits.remove(gap);
    }
    edits.note(all, "hyphenation", reason);
  }
  return edits;
}

}  // namespace rapport::extract
