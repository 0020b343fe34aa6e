// Both words' ways to the root, up to where they meet.

#include "extract/claim/path_certainty.h"

#include <algorithm>
#include <vector>

#include "extract/claim/tree_view.h"

namespace rapport::extract {
namespace {

std::vector<int> way_up(const TreeView& tree, int word) {
  std::vector<int> way;
  for (; word != kRoot; word = tree[word].head) {
    way.push_back(word);
  }
  return way;
}

}  // namespace

std::uint16_t path_certainty(const Analysis& analysis, WordRef a, WordRef b) {
  if (a.sentence != b.sentence) {
    return 1000;
  }
  const TreeView& tree = analysis.view(a.sentence);
  std::vector<int> from_a = way_up(tree, a.word);
  std::vector<int> from_b = way_up(tree, b.word);
  while (!from_a.empty() && !from_b.empty() && from_a.back() == from_b.back()) {
    from_a.pop_back();
    from_b.pop_back();
  }
  std::uint32_t product = 1000;
  for (const auto* way : {&from_a, &from_b}) {
    for (const int word : *way) {
      product = product * tree[word].certainty / 1000;
    }
  }
  return static_cast<std::uint16_t>(product);
}

}  // namespace rapport::extract
