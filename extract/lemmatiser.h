// The lemmatiser: from a word and its tag to its base form, "ran" VERB|VBD -> "run".
//
// A decision list learned from the treebanks: for a tag and the longest known ending of the word
// (the whole word first: "^ran") an edit: keep the case or lower it, strip some bytes, append a
// text. Exceptions and rules are one mechanism; an ending is kept only where it decides otherwise
// than the next shorter one. Threads: const after load.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/result.h"

#include "extract/key_index.h"
#include "extract/tagger.h"
#include "extract/word_form.h"

namespace rapport::extract {

struct LemmaEdit {
  bool keep_case = false;
  std::uint8_t strip = 0;  // bytes
  std::string append;

  auto operator<=>(const LemmaEdit&) const = default;
};

std::string apply(const LemmaEdit& edit, const WordForm& word);

// The endings of a word under a tag, from the whole word to the empty ending, as keys.
std::vector<std::uint64_t> ending_keys(const WordForm& word, TagId tag);

class Lemmatiser {
 public:
  static constexpr std::string_view kKind = "LEMM";
  static constexpr std::uint32_t kVersion = 1;

  struct Model {
    std::string tags;  // tag_list() of the tagger it was trained with
    std::vector<LemmaEdit> edits;
    std::vector<std::uint64_t> endings;
    std::vector<std::uint16_t> edit_of;  // the edit of each ending
  };

  static Result<Lemmatiser> make(Model model, const std::string& name);
  static Result<Lemmatiser> read(std::string_view file, const std::string& name);
  std::string write() const;

  const std::string& tags() const { return model_.tags; }
  std::string lemma(const WordForm& word, TagId tag) const;

 private:
  Model model_;
  KeyIndex<std::uint64_t> index_;
};

}  // namespace rapport::extract
