// The blocks of JSON in docs/packs.md load: the first is a pack, the others are its parts.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "rapport/pack/pack.h"

namespace rapport::pack {
namespace {

std::vector<std::string> json_blocks(const std::string& file) {
  std::ifstream in(file);
  std::vector<std::string> blocks;
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line == "```json") {
      inside = true;
      blocks.emplace_back();
    } else if (line == "```") {
      inside = false;
    } else if (inside) {
      blocks.back() += line + "\n";
    }
  }
  return blocks;
}

TEST(Docs, EveryBlockOfThePackLanguageLoads) {
  std::vector<std::string> blocks = json_blocks(RAPPORT_SOURCE_DIR "/docs/packs.md");
  ASSERT_GE(blocks.size(), 6U);
  std::string name = (std::filesystem::temp_directory_path() / "rapport-docs-XXXXXX").string();
  ASSERT_NE(mkdtemp(name.data()), nullptr);
  const std::filesystem::path folder = name;
  std::string parts;
  for (std::size_t i = 1; i < blocks.size(); ++i) {
    const std::string part = std::to_string(i) + ".json";
    std::ofstream(folder / part) << blocks[i];
    parts += (i == 1 ? "\"" : ", \"") + part + "\"";
  }
  const auto whole = Pack::parse(blocks[0], "block 0", folder);
  EXPECT_TRUE(whole.has_value()) << to_string(whole.error());
  blocks[0].insert(blocks[0].find('{') + 1, "\"parts\": [" + parts + "],");
  const auto pack = Pack::parse(blocks[0], "block 0", folder);
  EXPECT_TRUE(pack.has_value()) << to_string(pack.error());
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace rapport::pack
