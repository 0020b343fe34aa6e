// Words and their vectors.

#include "extract/language/train/vocabulary.h"

#include <cmath>
#include <fstream>
#include <map>
#include <string>

#include <fmt/format.h>

#include "extract/language/key_index.h"
#include "extract/language/parser.h"

namespace rapport::extract::train {

// Of a number in a vector, on average: as large as the learned embeddings begin, so that neither
// drowns the other and a step of Adam moves both alike.
constexpr double kSize = 0.1;

std::uint32_t Vocabulary::table_row(std::uint32_t row) const {
  return row < own + ParserInput::kFirstWord ? row : ParserInput::kUnknown;
}

Vocabulary treebank_vocabulary(const std::vector<Example>& examples, std::size_t min_count) {
  std::map<std::uint32_t, std::size_t> counts;
  for (const Example& example : examples) {
    for (std::size_t i = 0; i < example.words.size() && !example.noisy; ++i) {
      ++counts[example.words[i].lower_hash];
    }
  }
  Vocabulary vocabulary;
  for (const auto& [word, count] : counts) {
    if (count >= min_count) {
      vocabulary.words.push_back(word);
    }
  }
  vocabulary.own = vocabulary.words.size();
  return vocabulary;
}

Result<void> add_vectors(const std::filesystem::path& file, std::size_t words,
                         Vocabulary& vocabulary) {
  std::ifstream in(file);
  if (!in) {
    return Error{Code::kNotFound, "cannot be read", file.string(), "run the steps before this one"};
  }
  std::size_t count = 0;
  std::size_t width = 0;
  in >> count >> width;
  const KeyIndex<std::uint32_t> known(vocabulary.words);
  std::vector<std::pair<std::size_t, std::vector<float>>> found;  // row and vector
  std::size_t added = 0;
  double squares = 0;
  std::string word;
  for (std::size_t i = 0; i < count && width > 0; ++i) {
    std::vector<float> vector(width);
    in >> word;
    for (float& value : vector) {
      in >> value;
      squares += static_cast<double>(value) * static_cast<double>(value);
    }
    const std::uint32_t hash = word_form(word).lower_hash;
    std::size_t at = known.find(hash);
    if (at == KeyIndex<std::uint32_t>::kAbsent) {
      if (added == words) {
        continue;
      }
      ++added;
      at = vocabulary.words.size();
      vocabulary.words.push_back(hash);
    }
    found.emplace_back(at + ParserInput::kFirstWord, std::move(vector));
  }
  if (!in || count == 0 || width == 0) {
    return Error{Code::kBadInput, "has no word vectors in text form, or is cut short",
                 file.string(), "make it anew with the step before this one"};
  }
  const auto scale = static_cast<float>(
      kSize / std::sqrt(squares / static_cast<double>(count) / static_cast<double>(width)));
  vocabulary.vectors.reset(vocabulary.words.size() + ParserInput::kFirstWord, width);
  for (const auto& [row, vector] : found) {
    for (std::size_t c = 0; c < width; ++c) {
      vocabulary.vectors.row(row)[c] = vector[c] * scale;
    }
  }
  return {};
}

}  // namespace rapport::extract::train
