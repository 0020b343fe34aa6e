// Graphs for the tests of queries, written as CREATE statements.

#pragma once

#include <memory>
#include <string_view>

#include "rapport/graph/snapshot.h"
#include "rapport/result.h"

#include "query/execute.h"

namespace rapport::query::test {

// A graph that statements can be run on one after the other, those that create too.
class ScriptGraph {
 public:
  ScriptGraph();
  // Runs one statement; what it creates is in the graph afterwards.
  Result<Rows> run(std::string_view statement, const RunOptions& options = {});
  const graph::Snapshot& snapshot() const { return *snapshot_; }

 private:
  std::shared_ptr<const graph::Snapshot> with(const graph::PlainAddition& made) const;
  std::shared_ptr<const graph::Snapshot> snapshot_;
};

// The graph of a script; aborts the test program when it does not run.
ScriptGraph make_graph(std::string_view script);

}  // namespace rapport::query::test
