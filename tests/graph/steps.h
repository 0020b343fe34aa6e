// A fixed sequence of commits and removals, so that two processes agree on what a store must hold
// after so many steps.

#pragma once

#include <string>

#include "tests/graph/fixture.h"

namespace rapport::graph::test {

// Step n commits a new version of one of a dozen documents; every fifth removes one.
inline Result<void> take_step(Store& store, unsigned step) {
  const std::string name = "d" + std::to_string(step % 12) + ".txt";
  if (step % 5 == 4) {
    const auto removed = store.remove(name);
    if (!removed && removed.error().code != Code::kNotFound) {
      return removed.error();
    }
    return {};
  }
  Report report(name, "2025-01-0" + std::to_string(1 + step % 9));
  for (unsigned n = 0; n < 4 + step % 5; ++n) {
    const std::string actor = "Actor " + std::to_string((step * 7 + n) % 23) + ":Organization";
    report
        .says(actor, n % 2 == 0 ? "COOPERATES_WITH" : "YIELDS",
              n % 2 == 0 ? "NATO:Organization" : "-peace:Outcome")
        .time = "version " + std::to_string(step);
  }
  const auto done = store.commit(report.extraction());
  if (!done) {
    return done.error();
  }
  return {};
}

}  // namespace rapport::graph::test
