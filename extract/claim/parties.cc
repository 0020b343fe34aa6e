// Counting who is told together.

#include "extract/claim/parties.h"

#include <algorithm>
#include <tuple>

namespace rapport::extract {

void Parties::read(WordRef noun) {
  const TreeView& tree = mentions_.analysis().view(noun.sentence);
  const std::vector<int> all = tree.conjuncts(noun.word);
  if (tree.first_conjunct(noun.word) != noun.word || all.size() != 2) {
    return;
  }
  std::vector<MentionId> named;
  for (int j : all) {
    const MentionId id = mentions_.of({noun.sentence, j});
    const auto& type = mentions_[id].type;
    if (mentions_[id].layer == Layer::kNamed && type &&
        mentions_.pack().types()[mentions_.pack().root(*type)].abstract) {
      named.push_back(id);
    }
  }
  meet(named);
}

void Parties::meet(const std::vector<MentionId>& together) {
  if (together.size() != 2 || mentions_[together[0]].type != mentions_[together[1]].type) {
    return;
  }
  std::pair names(mentions_[together[0]].name, mentions_[together[1]].name);
  if (names.first == names.second) {
    return;
  }
  if (names.second < names.first) {
    std::swap(names.first, names.second);
  }
  Told& told = pairs_[names];
  ++told.times;
  told.pair = together;
  told.last = ++meetings_;
}

std::vector<MentionId> Parties::pair() const {
  const auto most =
      std::max_element(pairs_.begin(), pairs_.end(), [](const auto& a, const auto& b) {
        return std::tie(a.second.times, a.second.last) < std::tie(b.second.times, b.second.last);
      });
  return most == pairs_.end() ? std::vector<MentionId>{} : most->second.pair;
}

}  // namespace rapport::extract
