// MATCH (n)-[r]->() RETURN n, count(r): how many arcs a vertex has stands in the rows' offsets.
//
// Where the projection asks for the vertices with most arcs, the others are left out before they
// become rows: those that have as many as the last one that is wanted stay in, so that the sort
// behind sees all that it can choose from.

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <queue>

#include "query/execute.h"

namespace rapport::query {

namespace {

struct CountedEdges {
  Slot vertex = kNoSlot;
  const NodePattern* node = nullptr;
  bool outward = true;
  const LabelExpression* types = nullptr;  // null: all
};

using TypeList = std::vector<graph::TypeId>;

TypeList listed(const Run& run, const LabelExpression& types) {
  TypeList list;
  (void)list_types(run, types, list);
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
  return list;
}

class EdgeCounter : public Operator {
 public:
  EdgeCounter(Run& run, Operator* next, CountedEdges counted, const ProjectionClause& projection)
      : Operator(run, next), counted_(std::move(counted)), projection_(projection) {}

  bool push() override {
    types_ = counted_.types == nullptr ? TypeList() : listed(run_, *counted_.types);
    const std::uint64_t wanted = wanted_rows();
    if (wanted == kAll) {
      return each_vertex([&](VertexIndex vertex, std::uint64_t degree) {
        return degree == 0 || give(vertex, degree);
      });
    }
    const auto best = most_connected(wanted);
    return std::all_of(best.begin(), best.end(),
                       [&](const auto& one) { return give(one.first, one.second); });
  }

 private:
  std::uint64_t degree_of(VertexIndex v) const {
    const graph::Snapshot& graph = run_.graph;
    if (counted_.types == nullptr) {
      return counted_.outward ? graph.out(v).size() : graph.in(v).size();
    }
    std::uint64_t sum = 0;
    for (const graph::TypeId type : types_) {
      sum += counted_.outward ? graph.out(v, type).size() : graph.in(v, type).size();
    }
    return sum;
  }

  bool give(VertexIndex vertex, std::uint64_t degree) {
    run_.row[counted_.vertex] = vertex;
    return next_->push_many(degree);
  }

  template <typename Visit>
  bool each_vertex(Visit visit) {
    const LabelExpression* labels = counted_.node->labels.get();
    const auto attempt = [&](VertexIndex vertex) {
      run_.budget.step();
      return (labels != nullptr && !has_labels(run_, *labels, vertex)) ||
             visit(vertex, degree_of(vertex));
    };
    if (labels != nullptr && labels->kind == LabelExpression::Kind::kName) {
      const auto label = run_.labels[labels->symbol];
      const auto labelled = label ? run_.graph.with_label(*label) : std::span<const VertexIndex>();
      return std::all_of(labelled.begin(), labelled.end(), attempt);
    }
    if (labels == nullptr && counted_.types == nullptr) {
      return each_degree(visit);
    }
    for (std::uint32_t v = 0; v < run_.graph.vertex_count(); ++v) {
      if (!attempt(VertexIndex{v})) {
        return false;
      }
    }
    return true;
  }

  // Of all vertices, straight from the offsets.
  template <typename Visit>
  bool each_degree(Visit visit) {
    constexpr std::uint32_t kAtOnce = 1024;
    const auto starts = counted_.outward ? run_.graph.out_starts() : run_.graph.in_starts();
    for (std::uint32_t v = 0; v + 1 < starts.size(); ++v) {
      if (v % kAtOnce == 0) {
        run_.budget.step(kAtOnce);
      }
      if (!visit(VertexIndex{v}, std::uint64_t{starts[v + 1]} - starts[v])) {
        return false;
      }
    }
    return true;
  }

  // The `wanted` vertices with most arcs, and those that have as many as the last of them.
  std::vector<std::pair<VertexIndex, std::uint64_t>> most_connected(std::uint64_t wanted) {
    std::priority_queue<std::uint64_t, std::vector<std::uint64_t>, std::greater<>> best;
    std::vector<std::pair<VertexIndex, std::uint64_t>> candidates;
    std::uint64_t least = wanted == 0 ? kAll : 1;  // that can still be among them
    each_vertex([&](VertexIndex vertex, std::uint64_t degree) {
      if (degree < least) {
        return true;
      }
      best.push(degree);
      if (best.size() > wanted) {
        best.pop();
      }
      least = best.size() == wanted ? best.top() : 1;
      candidates.emplace_back(vertex, degree);
      return true;
    });
    std::erase_if(candidates, [&](const auto& one) { return one.second < best.top(); });
    return candidates;
  }

  // Of ORDER BY count DESC with a LIMIT, where the vertex itself is a column, so that no two
  // vertices share a row.
  std::uint64_t wanted_rows() {
    if (!run_.options.has(Rule::kLimit) || projection_.order.empty() ||
        projection_.limit == nullptr || projection_.distinct || !projection_.order[0].descending ||
        !sorts_by_count()) {
      return kAll;
    }
    std::uint64_t rows = 0;
    for (const ExpressionPtr* part : {&projection_.skip, &projection_.limit}) {
      if (*part == nullptr) {
        continue;
      }
      const Value value = evaluate(run_, **part);
      if (value.as_int() == nullptr || *value.as_int() < 0 || *value.as_int() > kMostKept) {
        return kAll;
      }
      rows += static_cast<std::uint64_t>(*value.as_int());
    }
    return rows;
  }

  bool sorts_by_count() const {
    const Expression& key = *projection_.order[0].expression;
    const bool has_vertex = std::any_of(projection_.items.begin(), projection_.items.end(),
                                        [&](const ProjectionItem& item) {
                                          return item.expression->kind == Kind::kVariable &&
                                                 item.expression->slot == counted_.vertex;
                                        });
    return has_vertex &&
           std::any_of(projection_.items.begin(), projection_.items.end(),
                       [&](const ProjectionItem& item) {
                         return item.is_aggregating && key.slot == item.slot &&
                                (key.kind == Kind::kVariable || key.kind == Kind::kItem) &&
                                item.expression->kind == Kind::kAggregateSlot;
                       });
  }

  static constexpr std::uint64_t kAll = std::numeric_limits<std::uint64_t>::max();
  static constexpr std::int64_t kMostKept = 100'000;
  CountedEdges counted_;
  const ProjectionClause& projection_;
  TypeList types_;
};

// What is counted where the pattern is one relationship whose far end can be anything.
std::optional<CountedEdges> counted_edges(Run& run, const Pattern& pattern, bool at_left) {
  const PathPattern& path = pattern.paths[0];
  const RelationshipPattern& relationship = path.relationships[0];
  const NodePattern& near = path.nodes[at_left ? 0 : 1];
  const NodePattern& far = path.nodes[at_left ? 1 : 0];
  const auto is_fresh = [&](Slot slot) {
    return std::binary_search(pattern.fresh.begin(), pattern.fresh.end(), slot);
  };
  if (far.labels != nullptr || near.slot == far.slot || !is_fresh(near.slot) ||
      !is_fresh(far.slot) || !is_fresh(relationship.slot)) {
    return std::nullopt;
  }
  CountedEdges counted;
  counted.vertex = near.slot;
  counted.node = &near;
  counted.outward = (relationship.direction == Direction::kOut) == at_left;
  counted.types = relationship.types.get();
  TypeList types;
  return counted.types == nullptr || list_types(run, *counted.types, types) ? std::optional(counted)
                                                                            : std::nullopt;
}

}  // namespace

std::unique_ptr<Operator> make_edge_counter(Run& run, const MatchClause& clause,
                                            const ProjectionClause& projection, Operator* next) {
  const Pattern& pattern = clause.pattern;
  if (pattern.paths.size() != 1 || !pattern.conditions.empty()) {
    return nullptr;
  }
  const PathPattern& path = pattern.paths[0];
  if (path.relationships.size() != 1 || path.slot != kNoSlot ||
      path.search != PathPattern::Search::kAll) {
    return nullptr;
  }
  const RelationshipPattern& relationship = path.relationships[0];
  if (relationship.has_length || relationship.direction == Direction::kBoth) {
    return nullptr;
  }
  for (const bool at_left : {true, false}) {
    const Slot far = path.nodes[at_left ? 1 : 0].slot;
    auto counted = counted_edges(run, pattern, at_left);
    if (counted && only_counts(projection, {relationship.slot, far})) {
      return std::make_unique<EdgeCounter>(run, next, std::move(*counted), projection);
    }
  }
  return nullptr;
}

}  // namespace rapport::query
