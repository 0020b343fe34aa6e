// Counts English function words. In English prose they are 35 to 50 % of all words; in other
// languages with Latin letters ("in", "an", "me", "on" exist there too) below 12 %.

#include "extract/read/read_language.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace rapport::extract {
namespace {

constexpr std::size_t kSample = std::size_t{1} << 16;
constexpr std::size_t kFewestWords = 8;

// Sorted. Without those that are as common in another language ("in", "an", "was", "on", "so").
constexpr std::array<std::string_view, 58> kFunctionWords = {
    "about", "after", "also",  "and",   "are",   "as",   "at",    "be",      "been", "between",
    "both",  "but",   "by",    "can",   "could", "for",  "from",  "had",     "has",  "have",
    "he",    "his",   "how",   "if",    "into",  "is",   "it",    "its",     "may",  "more",
    "must",  "not",   "of",    "other", "our",   "over", "she",   "should",  "such", "than",
    "that",  "the",   "their", "these", "they",  "this", "those", "through", "to",   "we",
    "were",  "when",  "which", "while", "who",   "will", "with",  "would"};

bool is_function_word(std::string_view word) {
  return std::binary_search(kFunctionWords.begin(), kFunctionWords.end(), word);
}

}  // namespace

std::string_view guess_language(std::string_view text) {
  text = text.substr(0, kSample);
  std::size_t words = 0;
  std::size_t english = 0;
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const auto c = static_cast<unsigned char>(i < text.size() ? text[i] : ' ');
    if (c >= 0x80 || std::isalpha(c) != 0) {
      word += static_cast<char>(std::tolower(c));
    } else if (!word.empty()) {
      ++words;
      english += is_function_word(word) ? 1 : 0;
      word.clear();
    }
  }
  return words >= kFewestWords && english * 100 >= words * 15 ? "en" : "und";
}

}  // namespace rapport::extract
