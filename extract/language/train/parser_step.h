// The steps of rapport-train that lead to the parser.

#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "rapport/result.h"

namespace rapport::extract::train {

// Writes and prints its size.
Result<void> write_file(const std::filesystem::path& path, const std::string& bytes);

// The tags that the training sentences get from taggers that did not learn from them.
Result<void> make_jackknife(const std::filesystem::path& treebanks,
                            const std::filesystem::path& work);

// Trains MODELS/english.parser. `settings` are of the form name=value: those of ParserOptions, and
//   to=FILE       another place for the result
//   vectors=FILE  word vectors, words=N of which the model takes
//   teacher=FILE  sentences that other parsers annotated (english.silver of teach)
Result<void> make_parser(const std::filesystem::path& treebanks,
                         const std::filesystem::path& models, const std::filesystem::path& work,
                         const std::vector<std::string>& settings);

}  // namespace rapport::extract::train
