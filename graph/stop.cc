// The scopes of a thread, the innermost first.

#include <utility>

#include "rapport/graph/stop_scope.h"

namespace rapport::graph {
namespace {

thread_local const StopScope* innermost = nullptr;

}  // namespace

StopScope::StopScope(std::function<bool()> stop)
    : stop_(std::move(stop)), around_(std::exchange(innermost, this)) {}

StopScope::~StopScope() { innermost = around_; }

bool StopScope::is_over() {
  for (const StopScope* scope = innermost; scope != nullptr; scope = scope->around_) {
    if (scope->stop_ && scope->stop_()) {
      return true;
    }
  }
  return false;
}

}  // namespace rapport::graph
