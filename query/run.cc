// Budgets, and what a run looks up before it starts.

#include "query/run.h"

#include <cassert>

#include <fmt/format.h>

#include "query/free_later.h"
#include "query/match.h"

namespace rapport::query {

namespace {

constexpr std::size_t kLargestText = 64 << 20;     // bytes of one string
constexpr std::size_t kLargestValue = 10'000'000;  // elements of one list or map, all levels
constexpr std::uint32_t kDeepestValue = 1000;      // levels
constexpr std::size_t kLargeValue = 64;            // elements of what is counted once
constexpr std::size_t kMany = std::size_t{1} << 16;
constexpr std::uint64_t kLargestWrite = std::uint64_t{256} << 20;  // bytes of a statement's changes

[[noreturn]] void fail_too_large(Span place, std::string message) {
  throw Failure{.code = Code::kLimit,
                .phase = Phase::kRun,
                .type = "ResourceError",
                .detail = "ValueTooLarge",
                .message = std::move(message),
                .hint = {},
                .place = place};
}

// Counts the elements below `value`, which the expression at `place` made, up to the limits.
void count_elements(const Value& value, Span place, std::uint32_t depth, std::size_t& count) {
  if (depth > kDeepestValue) {
    fail_too_large(place, fmt::format("a value nested more than {} levels deep", kDeepestValue));
  }
  const auto take = [&](const Value& item) {
    const auto* text = item.as_string();
    count += 1 + (text == nullptr ? 0 : values_of_text(text->size()));
    if (count > kLargestValue) {
      fail_too_large(place, fmt::format("a value of more than {} elements", kLargestValue));
    }
    if (item.as_list() != nullptr || item.as_map() != nullptr) {
      count_elements(item, place, depth + 1, count);
    }
  };
  if (const auto* list = value.as_list()) {
    for (const Value& item : *list) {
      take(item);
    }
  } else if (const auto* map = value.as_map()) {
    for (const auto& [key, item] : *map) {
      take(item);
    }
  }
}

}  // namespace

Budget::Budget(const RunOptions& options)
    : options_(options), start_(std::chrono::steady_clock::now()) {}

void Budget::check() {
  next_check_ = steps_ + kStride;
  if (is_cancelled()) {
    throw Failure{.code = Code::kCancelled,
                  .phase = Phase::kRun,
                  .type = "Cancelled",
                  .detail = "ByUser",
                  .message = "the query was stopped",
                  .hint = {},
                  .place = {}};
  }
  if (steps_ > options_.max_steps) {
    throw Cut{fmt::format("stopped after {} steps", options_.max_steps)};
  }
  if (is_late()) {
    throw Cut{
        fmt::format("stopped after {:g} s", static_cast<double>(options_.timeout.count()) / 1000)};
  }
}

void Budget::keep(std::uint64_t values) {
  step(values);
  hold_values(values);
}

std::uint64_t Budget::keep_value(const Value& value) {
  const std::uint64_t values = size_of(value);
  keep(values);
  return values;
}

std::uint64_t Budget::hold(const Value& value) {
  const std::uint64_t values = size_of(value);
  hold_values(values);
  return values;
}

void Budget::release(std::uint64_t values) {
  assert(values <= kept_);
  kept_ -= values;
  shared_.clear();  // may be among them
}

std::uint64_t Budget::size_of(const Value& value) {
  std::uint64_t sum = 1;
  if (const auto* list = value.as_list()) {
    if (list->size() >= kLargeValue && !shared_.insert(list).second) {
      return sum;
    }
    for (const Value& item : *list) {
      sum += size_of(item);
    }
  } else if (const auto* map = value.as_map()) {
    if (map->size() >= kLargeValue && !shared_.insert(map).second) {
      return sum;
    }
    for (const auto& [key, item] : *map) {
      sum += 1 + values_of_text(key.size()) + size_of(item);
    }
  } else if (const auto* path = value.as_path()) {
    sum += path->edges.size();
  } else if (const auto* text = value.as_string()) {
    sum += values_of_text(text->size());
  }
  return sum;
}

void Budget::hold_values(std::uint64_t values) {
  kept_ += values;
  if (kept_ > options_.max_values) {
    throw Cut{fmt::format("stopped at {} values in memory", options_.max_values)};
  }
}

namespace {

std::uint64_t bytes_of(const Value& value) {
  std::uint64_t bytes = sizeof value;
  if (const auto* text = value.as_string()) {
    bytes += text->size();
  } else if (const auto* list = value.as_list()) {
    for (const Value& item : *list) {
      bytes += bytes_of(item);
    }
  }
  return bytes;
}

}  // namespace

Changes::~Changes() {
  if (vertices().size() + edges().size() > kMany) {
    free_later(std::move(added_));
  }
}

VertexIndex Changes::add(Vertex vertex) {
  add_bytes(vertex.properties);
  added_.vertices.push_back(std::move(vertex));
  return {first_vertex_ + static_cast<std::uint32_t>(vertices().size() - 1)};
}

EdgeIndex Changes::add(Edge edge) {
  add_bytes(edge.properties);
  added_.edges.push_back(
      {id_of(edge.from), id_of(edge.to), std::move(edge.type), std::move(edge.properties)});
  return {first_edge_ + static_cast<std::uint32_t>(edges().size() - 1)};
}

VertexId Changes::id_of(VertexIndex v) const {
  return v.value < first_vertex_ ? before_.id(v)
                                 : VertexId{graph::kFresh + (v.value - first_vertex_)};
}

VertexIndex Changes::index_of(VertexId end) const {
  return end.value < graph::kFresh
             ? *before_.find(end)
             : VertexIndex{first_vertex_ + static_cast<std::uint32_t>(end.value - graph::kFresh)};
}

void Changes::add_bytes(const Map& properties) {
  for (const auto& [key, value] : properties) {
    bytes_ += key.size() + bytes_of(value);
  }
  if (bytes_ > kLargestWrite) {
    throw Failure{.code = Code::kLimit,
                  .phase = Phase::kRun,
                  .type = "ResourceError",
                  .detail = "WriteTooLarge",
                  .message = fmt::format("one statement creates more than {} MiB of properties; "
                                         "nothing was created",
                                         kLargestWrite >> 20),
                  .hint = "create less at once, in several statements",
                  .place = {}};
  }
}

Meter::Meter(Work& work, const Run& run)
    : work_(work),
      run_(run),
      begin_(std::chrono::steady_clock::now()),
      first_step_(run.budget.steps()),
      first_read_(run.store_reads()) {}

Meter::~Meter() {
  work_.time += std::chrono::steady_clock::now() - begin_;
  work_.steps += run_.budget.steps() - first_step_;
  work_.reads += run_.store_reads() - first_read_;
}

Run::Run(const graph::Snapshot& snapshot, const Prepared& prepared, const RunOptions& run_options,
         Changes* made)
    : graph(snapshot),
      query(prepared),
      options(run_options),
      budget(run_options),
      changes(made),
      row(prepared.slots),
      started(std::chrono::duration_cast<std::chrono::milliseconds>(
                  std::chrono::system_clock::now().time_since_epoch())
                  .count()) {
  find_names();
}

void Run::find_names() {
  labels.clear();
  for (const std::string& label : query.labels) {
    labels.push_back(graph.find_label(label));
  }
  label_tests.assign(labels.size(), {});
  types.clear();
  for (const std::string& type : query.types) {
    types.push_back(graph.find_type(type));
  }
  typed_rows = {};
}

// A match is planned when it begins, and each belongs to one clause: those behind are still to be
// planned, those before have ended.
void Run::see_changes() {
  if (changes->are_in(graph)) {
    return;
  }
  const auto seen = changes->preview([this] { return budget.is_over(); });
  const auto fail = [](const Error& error) {
    throw Failure{.code = error.code,
                  .phase = Phase::kRun,
                  .type = "StoreError",
                  .detail = "CannotBeRead",
                  .message = error.message,
                  .hint = error.hint,
                  .place = {}};
  };
  if (!seen) {
    if (seen.error().code == Code::kCancelled) {
      budget.check();
    }
    fail(seen.error());
  }
  if (!changes->are_in(**seen)) {
    fail({Code::kConflict, "another writer came in between", "",
          "nothing was created: run the statement again"});
  }
  earlier_reads_ += graph.store_reads();
  graph = **seen;
  find_names();
}

Run::~Run() = default;

Value checked(Run& run, List list, Span place) {
  Value value(std::move(list));
  std::size_t count = 0;
  count_elements(value, place, 1, count);
  run.budget.step(1 + count / 16);
  return value;
}

Value checked(Run& run, Map map, Span place) {
  Value value(std::move(map));
  std::size_t count = 0;
  count_elements(value, place, 1, count);
  run.budget.step(1 + count / 16);
  return value;
}

void check_text(std::size_t bytes, Span place) {
  if (bytes > kLargestText) {
    fail_too_large(place, fmt::format("a string of more than {} MiB", kLargestText >> 20));
  }
}

}  // namespace rapport::query
