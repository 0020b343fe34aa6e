// Estimates from the sizes of labels and a sample of degrees.

#include "query/estimate.h"

#include <algorithm>
#include <cmath>

namespace rapport::query {

// A conjunction of names is as rare as its rarest name, a disjunction as frequent as their sum.
double frequency(const Run& run, const LabelExpression& labels) {
  const double all = run.graph.vertex_count();
  switch (labels.kind) {
    case LabelExpression::Kind::kName: {
      const auto label = run.labels[labels.symbol];
      return label ? static_cast<double>(run.graph.label_count(*label)) : 0;
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

namespace {

constexpr std::uint32_t kSample = 200;  // vertices whose arcs are counted
constexpr double kMostExpected = 1e15;
constexpr std::uint32_t kLongestCounted = 10;  // hops of an unbounded walk
constexpr double kEqual = 0.1, kOther = 0.3;   // shares that a condition lets through

// The labels of the pattern's node, where it says any.
const LabelExpression* labels_of(const Pattern& pattern, Slot slot) {
  for (const PathPattern& path : pattern.paths) {
    for (const NodePattern& node : path.nodes) {
      if (node.slot == slot && node.labels != nullptr) {
        return node.labels.get();
      }
    }
  }
  return nullptr;
}

// The mean number of arcs along the step that leave a vertex of these labels.
double mean_degree(const Run& run, const Step& step, const LabelExpression* labels) {
  const LabelExpression* rare = labels == nullptr ? nullptr : rarest(run, *labels);
  const auto label = rare == nullptr ? std::nullopt : run.labels[rare->symbol];
  const auto labelled = label ? run.graph.with_label(*label) : std::span<const VertexIndex>();
  const auto count =
      rare == nullptr ? run.graph.vertex_count() : static_cast<std::uint32_t>(labelled.size());
  const std::uint32_t sampled = std::min(count, kSample);
  std::uint64_t arcs_seen = 0;
  for (std::uint32_t i = 0; i < sampled; ++i) {
    const auto at = static_cast<std::uint32_t>(std::uint64_t{i} * count / sampled);
    Arcs arcs(run.graph, step, rare == nullptr ? VertexIndex{at} : labelled[at]);
    while (arcs.next_range()) {
      arcs_seen += arcs.others().size();
    }
  }
  return sampled == 0 ? 0 : static_cast<double>(arcs_seen) / sampled;
}

double share_of(const Run& run, const Step& step) {
  const double all = std::max(1.0, static_cast<double>(run.graph.vertex_count()));
  double share = 1;
  for (const auto& [slot, labels] : step.labels) {
    const bool is_scanned = step.kind == Step::Kind::kScan && !step.lookup;
    share *= labels == nullptr || is_scanned ? 1 : frequency(run, *labels) / all;
  }
  for (const Condition* condition : step.conditions) {
    const bool is_equality =
        condition->owner != kNoSlot ||
        (condition->test->kind == Kind::kCompare && condition->test->keys[0] == "=");
    const bool is_met = step.lookup && step.lookup->condition == condition;
    share *= is_met ? 1 : is_equality ? kEqual : kOther;
  }
  return share;
}

// Of `least` to `most` repetitions, each of which makes so many of one.
double repeated_growth(double growth, std::uint32_t least, std::uint32_t most) {
  double sum = 0;
  const std::uint32_t last = std::min(most, std::max(least, kLongestCounted));
  for (std::uint32_t i = least; i <= last && sum < kMostExpected; ++i) {
    sum += std::pow(growth, i);
  }
  return std::min(sum, kMostExpected);
}

}  // namespace

double expected_growth(const Run& run, const Pattern& pattern, const Step& step) {
  const double all = std::max(1.0, static_cast<double>(run.graph.vertex_count()));
  const double meeting = step.to_is_bound ? 1 / all : 1;  // the end must be the one that is bound
  const double share = share_of(run, step);
  switch (step.kind) {
    case Step::Kind::kScan:
      return share * (step.lookup             ? 1
                      : step.label != nullptr ? frequency(run, *step.label)
                                              : static_cast<double>(run.graph.vertex_count()));
    case Step::Kind::kExpand:
      return share * meeting * mean_degree(run, step, labels_of(pattern, step.from));
    case Step::Kind::kWalk: {
      const double walks = repeated_growth(mean_degree(run, step, labels_of(pattern, step.from)),
                                           step.relationship->least, step.relationship->most);
      return share * meeting * (step.distinct_ends ? std::min(walks, all) : walks);
    }
    case Step::Kind::kRepeat: {
      double growth = 1;
      for (std::size_t i = 1; i < step.hops.size(); ++i) {
        growth *= mean_degree(run, step.hops[i], nullptr) * share_of(run, step.hops[i]);
      }
      return share * meeting *
             repeated_growth(growth, step.relationship->least, step.relationship->most);
    }
    default:
      return share;
  }
}

}  // namespace rapport::query
