// Asks of each block which language it is in.

#include "rapport/extract/foreign.h"

#include <map>

#include <fmt/format.h>

#include "extract/read/charset.h"
#include "extract/read/read_language.h"

namespace rapport::extract {

ForeignBlocks foreign_blocks(std::string_view text, const std::vector<Block>& blocks) {
  constexpr std::size_t kShown = 40;  // bytes
  struct Met {
    std::size_t blocks = 0;
    std::string_view begins;
  };
  ForeignBlocks out;
  std::map<std::string_view, Met> met;
  for (const Block& block : blocks) {
    const std::string_view own = block.span.in(text);
    const TextLanguage language = guess_language(own);
    out.is_foreign.push_back(!language.name.empty());
    if (out.is_foreign.back()) {
      Met& one = met[language.name];
      const std::string_view begins = own.substr(0, kShown);
      one.begins = one.blocks++ == 0 ? begins.substr(0, valid_prefix(begins)) : one.begins;
    }
  }
  for (const auto& [name, one] : met) {
    out.warnings.push_back(fmt::format("skipped {} paragraph{} in {}, not in English: \"{}...\"",
                                       one.blocks, one.blocks == 1 ? "" : "s", name, one.begins));
  }
  return out;
}

}  // namespace rapport::extract
