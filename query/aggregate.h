// Aggregates: what a group adds up to.

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "query/run.h"
#include "query/text_numbers.h"
#include "query/vertex_map.h"

namespace rapport::query {

// One aggregate call over one group.
class Accumulator {
 public:
  explicit Accumulator(const Expression& call);
  // Evaluates the call's arguments on the row and takes them in; nulls are passed over.
  void add(Run& run);
  void add_count(std::uint64_t rows);  // REQUIRES: count() of what is never null
  Value result(Run& run);

 private:
  void add_number(const Value& value);
  double sum_as_float() const;
  Value sum() const;
  Value deviation() const;
  Value percentile();

  const Expression* call_;
  bool counts_;
  std::int64_t count_ = 0;
  __extension__ __int128 integers_ = 0;  // sum of integers
  double floats_ = 0;                    // sum of floats
  bool has_float_ = false;
  double mean_ = 0, squares_ = 0;  // Welford, 1962
  Value extreme_;
  std::uint64_t extreme_held_ = 0;  // of the budget
  double fraction_ = 0;
  List values_;
  TextNumbers seen_;  // DISTINCT, of all but vertices
  std::unique_ptr<VertexSet> seen_vertices_;
};

}  // namespace rapport::query
