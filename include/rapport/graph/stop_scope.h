// A question may start long work in the graph: many reads of tables make a snapshot of all of them,
// and that is then saved. While a StopScope lives, such work that its thread starts asks `stop` now
// and then, and ends with kCancelled when it says so; status() of the graph tells it then, and a
// graph made anew by the store is whole again.
//
// Threads: of one thread each; the innermost counts, and asks those around it, too.

#pragma once

#include <functional>

namespace rapport::graph {

class StopScope {
 public:
  explicit StopScope(std::function<bool()> stop);
  ~StopScope();
  StopScope(const StopScope&) = delete;
  StopScope& operator=(const StopScope&) = delete;

  // Does a scope of this thread want its work to end?
  static bool is_over();

 private:
  const std::function<bool()> stop_;
  const StopScope* const around_;
};

}  // namespace rapport::graph
