// Operators of RETURN and WITH, in the order in which rows pass them: project or aggregate,
// distinct, sort, skip and limit, filter.

#include <algorithm>

#include <fmt/format.h>

#include "query/aggregate.h"
#include "query/compare.h"
#include "query/execute.h"
#include "query/free_later.h"

namespace rapport::query {

namespace {

constexpr std::size_t kMany = std::size_t{1} << 16;  // more are freed later

std::vector<Slot> slots_of(const ProjectionClause& clause) {
  std::vector<Slot> slots;
  for (const ProjectionItem& item : clause.items) {
    slots.push_back(item.slot);
  }
  return slots;
}

class ProjectOperator : public Operator {
 public:
  ProjectOperator(Run& run, Operator* next, const ProjectionClause& clause)
      : Operator(run, next), clause_(clause) {}

  bool push() override {
    run_.budget.step();
    for (const ProjectionItem& item : clause_.items) {
      if (item.expression->kind != Kind::kVariable || item.expression->slot != item.slot) {
        run_.row[item.slot] = evaluate(run_, *item.expression);
      }
    }
    check_size();
    return next_->push();
  }

 private:
  // A single row can be too large too: each of its columns a list of millions.
  void check_size() const {
    std::uint64_t values = 0;
    for (const ProjectionItem& item : clause_.items) {
      const Value& value = run_.row[item.slot];
      const auto* list = value.as_list();
      const auto* text = value.as_string();
      values += list != nullptr ? list->size() : text != nullptr ? values_of_text(text->size()) : 0;
    }
    if (values > run_.options.max_values) {
      throw Cut{fmt::format("stopped at {} values in memory", run_.options.max_values)};
    }
  }

  const ProjectionClause& clause_;
};

class AggregateOperator : public Operator {
 public:
  AggregateOperator(Run& run, Operator* next, const ProjectionClause& clause)
      : Operator(run, next), clause_(clause) {
    has_keys_ = std::any_of(clause.items.begin(), clause.items.end(),
                            [](const ProjectionItem& item) { return !item.is_aggregating; });
  }

  ~AggregateOperator() override { free_groups(); }

  bool push() override {
    for (Accumulator& accumulator : group().accumulators) {
      accumulator.add(run_);
    }
    return true;
  }

  bool push_many(std::uint64_t times) override {
    for (Accumulator& accumulator : group().accumulators) {
      accumulator.add_count(times);
    }
    return true;
  }

  void finish() override {
    if (groups_.empty() && !has_keys_) {
      add_group({});  // count(*) of nothing is one row
    }
    for (Group& group : groups_) {
      std::size_t key = 0;
      for (std::size_t i = 0; i < clause_.aggregates.size(); ++i) {
        run_.row[clause_.aggregates[i].slot] = group.accumulators[i].result(run_);
      }
      for (const ProjectionItem& item : clause_.items) {
        if (!item.is_aggregating) {
          run_.row[item.slot] = std::move(group.keys[key++]);
        }
      }
      for (const ProjectionItem& item : clause_.items) {
        if (item.is_aggregating) {
          run_.row[item.slot] = evaluate(run_, *item.expression);
        }
      }
      if (!next_->push()) {
        break;
      }
    }
    free_groups();
    next_->finish();
  }

 private:
  struct Group {
    std::vector<Value> keys;
    std::vector<Accumulator> accumulators;
  };

  void free_groups() {
    if (groups_.size() > kMany) {
      free_later(std::move(groups_));
    }
    groups_.clear();
  }

  // Of the row as it stands.
  Group& group() {
    run_.budget.step();
    if (!has_keys_) {
      if (groups_.empty()) {
        add_group({});
      }
      return groups_[0];
    }
    std::string key;
    std::vector<Value> values;
    for (const ProjectionItem& item : clause_.items) {
      if (!item.is_aggregating) {
        values.push_back(evaluate(run_, *item.expression));
        append_key(key, values.back());
      }
    }
    const std::uint64_t size = values_of_text(key.size());
    run_.budget.step(size);
    const auto [number, is_new] = numbers_.number(std::move(key));
    if (is_new) {
      run_.budget.keep(size + clause_.aggregates.size());
      for (const Value& value : values) {
        run_.budget.keep_value(value);
      }
      add_group(std::move(values));
    }
    return groups_[number];
  }

  void add_group(std::vector<Value> keys) {
    Group group{.keys = std::move(keys), .accumulators = {}};
    for (const AggregateCall& aggregate : clause_.aggregates) {
      group.accumulators.emplace_back(*aggregate.call);
    }
    groups_.push_back(std::move(group));
  }

  const ProjectionClause& clause_;
  bool has_keys_ = false;
  TextNumbers numbers_;
  std::vector<Group> groups_;  // in the order of their first rows
};

class DistinctOperator : public Operator {
 public:
  DistinctOperator(Run& run, Operator* next, const ProjectionClause& clause)
      : Operator(run, next), slots_(slots_of(clause)) {}
  bool push() override { return !distinct_.insert(run_, slots_) || next_->push(); }

 private:
  std::vector<Slot> slots_;
  Distinct distinct_;
};

std::uint64_t row_count(Run& run, const Expression& expression) {
  const Value value = evaluate(run, expression);
  if (value.as_int() == nullptr) {
    fail_run(expression.place, "SyntaxError", "InvalidArgumentType",
             "SKIP and LIMIT need an integer");
  }
  if (*value.as_int() < 0) {
    fail_run(expression.place, "SyntaxError", "NegativeIntegerArgument",
             "SKIP and LIMIT cannot be negative");
  }
  return static_cast<std::uint64_t>(*value.as_int());
}

// Holds the rows and pushes them in order. With a limit it keeps only the best of them.
class SortOperator : public Operator {
 public:
  SortOperator(Run& run, Operator* next, const ProjectionClause& clause)
      : Operator(run, next), clause_(clause), kept_(slots_of(clause)) {
    kept_.insert(kept_.end(), clause.carried.begin(), clause.carried.end());
    if (clause.limit != nullptr && run.options.has(Rule::kLimit)) {
      const std::uint64_t skip = clause.skip != nullptr ? row_count(run, *clause.skip) : 0;
      const std::uint64_t limit = row_count(run, *clause.limit);
      best_ = skip > kAll - limit ? kAll : skip + limit;
    }
  }
  ~SortOperator() override { free_entries(); }

  bool push() override {
    Entry entry{.number = count_++, .held = 0, .keys = {}, .values = {}};
    for (const SortItem& item : clause_.order) {
      entry.keys.push_back(evaluate(run_, *item.expression));
      entry.held += run_.budget.hold(entry.keys.back());
    }
    for (const Slot slot : kept_) {
      entry.values.push_back(run_.row[slot]);
      entry.held += run_.budget.hold(entry.values.back());
    }
    // With a limit, at most twice as many rows are held at once.
    if (best_ != kAll && entries_.size() >= 2 * best_ + kSpare) {
      sort();
      drop_beyond(best_);
    }
    run_.budget.step(best_ == kAll ? 1 + entry.held : 1);
    entries_.push_back(std::move(entry));
    return true;
  }

  void finish() override {
    sort();
    for (Entry& entry : entries_) {
      for (std::size_t i = 0; i < kept_.size(); ++i) {
        run_.row[kept_[i]] = std::move(entry.values[i]);
      }
      if (!next_->push()) {
        break;
      }
    }
    free_entries();
    next_->finish();
  }

 private:
  static constexpr std::uint64_t kAll = std::numeric_limits<std::uint64_t>::max() / 4;
  static constexpr std::uint64_t kSpare = 1000;

  struct Entry {
    std::uint64_t number = 0;  // keeps equal rows in the order in which they came
    std::uint64_t held = 0;    // of the budget
    std::vector<Value> keys;
    std::vector<Value> values;
  };

  void free_entries() {
    if (entries_.size() > kMany) {
      free_later(std::move(entries_));
    }
    entries_.clear();
  }

  void drop_beyond(std::size_t count) {
    std::uint64_t held = 0;
    for (std::size_t i = count; i < entries_.size(); ++i) {
      held += entries_[i].held;
    }
    run_.budget.release(held);
    entries_.resize(count);
  }

  void sort() {
    std::sort(entries_.begin(), entries_.end(), [this](const Entry& a, const Entry& b) {
      run_.budget.step();
      for (std::size_t i = 0; i < a.keys.size(); ++i) {
        if (const int ordered = order(a.keys[i], b.keys[i]); ordered != 0) {
          return clause_.order[i].descending ? ordered > 0 : ordered < 0;
        }
      }
      return a.number < b.number;
    });
  }

  const ProjectionClause& clause_;
  std::vector<Slot> kept_;
  std::uint64_t best_ = kAll;
  std::uint64_t count_ = 0;
  std::vector<Entry> entries_;
};

class LimitOperator : public Operator {
 public:
  LimitOperator(Run& run, Operator* next, const ProjectionClause& clause) : Operator(run, next) {
    skip_ = clause.skip != nullptr ? row_count(run, *clause.skip) : 0;
    left_ = clause.limit != nullptr ? row_count(run, *clause.limit) : kAll;
    stops_ = run.options.has(Rule::kLimit);
  }
  bool push() override {
    if (left_ == 0) {
      return !stops_;
    }
    if (skip_ > 0) {
      --skip_;
      return true;
    }
    --left_;
    return next_->push() && (left_ > 0 || !stops_);
  }

 private:
  static constexpr std::uint64_t kAll = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t skip_ = 0, left_ = kAll;
  bool stops_ = true;  // where there is no more to let through
};

class FilterOperator : public Operator {
 public:
  FilterOperator(Run& run, Operator* next, const Expression& predicate)
      : Operator(run, next), predicate_(predicate) {}
  bool push() override { return truth(run_, predicate_) != true || next_->push(); }

 private:
  const Expression& predicate_;
};

}  // namespace

bool ignores_repeats(const ProjectionClause& clause) {
  return clause.is_aggregating
             ? std::all_of(clause.aggregates.begin(), clause.aggregates.end(),
                           [](const AggregateCall& aggregate) {
                             const Expression& call = *aggregate.call;
                             return call.distinct || call.name == "min" || call.name == "max";
                           })
             : clause.distinct;
}

bool only_counts(const ProjectionClause& clause, const std::vector<Slot>& slots) {
  const auto is_one = [&](Slot slot) {
    return slot != kNoSlot && std::find(slots.begin(), slots.end(), slot) != slots.end();
  };
  return clause.is_aggregating &&
         std::all_of(clause.aggregates.begin(), clause.aggregates.end(),
                     [&](const AggregateCall& aggregate) {
                       const Expression& call = *aggregate.call;
                       return call.name == "count" && !call.distinct &&
                              (call.star || (call.args[0]->kind == Kind::kVariable &&
                                             is_one(call.args[0]->slot)));
                     }) &&
         std::all_of(clause.items.begin(), clause.items.end(), [&](const ProjectionItem& item) {
           return item.is_aggregating || std::none_of(slots.begin(), slots.end(), [&](Slot slot) {
                    return slot != kNoSlot && reads_slot(*item.expression, slot);
                  });
         });
}

Operator* make_projection(Run& run, const ProjectionClause& clause, Operator* next,
                          std::vector<std::unique_ptr<Operator>>& chain) {
  const auto add = [&](std::unique_ptr<Operator> made) {
    next = made.get();
    chain.push_back(std::move(made));
  };
  if (clause.where != nullptr) {
    add(std::make_unique<FilterOperator>(run, next, *clause.where));
  }
  if (clause.skip != nullptr || clause.limit != nullptr) {
    add(std::make_unique<LimitOperator>(run, next, clause));
  }
  if (!clause.order.empty()) {
    add(std::make_unique<SortOperator>(run, next, clause));
  }
  if (clause.distinct) {
    add(std::make_unique<DistinctOperator>(run, next, clause));
  }
  if (clause.is_aggregating) {
    add(std::make_unique<AggregateOperator>(run, next, clause));
  } else {
    add(std::make_unique<ProjectOperator>(run, next, clause));
  }
  return next;
}

}  // namespace rapport::query
