// Blocks of a text: first version, a line a paragraph.

#include "rapport/extract/structure.h"

namespace rapport::extract {

std::vector<Block> structure(std::string_view text) {
  std::vector<Block> blocks;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = text.find('\n', at);
    end = end == std::string_view::npos ? text.size() : end;
    const std::size_t first = text.find_first_not_of(" \t\n", at);
    if (first < end) {
      Block& block = blocks.emplace_back();
      block.span = {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end)};
    }
    at = end + 1;
  }
  return blocks;
}

}  // namespace rapport::extract
