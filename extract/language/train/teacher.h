// Silver sentences: raw text annotated by several parsers, from which another one learns (tri-
// training, Zhou and Li 2005; the parsers' votes are put together by reparsing, Sagae and Lavie
// 2006).

#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "rapport/result.h"

#include "extract/language/parser.h"
#include "extract/language/tagger.h"
#include "extract/language/train/float_parser.h"

namespace rapport::extract::train {

struct TeachOptions {
  std::size_t every = 1;         // takes each n-th sentence
  float least_agreement = 0.8F;  // of the arcs, the share of votes that the tree chosen has
};

// Annotates the sentences of `from` (raw_text.h) and writes them to `to` as CoNLL-U, names in MISC.
// Gives their number. All parsers have the tagger's tags.
Result<std::size_t> teach(const std::filesystem::path& from, const Tagger& tagger,
                          const std::vector<Parser>& parsers, const TeachOptions& options,
                          const std::filesystem::path& to);

// Reads what teach() wrote.
Result<std::vector<ParserExample>> read_silver(const std::filesystem::path& file,
                                               const Tagger& tagger, const Vocabulary& words);

}  // namespace rapport::extract::train
