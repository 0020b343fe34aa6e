// Who speaks in a document: what "we", "our" and "I" stand for in it. A study whose authors say
// "we" leaves it open.

#pragma once

#include <vector>

#include "extract/claim/mention.h"

namespace rapport::extract {

struct Authors {
  // "We, the Prime Minister of Cambodia and the Prime Minister of Thailand, declare": the states or
  // bodies that they speak for, else the speakers themselves. Where nobody is said to speak, the
  // one actor that a text in the first person is about, if there is one ("the strategy of the
  // United States ... we will").
  std::vector<MentionId> we;
  // "I, Jane Doe, President of Freedonia, proclaim": the person; "we" is then the state or body.
  std::vector<MentionId> i;
};

Authors find_authors(Mentions& mentions);

}  // namespace rapport::extract
