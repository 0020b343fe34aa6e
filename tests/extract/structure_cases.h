// Golden cases of layout, sentences and tokens, readable by a linguist: cases/structure/*.txt.
//
//   === name                 a line of input that begins with === or --- has a backslash before it
//   input lines
//   --- blocks               or --- sentences, --- tokens
//   expected lines

#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace rapport::extract {

struct StructureCase {
  std::string file;
  std::string name;
  std::string input;
  std::string view;  // "blocks", "sentences", "tokens"
  std::string expected;
};

std::vector<StructureCase> read_structure_cases(const std::filesystem::path& folder);

// What structure() and sentences() make of `input`, written as the cases write it.
std::string show_structure(std::string_view input, std::string_view view);

}  // namespace rapport::extract
