// The two parties of a document: the two named actors of one type that it tells together most
// often ("Cambodia and Thailand", "between Türkiye and Iraq"), whom "both sides" stands for.

#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "extract/claim/mention.h"

namespace rapport::extract {

class Parties {
 public:
  explicit Parties(Mentions& mentions) : mentions_(mentions) {}

  // A coordination that `noun` begins: two named actors in it have been told together once more.
  void read(WordRef noun);
  // The pair told together most often so far, of equally many the last; empty when there is none.
  std::vector<MentionId> pair() const;

 private:
  void meet(const std::vector<MentionId>& together);

  struct Told {
    int times = 0;
    std::vector<MentionId> pair;
    std::size_t last = 0;
  };

  Mentions& mentions_;
  std::map<std::pair<std::string, std::string>, Told> pairs_;  // by their names, in order
  std::size_t meetings_ = 0;
};

}  // namespace rapport::extract
