// Aggregates over the rows of a group.

#include "query/aggregate.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "query/compare.h"
#include "query/function.h"

namespace rapport::query {

namespace {

bool is_number(const Value& v) { return v.as_int() != nullptr || v.as_float() != nullptr; }
double as_double(const Value& v) {
  return v.as_int() != nullptr ? static_cast<double>(*v.as_int()) : *v.as_float();
}

}  // namespace

Accumulator::Accumulator(const Expression& call) : call_(&call), counts_(call.name == "count") {}

void Accumulator::add(Run& run) {
  run.budget.step();
  if (call_->star) {
    ++count_;
    return;
  }
  Value scratch;
  const Value& value = look(run, *call_->args[0], scratch);
  if (call_->args.size() > 1) {
    const Value fraction = evaluate(run, *call_->args[1]);
    if (!is_number(fraction) || !(as_double(fraction) >= 0 && as_double(fraction) <= 1)) {
      fail_run(call_->args[1]->place, "ArgumentError", "NumberOutOfRange",
               "a percentile is a number from 0 to 1");
    }
    fraction_ = as_double(fraction);
  }
  if (value.is_null()) {
    return;
  }
  if (const VertexIndex* vertex = value.as_vertex(); call_->distinct && vertex != nullptr) {
    if (seen_vertices_ == nullptr) {
      seen_vertices_ = std::make_unique<VertexSet>(run.graph.vertex_count());
    }
    if (!seen_vertices_->insert(*vertex)) {
      return;
    }
    run.budget.keep(1);
  } else if (call_->distinct) {
    std::string key;
    append_key(key, value);
    const std::uint64_t size = values_of_text(key.size());
    if (!seen_.number(std::move(key)).second) {
      return;
    }
    run.budget.keep(1 + size);
  }
  ++count_;
  if (counts_) {
    return;
  }
  const std::string& name = call_->name;
  if (name == "min" || name == "max") {
    const int wanted = name == "min" ? -1 : 1;
    if (count_ == 1 || order(value, extreme_) * wanted > 0) {
      run.budget.release(extreme_held_);
      extreme_held_ = run.budget.hold(value);
      extreme_ = value;
    }
    return;
  }
  if (name != "collect" && !is_number(value)) {
    fail_run(call_->args[0]->place, "TypeError", "InvalidArgumentType",
             fmt::format("{}() takes numbers, not {}", name, types_text(types_of(value))));
  }
  if (name == "collect" || name.starts_with("percentile")) {
    run.budget.keep_value(value);
    values_.push_back(value);
    return;
  }
  add_number(value);
}

void Accumulator::add_count(std::uint64_t rows) {
  const auto room = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max() - count_);
  count_ += static_cast<std::int64_t>(std::min(rows, room));
}

void Accumulator::add_number(const Value& value) {
  if (const auto* integer = value.as_int()) {
    integers_ += *integer;
  } else {
    has_float_ = true;
    floats_ += *value.as_float();
  }
  const double number = as_double(value);
  const double change = number - mean_;
  mean_ += change / static_cast<double>(count_);
  squares_ += change * (number - mean_);
}

Value Accumulator::result(Run& run) {
  const std::string& name = call_->name;
  if (counts_) {
    return count_;
  }
  if (name == "collect") {
    return checked(run, std::move(values_), call_->place);
  }
  if (name == "sum") {
    return sum();
  }
  if (name == "avg") {
    return count_ == 0 ? Value() : Value(sum_as_float() / static_cast<double>(count_));
  }
  if (name == "min" || name == "max") {
    return extreme_;
  }
  return name.starts_with("percentile") ? percentile() : deviation();
}

double Accumulator::sum_as_float() const { return floats_ + static_cast<double>(integers_); }

Value Accumulator::sum() const {
  if (has_float_) {
    return sum_as_float();
  }
  const auto sum = static_cast<std::int64_t>(integers_);
  if (sum != integers_) {
    fail_run(call_->place, "ArithmeticError", "IntegerOverflow",
             "the sum does not fit into 64 bits");
  }
  return sum;
}

Value Accumulator::deviation() const {
  const std::string& name = call_->name;
  const bool of_all = name.ends_with('p');
  const double divisor = static_cast<double>(count_) - (of_all ? 0 : 1);
  const double variance = divisor > 0 ? squares_ / divisor : 0;
  return name.starts_with("variance") ? variance : std::sqrt(variance);
}

Value Accumulator::percentile() {
  if (values_.empty()) {
    return Value();
  }
  std::sort(values_.begin(), values_.end(),
            [](const Value& a, const Value& b) { return order(a, b) < 0; });
  const double last = static_cast<double>(values_.size() - 1);
  if (call_->name == "percentiledisc") {
    const double position = std::ceil(fraction_ * static_cast<double>(values_.size())) - 1;
    return values_[static_cast<std::size_t>(std::clamp(position, 0.0, last))];
  }
  const double position = fraction_ * last;
  const double below = std::floor(position);
  const double low = as_double(values_[static_cast<std::size_t>(below)]);
  const double high = as_double(values_[static_cast<std::size_t>(std::min(below + 1, last))]);
  return low + (high - low) * (position - below);
}

}  // namespace rapport::query
