// Who speaks in a document: what "we", "our" and "I" stand for in it. A report that says "we"
// without saying who that is leaves it open.

#pragma once

#include <vector>

#include "extract/claim/mention.h"

namespace rapport::extract {

struct Authors {
  // "We, the Prime Minister of Cambodia and the Prime Minister of Thailand, declare": the states or
  // bodies that they speak for, else the speakers themselves.
  std::vector<MentionId> we;
  // "I, Jane Doe, President of Freedonia, proclaim": the person; "we" is then the state or body.
  std::vector<MentionId> i;
};

Authors find_authors(Mentions& mentions);

}  // namespace rapport::extract
