// From margins to chances, as measured.

#include <algorithm>
#include <array>

#include "extract/language/parser.h"

namespace rapport::extract {
namespace {

struct Measured {
  std::int32_t margin;
  std::uint16_t right;  // thousandths
};

// Of the shipped parser on the sections for development of UD English EWT and GUM, 43,579 words, by
// twentieths; between two of them on the line that joins them. `rapport parse --score` prints how
// well they hold on a treebank.
constexpr std::array<Measured, 14> kMeasured = {{{0, 420},
                                                 {38, 540},
                                                 {66, 650},
                                                 {97, 755},
                                                 {128, 840},
                                                 {160, 885},
                                                 {190, 920},
                                                 {219, 943},
                                                 {248, 957},
                                                 {277, 965},
                                                 {306, 977},
                                                 {336, 987},
                                                 {400, 991},
                                                 {560, 998}}};

}  // namespace

std::uint16_t certainty_of(std::int32_t margin) {
  const auto above = std::find_if(kMeasured.begin(), kMeasured.end(),
                                  [&](const Measured& m) { return m.margin > margin; });
  if (above == kMeasured.begin()) {
    return kMeasured.front().right;
  }
  if (above == kMeasured.end()) {
    return kMeasured.back().right;
  }
  const Measured& below = *(above - 1);
  return static_cast<std::uint16_t>(below.right + (above->right - below.right) *
                                                      (margin - below.margin) /
                                                      (above->margin - below.margin));
}

}  // namespace rapport::extract
