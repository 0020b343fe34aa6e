// Events: who did what to whom, of the event types of PLOVER (the successor of CAMEO) that a pack's
// relations name.
//
// One event a sentence: the one that it is told for. What an event only speaks of is no other event
// ("agreed to withdraw", "called for talks"). Actors that act together are one event, and an event
// may have no target ("The farmers protested").

#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace rapport::extract {

struct Event {
  std::string sentence;
  std::string type;  // "CONSULT"
  // In the words of the text. Those of a symmetric relation are all sources; an event in the
  // passive may name its targets alone.
  std::vector<std::string> sources, targets;
  std::uint16_t confidence = 0;  // thousandths
  std::string rule;              // the pattern that gave it: "verb.meet"
};

struct EventReading {
  std::vector<Event> events;
  std::vector<std::string> warnings;  // of sentences left out
};

}  // namespace rapport::extract
