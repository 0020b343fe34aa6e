// Whether the paths that a selector chose are right, given all that there are between two vertices.

#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/query/path_form.h"

namespace rapport::query::test {

// A path that can be chosen: how long it is, and all by which two are told apart.
struct Choice {
  std::size_t length = 0;
  std::string form;
  friend auto operator<=>(const Choice&, const Choice&) = default;
};

inline std::vector<Choice> choices(const std::vector<Path>& paths) {
  std::vector<Choice> all;
  for (const Path& path : paths) {
    all.push_back({path.edges.size(), form(path)});
  }
  return all;
}

// How many paths of each length are to be chosen, and of which lengths all are.
inline void check_chosen(const std::string& selector, std::uint64_t count, std::vector<Choice> all,
                         std::vector<Choice> found, const std::string& what) {
  std::sort(all.begin(), all.end());
  std::sort(found.begin(), found.end());
  const bool by_groups = selector.ends_with("GROUPS") || selector == "ALL SHORTEST";
  std::vector<Choice> wanted;
  std::set<std::size_t> lengths;
  for (const Choice& choice : all) {
    lengths.insert(choice.length);
    if (selector.empty() || (by_groups ? lengths.size() <= count : wanted.size() < count)) {
      wanted.push_back(choice);
    }
  }
  if (selector.empty() || by_groups) {
    EXPECT_EQ(found, wanted) << what;
    return;
  }
  // Which of equally long paths are chosen is free: they are paths, each once, of these lengths.
  ASSERT_EQ(found.size(), wanted.size()) << what;
  EXPECT_TRUE(std::includes(all.begin(), all.end(), found.begin(), found.end())) << what;
  EXPECT_EQ(std::adjacent_find(found.begin(), found.end()), found.end()) << what;
  const bool is_any_length = selector.starts_with("ANY ") && selector != "ANY SHORTEST";
  for (std::size_t i = 0; i < found.size() && !is_any_length; ++i) {
    EXPECT_EQ(found[i].length, wanted[i].length) << what;
  }
}

inline void PrintTo(const Choice& choice, std::ostream* out) { *out << choice.form; }

}  // namespace rapport::query::test
