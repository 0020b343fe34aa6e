// The persons that a document has introduced by title and name, and descriptions by title that
// point back at them: "the President", "the two leaders".

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/claim/mention.h"

namespace rapport::extract {

class People {
 public:
  explicit People(const Mentions& mentions) : mentions_(mentions) {}

  // A named person, as the text comes to it.
  void meet(MentionId id);
  // The last one with that title ("president", "taoiseach"; folded); none: empty.
  std::vector<MentionId> with_title(std::string_view title) const;
  // The last two who have titles; fewer when there are not two. With `only`, they must be the only
  // ones so far.
  std::vector<MentionId> last_two(bool only) const;

 private:
  const Mentions& mentions_;
  std::vector<MentionId> titled_;  // each person once, the last met last
};

}  // namespace rapport::extract
