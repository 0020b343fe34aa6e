// Whether the paths that a selector chose are right, given all that there are between two vertices.

#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/query/path_form.h"

namespace rapport::query::test {

inline std::multiset<std::string> forms(const std::vector<Path>& paths) {
  std::multiset<std::string> all;
  for (const Path& path : paths) {
    all.insert(form(path));
  }
  return all;
}

// How many paths of each length are to be chosen, and of which lengths all are.
inline void check_chosen(const std::string& selector, std::uint64_t count,
                         const std::vector<Path>& all, const std::vector<Path>& found,
                         const std::string& what) {
  std::map<std::size_t, std::vector<Path>> by_length;
  for (const Path& path : all) {
    by_length[path.edges.size()].push_back(path);
  }
  if (selector.empty()) {
    EXPECT_EQ(forms(found), forms(all)) << what;
    return;
  }
  const bool by_groups = selector.ends_with("GROUPS") || selector == "ALL SHORTEST";
  std::vector<Path> wanted;
  for (const auto& [length, paths] : by_length) {
    if (by_groups ? length > std::next(by_length.begin(),
                                       static_cast<std::ptrdiff_t>(
                                           std::min<std::uint64_t>(count, by_length.size())) -
                                           1)
                                 ->first
                  : wanted.size() >= count) {
      break;
    }
    wanted.insert(wanted.end(), paths.begin(), paths.end());
  }
  if (by_groups) {
    EXPECT_EQ(forms(found), forms(wanted)) << what;
    return;
  }
  // Which of equally long paths are chosen is free: they are paths, each once, of these lengths.
  ASSERT_EQ(found.size(), std::min<std::size_t>(count, wanted.size())) << what;
  const auto allowed = forms(all);
  std::vector<std::size_t> lengths, least;
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(allowed.count(form(found[i])), 1U) << what;
    lengths.push_back(found[i].edges.size());
    least.push_back(wanted[i].edges.size());
  }
  const auto chosen = forms(found);
  EXPECT_EQ(std::set<std::string>(chosen.begin(), chosen.end()).size(), chosen.size()) << what;
  std::sort(lengths.begin(), lengths.end());
  if (!selector.starts_with("ANY ") || selector == "ANY SHORTEST") {
    EXPECT_EQ(lengths, least) << what;
  }
}

}  // namespace rapport::query::test
