// Labels and announcements; see structure_label.h.

#include "extract/layout/structure_label.h"

#include <algorithm>
#include <array>
#include <string>

#include "extract/layout/structure_line.h"
#include "extract/layout/token_char.h"

namespace rapport::extract {
namespace {

constexpr std::size_t kLongestLabel = 90;
constexpr std::ptrdiff_t kMostLabelWords = 9;
constexpr std::size_t kLastSentence = 240;  // bytes of a paragraph's end that are looked at

constexpr auto kAnnouncing = std::to_array<std::string_view>(
    {"following", "below", "include", "includes", "including", "such as", "as follows", "these are",
     " ways", " areas", " steps", " measures", " priorities", " goals", " objectives", " pillars",
     " reasons", " factors"});

Span trimmed(std::string_view text, Span span) {
  const auto outer = [](char c) { return c == ' ' || c == '*' || c == '_'; };
  while (!span.empty() && outer(text[span.begin])) {
    ++span.begin;
  }
  while (!span.empty() && outer(text[span.end - 1])) {
    --span.end;
  }
  return span;
}

// "Intelligence Sharing", no clause: few words, no stop, comma or semicolon run.
bool is_label(std::string_view label) {
  return !label.empty() && std::count(label.begin(), label.end(), ' ') < kMostLabelWords &&
         label.find_first_of(".!?;") == std::string_view::npos && !label.starts_with('"') &&
         character_at(label, 0).word();
}

bool blank_at(std::string_view text, std::size_t at) { return character_at(text, at).blank(); }

}  // namespace

Span item_label(std::string_view text, Span item) {
  const std::string_view head =
      text.substr(item.begin, std::min<std::size_t>(item.size(), kLongestLabel));
  const auto label_to = [&](std::size_t size) {
    return trimmed(text, {item.begin, item.begin + static_cast<std::uint32_t>(size)});
  };
  std::size_t colon = head.find(':');
  if (colon != std::string_view::npos) {
    std::size_t rest = item.begin + colon + 1;
    while (rest < item.end && text[rest] == '*') {
      ++rest;
    }
    const Span label = label_to(colon);
    const bool more = rest < item.end && blank_at(text, rest);
    return more && is_label(label.in(text)) ? label : Span{};
  }
  for (const std::string_view dash : {" \xE2\x80\x93 ", " \xE2\x80\x94 ", " - "}) {
    const std::size_t at = head.find(dash);
    if (at == std::string_view::npos) {
      continue;
    }
    const std::string_view rest = item.in(text).substr(at + dash.size(), kLastSentence);
    const Span label = label_to(at);
    constexpr std::ptrdiff_t kFew = 5;
    const std::string_view name = label.in(text);
    const bool once = rest.find(dash) == std::string_view::npos;
    return once && is_label(name) && name.find(',') == std::string_view::npos &&
                   std::count(name.begin(), name.end(), ' ') < kFew &&
                   !character_at(name, 0).lower()
               ? label
               : Span{};
  }
  return {};
}

bool introduces(std::string_view paragraph) {
  if (paragraph.ends_with(':') || paragraph.ends_with(":**") || !ends_sentence(paragraph)) {
    return true;
  }
  std::string_view end =
      paragraph.substr(paragraph.size() - std::min(paragraph.size(), kLastSentence));
  if (const std::size_t stop = end.rfind(". ", end.size() - 2); stop != std::string_view::npos) {
    end.remove_prefix(stop + 2);
  }
  return std::any_of(kAnnouncing.begin(), kAnnouncing.end(), [&](std::string_view word) {
    return end.find(word) != std::string_view::npos;
  });
}

}  // namespace rapport::extract
