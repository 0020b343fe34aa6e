// The table of procedures, and their options.

#include "query/procedure.h"

#include <algorithm>

#include <fmt/format.h>

#include "query/algorithms.h"
#include "query/function.h"
#include "query/nearest.h"

namespace rapport::query {

namespace {

// Above so many vertices betweenness is sampled: from as many as keep within so many arcs looked
// at, within these bounds.
constexpr std::uint32_t kLargestExact = 1000;
constexpr std::int64_t kArcsForSample = 100'000'000;
constexpr std::int64_t kLeastSample = 10, kMostSample = 200;
constexpr std::int64_t kMostIterations = 10'000;

class Options {
 public:
  Options(Run& run, Span place, const Map& map) : run_(run), place_(place), map_(map) {}

  bool flag(const std::string& key, bool otherwise) const {
    const Value* value = find(key);
    if (value == nullptr) {
      return otherwise;
    }
    if (value->as_bool() == nullptr) {
      fail(key, "true or false");
    }
    return *value->as_bool();
  }
  std::int64_t count(const std::string& key, std::int64_t otherwise, std::int64_t most) const {
    const Value* value = find(key);
    if (value == nullptr) {
      return otherwise;
    }
    if (value->as_int() == nullptr || *value->as_int() < 1 || *value->as_int() > most) {
      fail(key, fmt::format("an integer from 1 to {}", most));
    }
    return *value->as_int();
  }
  double share(const std::string& key, double otherwise) const {
    const Value* value = find(key);
    if (value == nullptr) {
      return otherwise;
    }
    const double number = value->as_float() != nullptr ? *value->as_float()
                          : value->as_int() != nullptr ? static_cast<double>(*value->as_int())
                                                       : -1;
    if (!(number >= 0 && number < 1)) {
      fail(key, "a number from 0 to below 1");
    }
    return number;
  }
  WatchedGraph graph(bool both_ways) const {
    std::vector<graph::TypeId> types;
    if (const Value* value = find("types")) {
      const List* names = value->as_list();
      if (names == nullptr || names->empty()) {
        fail("types", "a list of relationship types");
      }
      for (const Value& name : *names) {
        if (name.as_string() == nullptr) {
          fail("types", "a list of relationship types");
        }
        const auto type = run_.graph.find_type(*name.as_string());
        if (!type) {
          fail_run(place_, "ArgumentError", "InvalidArgumentValue",
                   fmt::format("no relationship type {} in this graph", *name.as_string()));
        }
        types.push_back(*type);
      }
      std::sort(types.begin(), types.end());
    }
    return {run_.graph, run_.budget, std::move(types), both_ways};
  }

 private:
  const Value* find(const std::string& key) const {
    const auto found = map_.find(key);
    return found == map_.end() || found->second.is_null() ? nullptr : &found->second;
  }
  [[noreturn]] void fail(const std::string& key, const std::string& wanted) const {
    fail_run(place_, "ArgumentError", "InvalidArgumentValue",
             fmt::format("the option {} is {}", key, wanted));
  }

  Run& run_;
  Span place_;
  const Map& map_;
};

template <typename Number>
void emit_all(const std::vector<Number>& numbers, const Procedure::Emit& emit) {
  for (std::uint32_t v = 0; v < numbers.size(); ++v) {
    Value number;
    if constexpr (std::is_floating_point_v<Number>) {
      number = Value(numbers[v]);
    } else {
      number = Value(std::int64_t{numbers[v]});
    }
    const std::array<Value, 2> row = {Value(VertexIndex{v}), std::move(number)};
    if (!emit(row)) {
      return;
    }
  }
}

void call_components(Run& run, Span place, const Map& map, const Procedure::Emit& emit) {
  emit_all(components(Options(run, place, map).graph(false)), emit);
}
void call_strong_components(Run& run, Span place, const Map& map, const Procedure::Emit& emit) {
  emit_all(strong_components(Options(run, place, map).graph(false)), emit);
}
void call_core_numbers(Run& run, Span place, const Map& map, const Procedure::Emit& emit) {
  emit_all(core_numbers(Options(run, place, map).graph(true)), emit);
}
void call_page_rank(Run& run, Span place, const Map& map, const Procedure::Emit& emit) {
  const Options options(run, place, map);
  emit_all(page_rank(options.graph(!options.flag("directed", true)), options.share("damping", 0.85),
                     static_cast<std::size_t>(options.count("iterations", 20, kMostIterations))),
           emit);
}
void call_betweenness(Run& run, Span place, const Map& map, const Procedure::Emit& emit) {
  const Options options(run, place, map);
  const bool is_directed = options.flag("directed", true);
  const std::uint32_t all = run.graph.vertex_count();
  const std::int64_t arcs_of_one = 2 * (std::int64_t{all} + run.graph.edge_count());
  const std::int64_t otherwise =
      all <= kLargestExact ? std::int64_t{all}
                           : std::clamp(kArcsForSample / arcs_of_one, kLeastSample, kMostSample);
  std::vector<double> scores =
      betweenness(options.graph(!is_directed),
                  static_cast<std::size_t>(options.count("sample", otherwise, UINT32_MAX)));
  if (!is_directed) {  // each pair was met from both sides
    for (double& score : scores) {
      score /= 2;
    }
  }
  emit_all(scores, emit);
}

void emit_names(const std::vector<std::string>& names, const Procedure::Emit& emit) {
  for (const std::string& name : names) {
    const Value row(name);
    if (!emit(std::span(&row, 1))) {
      return;
    }
  }
}
void call_labels(Run& run, Span, const Map&, const Procedure::Emit& emit) {
  emit_names(run.graph.label_names(), emit);
}
void call_types(Run& run, Span, const Map&, const Procedure::Emit& emit) {
  emit_names(run.graph.type_names(), emit);
}
void call_keys(Run& run, Span, const Map&, const Procedure::Emit& emit) {
  emit_names(run.graph.key_names(), emit);
}

const std::vector<Procedure>& table() {
  static const std::vector<Procedure> all = {
      {"algo.components", {{"node", kNode}, {"component", kInteger}}, {"types"}, call_components},
      {"algo.strongComponents",
       {{"node", kNode}, {"component", kInteger}},
       {"types"},
       call_strong_components},
      {"algo.pagerank",
       {{"node", kNode}, {"score", kFloat}},
       {"types", "directed", "damping", "iterations"},
       call_page_rank},
      {"algo.coreNumbers", {{"node", kNode}, {"core", kInteger}}, {"types"}, call_core_numbers},
      {"algo.betweenness",
       {{"node", kNode}, {"score", kFloat}},
       {"types", "directed", "sample"},
       call_betweenness},
      {"db.labels", {{"label", kString}}, {}, call_labels},
      {"db.relationshipTypes", {{"relationshipType", kString}}, {}, call_types},
      {"db.propertyKeys", {{"propertyKey", kString}}, {}, call_keys},
  };
  return all;
}

}  // namespace

const Procedure* find_procedure(std::string_view name) {
  const auto& all = table();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Procedure& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::string nearest_procedure(std::string_view name) {
  Nearest nearest(name);
  for (const Procedure& procedure : table()) {
    nearest.offer(procedure.name);
  }
  return nearest.best();
}

}  // namespace rapport::query
