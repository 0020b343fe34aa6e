// The lemmatiser: from a word and its tag to its base form, "ran" VERB|VBD -> "run".
//
// Two decision lists learned from the treebanks. The first decides the case from the tag, the
// outline and, where that is known, the word itself: "Iraq" PROPN stays, "The" DET is lowered,
// "iraq" PROPN gets its capital. The second decides the ending from the tag and the longest known
// ending of the word, the whole word first ("^ran"): strip some bytes, append a text. Exceptions
// and rules are one mechanism; an entry is kept only where it decides otherwise than the next more
// general one. Threads: const after load.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/result.h"

#include "extract/language/key_index.h"
#include "extract/language/tagger.h"
#include "extract/language/word_form.h"

namespace rapport::extract {

enum class LemmaCase : std::uint8_t { kLower, kKeep, kTitle };

struct LemmaEdit {
  std::uint8_t strip = 0;  // bytes
  std::string append;

  auto operator<=>(const LemmaEdit&) const = default;
};

// Never empties a word.
std::string lemma_by(LemmaCase letter_case, const LemmaEdit& edit, const WordForm& word);

// What the decision lists know a word by, the most special key first.
std::vector<std::uint64_t> case_keys(const WordForm& word, TagId tag);
std::vector<std::uint64_t> ending_keys(const WordForm& word, TagId tag);

class Lemmatiser {
 public:
  static constexpr std::string_view kKind = "LEMM";
  static constexpr std::uint32_t kVersion = 2;

  struct Model {
    std::string tags;  // tag_list() of the tagger it was trained with
    std::vector<std::uint64_t> case_keys;
    std::vector<std::uint8_t> case_of;  // LemmaCase of each key
    std::vector<std::uint64_t> ending_keys;
    std::vector<std::uint16_t> edit_of;  // the edit of each key
    std::vector<LemmaEdit> edits;
  };

  static Result<Lemmatiser> make(Model model, const std::string& name);
  static Result<Lemmatiser> read(std::string_view file, const std::string& name);
  std::string write() const;

  const std::string& tags() const { return model_.tags; }
  std::string lemma(const WordForm& word, TagId tag) const;

 private:
  Model model_;
  KeyIndex<std::uint64_t> cases_;
  KeyIndex<std::uint64_t> endings_;
};

}  // namespace rapport::extract
