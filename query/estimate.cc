// Estimates from the sizes of labels.

#include "query/estimate.h"

#include <algorithm>

namespace rapport::query {

// A conjunction of names is as rare as its rarest name, a disjunction as frequent as their sum.
double frequency(const Run& run, const LabelExpression& labels) {
  const double all = run.graph.vertex_count();
  switch (labels.kind) {
    case LabelExpression::Kind::kName: {
      const auto label = run.labels[labels.symbol];
      return label ? static_cast<double>(run.graph.with_label(*label).size()) : 0;
    }
    case LabelExpression::Kind::kAnd: {
      double least = all;
      for (const LabelExpression& arg : labels.args) {
        least = std::min(least, frequency(run, arg));
      }
      return least;
    }
    case LabelExpression::Kind::kOr: {
      double sum = 0;
      for (const LabelExpression& arg : labels.args) {
        sum += frequency(run, arg);
      }
      return std::min(sum, all);
    }
    default:
      return all;
  }
}

const LabelExpression* rarest(const Run& run, const LabelExpression& labels) {
  if (labels.kind == LabelExpression::Kind::kName) {
    return &labels;
  }
  const LabelExpression* best = nullptr;
  if (labels.kind == LabelExpression::Kind::kAnd) {
    for (const LabelExpression& arg : labels.args) {
      const LabelExpression* candidate = rarest(run, arg);
      if (candidate != nullptr &&
          (best == nullptr || frequency(run, *candidate) < frequency(run, *best))) {
        best = candidate;
      }
    }
  }
  return best;
}

}  // namespace rapport::query
