// Persons and their titles.

#include "extract/claim/people.h"

#include <algorithm>

namespace rapport::extract {

void People::meet(MentionId id) {
  if (mentions_[id].titles.empty()) {
    return;
  }
  const auto same = std::find_if(titled_.begin(), titled_.end(), [&](MentionId other) {
    return mentions_[other].name == mentions_[id].name;
  });
  if (same != titled_.end()) {
    titled_.erase(same);
  }
  titled_.push_back(id);
}

std::vector<MentionId> People::with_title(std::string_view title) const {
  const auto found = std::find_if(titled_.rbegin(), titled_.rend(), [&](MentionId id) {
    const std::vector<std::string>& titles = mentions_[id].titles;
    return std::find(titles.begin(), titles.end(), title) != titles.end();
  });
  return found == titled_.rend() ? std::vector<MentionId>{} : std::vector<MentionId>{*found};
}

std::vector<MentionId> People::last_two(bool only) const {
  if (titled_.size() < 2 || (only && titled_.size() != 2)) {
    return {};
  }
  return {titled_[titled_.size() - 2], titled_.back()};
}

}  // namespace rapport::extract
