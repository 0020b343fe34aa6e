// Lists and joint doings.

#include "extract/claim/antecedent.h"

#include <algorithm>

namespace rapport::extract {

bool is_joint_noun(const pack::Pack& pack, std::string_view lemma) {
  for (std::uint32_t index : pack.patterns_for("noun", lemma)) {
    for (const pack::Gives& gives : pack.patterns()[index].gives) {
      for (pack::RelationIndex r : gives.relations) {
        if (pack.relations()[r].symmetric) {
          return true;
        }
      }
    }
  }
  return false;
}

bool is_joint(const Mentions& mentions, WordRef noun) {
  const TreeView& tree = mentions.analysis().view(noun.sentence);
  const int w = noun.word;
  if (!is_joint_noun(mentions.pack(), tree[w].lemma)) {
    return false;
  }
  int partners = 0;
  for (const NameHit& hit : mentions.names_in(noun.sentence)) {
    int up = hit.end - 1;
    for (int steps = 0; up != kRoot && up != w && steps < 4; ++steps) {
      up = has_base(tree[up].deprel, Deprel::kNsubj) || has_base(tree[up].deprel, Deprel::kAcl)
               ? kRoot
               : tree[up].head;
    }
    partners += up == w ? 1 : 0;
  }
  const bool with = std::any_of(tree.children(w).begin(), tree.children(w).end(),
                                [&](int c) { return tree.marker(c) == "with"; });
  return partners >= 2 || (partners == 1 && with);
}

std::vector<MentionId> items_before(Mentions& mentions, int sentence) {
  constexpr std::size_t kMostItems = 12;
  const Analysis& analysis = mentions.analysis();
  const auto block_number = [&](int s) {
    return analysis.sentences[static_cast<std::size_t>(s)].block;
  };
  std::vector<MentionId> items;
  int s = sentence - 1;
  while (s >= 0 && block_number(s) == block_number(sentence)) {
    --s;
  }
  for (; s >= 0 && items.size() < kMostItems; --s) {
    const Block& b = analysis.block_of(s);
    const Sentence& one = analysis.sentences[static_cast<std::size_t>(s)];
    const bool row = b.kind == BlockKind::kTableRow && one.cell == 0;
    const bool item =
        b.kind == BlockKind::kListItem && (b.label.empty() || one.span.end <= b.label.end + 1);
    if (b.kind != BlockKind::kTableRow && b.kind != BlockKind::kListItem &&
        b.kind != BlockKind::kTableHeader) {
      break;
    }
    const TreeView& view = analysis.view(s);
    if ((row || item) && view.size() > 0 && view.is_noun(view.root())) {
      items.insert(items.begin(), mentions.of({s, view.root()}));
    }
  }
  return items;
}

}  // namespace rapport::extract
