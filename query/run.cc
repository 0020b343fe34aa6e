// Budgets, and what a run looks up before it starts.

#include "query/run.h"

#include <fmt/format.h>

#include "query/match.h"

namespace rapport::query {

namespace {

constexpr std::size_t kLargestText = 64 << 20;     // bytes of one string
constexpr std::size_t kLargestValue = 10'000'000;  // elements of one list or map, all levels
constexpr std::uint32_t kDeepestValue = 1000;      // levels

[[noreturn]] void fail_too_large(std::string message) {
  throw Failure{.code = Code::kLimit,
                .phase = Phase::kRun,
                .type = "ResourceError",
                .detail = "ValueTooLarge",
                .message = std::move(message),
                .hint = {},
                .place = {}};
}

// Counts the elements below `value`, up to the limits.
void count_elements(const Value& value, std::uint32_t depth, std::size_t& count) {
  if (depth > kDeepestValue) {
    fail_too_large(fmt::format("a value nested more than {} levels deep", kDeepestValue));
  }
  const auto take = [&](const Value& item) {
    if (++count > kLargestValue) {
      fail_too_large(fmt::format("a value of more than {} elements", kLargestValue));
    }
    if (item.as_list() != nullptr || item.as_map() != nullptr) {
      count_elements(item, depth + 1, count);
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
  if (options_.cancel != nullptr && options_.cancel->load(std::memory_order_relaxed)) {
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
  if (std::chrono::steady_clock::now() - start_ > options_.timeout) {
    throw Cut{
        fmt::format("stopped after {:g} s", static_cast<double>(options_.timeout.count()) / 1000)};
  }
}

void Budget::keep(std::uint64_t values) {
  step(values);
  kept_ += values;
  if (kept_ > options_.max_values) {
    throw Cut{fmt::format("stopped at {} values in memory", options_.max_values)};
  }
}

Meter::Meter(Work& work, const Run& run)
    : work_(work),
      run_(run),
      begin_(std::chrono::steady_clock::now()),
      first_step_(run.budget.steps()),
      first_read_(run.graph.store_reads()) {}

Meter::~Meter() {
  work_.time += std::chrono::steady_clock::now() - begin_;
  work_.steps += run_.budget.steps() - first_step_;
  work_.reads += run_.graph.store_reads() - first_read_;
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
  for (const std::string& label : prepared.labels) {
    labels.push_back(snapshot.find_label(label));
  }
  label_tests.resize(labels.size());
  for (const std::string& type : prepared.types) {
    types.push_back(snapshot.find_type(type));
  }
}

Run::~Run() = default;

Value checked(Run& run, List list) {
  Value value(std::move(list));
  std::size_t count = 0;
  count_elements(value, 1, count);
  run.budget.step(1 + count / 16);
  return value;
}

Value checked(Run& run, Map map) {
  Value value(std::move(map));
  std::size_t count = 0;
  count_elements(value, 1, count);
  run.budget.step(1 + count / 16);
  return value;
}

void check_text(std::size_t bytes) {
  if (bytes > kLargestText) {
    fail_too_large(fmt::format("a string of more than {} MiB", kLargestText >> 20));
  }
}

}  // namespace rapport::query
