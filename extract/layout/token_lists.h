// What English spelling leaves to knowledge: abbreviations, prefixes that keep their hyphen, words
// that are two words in one, units. Short lists, taken from the training parts of UD English-EWT
// and GUM and widened by hand; all in lower case.

#pragma once

#include <optional>
#include <string_view>

namespace rapport::extract {

// Whether a sentence may end after the abbreviation's full stop.
enum class Abbreviation {
  kNo,
  kTitle,     // "Dr", "St": a name follows, never the end
  kNumbered,  // "No", "Fig": an abbreviation only before a number, never the end
  kDate,     // "Mar", "Sun": a word in its own right; an abbreviation only beside a number or comma
  kLeaning,  // "vs", "e.g": the sentence always goes on
  kOther,    // "Inc", "etc": the end, when the next word begins a sentence
};
// `word` without its full stop, as written.
Abbreviation abbreviation(std::string_view word);

// "non", "e", "co": the hyphen after it does not split the word.
bool keeps_hyphen(std::string_view prefix);

// Bytes of the first part of a word written without apostrophe that UD splits in two: "cannot" ->
// 3, "gonna" -> 3, "dont" -> 2; nullopt for all others.
std::optional<std::size_t> fused_split(std::string_view word);

// "km", "pm", "K" (case matters): split from the number it is glued to.
bool is_unit(std::string_view letters);

// "The", "It", "However": words that, capitalised, seldom go on with a name.
bool begins_sentences(std::string_view word);

// "com", "pdf": the end of a host or file name.
bool ends_names(std::string_view word);

// Bytes of the emoticon that begins `text`; 0 when none does.
std::size_t emoticon_size(std::string_view text);

}  // namespace rapport::extract
