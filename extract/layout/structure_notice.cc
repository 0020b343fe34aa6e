// Notices by their fixed phrases; see structure_notice.h.

#include "extract/layout/structure_notice.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace rapport::extract {
namespace {

constexpr std::size_t kLongestNotice = 500;
constexpr std::string_view kWikiCategory = "Category:";  // how an encyclopedia files an article

// Label lines: the block is the phrase alone, or the phrase, a colon and anything.
constexpr auto kLabels = std::to_array<std::string_view>({"keywords",
                                                          "key words",
                                                          "key-words",
                                                          "index terms",
                                                          "tags",
                                                          "filed under",
                                                          "categories",
                                                          "disclaimer",
                                                          "disclosure",
                                                          "legal notice",
                                                          "ai disclosure",
                                                          "ai notice",
                                                          "ai disclaimer",
                                                          "copyright notice",
                                                          "cookie notice",
                                                          "cookie policy",
                                                          "share this",
                                                          "share this post",
                                                          "share this article",
                                                          "share",
                                                          "related posts",
                                                          "related articles",
                                                          "advertisement",
                                                          "sponsored content",
                                                          "table of contents"});

// Beginnings of short lines.
constexpr auto kOpenings = std::to_array<std::string_view>({"share this ",
                                                            "share on ",
                                                            "follow us on ",
                                                            "subscribe to ",
                                                            "subscribe now",
                                                            "subscribe for ",
                                                            "sign up for ",
                                                            "sign up to ",
                                                            "click here ",
                                                            "read more",
                                                            "leave a comment",
                                                            "leave a reply",
                                                            "print this ",
                                                            "email this ",
                                                            "all rights reserved",
                                                            "\xC2\xA9",
                                                            "copyright \xC2\xA9",
                                                            "copyright (c)",
                                                            "(c) 19",
                                                            "(c) 20",
                                                            "copyright 19",
                                                            "copyright 20"});
constexpr std::size_t kLongestOpening = 160;

constexpr auto kSelf = std::to_array<std::string_view>(
    {"this post", "this article", "this content", "this page", "this text", "this document",
     "this report", "this blog", "this story", "this piece", "this summary", "this write-up",
     "this translation", "the content of this"});
constexpr auto kMakers =
    std::to_array<std::string_view>({" ai ", " ai-", " ai.", " ai,", "artificial intelligence",
                                     "chatgpt", "language model", "machine translat"});
constexpr auto kMade = std::to_array<std::string_view>(
    {"written", "generated", "crafted", "created", "produced", "drafted", "composed", "compiled",
     "translated", "assisted", "made", "prepared"});
constexpr auto kMeans = std::to_array<std::string_view>(
    {"with ", "by ", "using ", "help of", "assistance of", "support of", "through ", "ai-generated",
     "ai-assisted", "ai-written"});

bool contains_any(std::string_view text, std::span<const std::string_view> phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
    return text.find(phrase) != std::string_view::npos;
  });
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == '\n' ? ' ' : c;
  });
  return out;
}

bool has_label(std::string_view text) {
  return std::any_of(kLabels.begin(), kLabels.end(), [&](std::string_view label) {
    if (!text.starts_with(label)) {
      return false;
    }
    const std::string_view rest = text.substr(label.size());
    return rest.empty() || rest == "." || rest[0] == ':' || rest.starts_with(" :");
  });
}

bool has_opening(std::string_view text) {
  return text.size() <= kLongestOpening &&
         std::any_of(kOpenings.begin(), kOpenings.end(),
                     [&](std::string_view opening) { return text.starts_with(opening); });
}

// "This post was partly crafted with the help of AI tools": the document, a verb of making and the
// maker in one sentence, in this order.
bool made_by_ai(std::string_view text) {
  for (const std::string_view self : kSelf) {
    const std::size_t at = text.find(self);
    if (at == std::string_view::npos) {
      continue;
    }
    const std::size_t stop = std::min(text.find(". ", at), text.size());
    const std::string padded = std::string(text.substr(at, stop - at)) + ' ';
    const std::size_t made = padded.find_first_of(' ', self.size());
    if (made != std::string::npos && contains_any(std::string_view(padded).substr(made), kMade) &&
        contains_any(padded, kMakers) && contains_any(padded, kMeans)) {
      return padded.size() <= 200;
    }
  }
  return false;
}

bool cookie_banner(std::string_view text) {
  const bool cookies = text.find("cookies") != std::string_view::npos;
  constexpr auto kUses = std::to_array<std::string_view>({"we use cookies", "site uses cookies",
                                                          "website uses cookies", "accept cookies",
                                                          "accept all cookies", "use of cookies"});
  return cookies && contains_any(text, kUses);
}

}  // namespace

bool is_notice(std::string_view block) {
  if (block.starts_with(kWikiCategory)) {
    return true;  // often a long row of them
  }
  if (block.size() > kLongestNotice) {
    return false;
  }
  const std::string text = lower(block);
  const bool reserved = text.size() <= kLongestOpening && text.ends_with("all rights reserved.");
  return has_label(text) || has_opening(text) || reserved || made_by_ai(text) ||
         cookie_banner(text);
}

}  // namespace rapport::extract
