// The search along the steps: parts that only an equality joins. The first time the part is
// searched as it stands, since there may be no second; then all that it finds is put into a hash
// table.

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "query/compare.h"
#include "query/match.h"

namespace rapport::query {

namespace {

constexpr std::size_t kLargestTable =
    8'000'000;  // values; beyond it the part is searched each time

std::optional<JoinSide> side_of(const Expression& expression) {
  if (expression.kind == Kind::kVariable) {
    return JoinSide{expression.slot, "", expression.place};
  }
  if (expression.kind == Kind::kProperty && expression.args[0]->kind == Kind::kVariable) {
    return JoinSide{expression.args[0]->slot, expression.name, expression.place};
  }
  return std::nullopt;
}

// The bytes by which equal values are found; nullopt: null, which equals nothing.
std::optional<std::string> key_of(Run& run, const JoinSide& side) {
  Value scratch;
  const Value& held = run.row[side.slot];
  const Value& value =
      side.key.empty() ? held : property_of(run, held, side.key, side.place, scratch);
  if (value.is_null()) {
    return std::nullopt;
  }
  std::string key;
  append_key(key, value);
  return key;
}

}  // namespace

std::optional<std::pair<JoinSide, JoinSide>> join_sides(const Condition& condition) {
  const Expression& test = *condition.test;
  std::optional<JoinSide> left, right;
  if (condition.owner != kNoSlot) {
    left = JoinSide{condition.owner, condition.key, test.place};
    right = side_of(test);
  } else if (test.kind == Kind::kCompare && test.args.size() == 2 && test.keys[0] == "=") {
    left = side_of(*test.args[0]);
    right = side_of(*test.args[1]);
  }
  if (!left || !right) {
    return std::nullopt;
  }
  return std::pair(std::move(*left), std::move(*right));
}

struct Matcher::JoinTable {
  bool is_made = false;
  bool is_too_large = false;
  std::unordered_map<std::string, std::vector<std::uint32_t>> rows;  // by key
  std::vector<Value> values;                                         // of the slots, row by row
  std::vector<std::vector<EdgeIndex>> edges;                         // that a row uses
};

bool Matcher::join(std::size_t k) {
  auto& table = join_tables_[k];
  if (table == nullptr) {
    table = std::make_shared<JoinTable>();
    return step(k + 1);
  }
  if (!table->is_made && !table->is_too_large) {
    joining_ = &steps_[k];
    const UsedEdges outer = std::exchange(used_, {});
    table->is_made = step(k + 1);
    used_ = outer;
    joining_ = nullptr;
    if (!table->is_made) {
      run_.budget.release(table->values.size());
      *table = {};
      table->is_too_large = true;
    }
  }
  return table->is_made ? probe(k) : step(k + 1);
}

// Takes what the part's steps found. False: there is too much.
bool Matcher::keep_joined() {
  const Join& join = joining_->join;
  JoinTable& table = *join_tables_[static_cast<std::size_t>(joining_ - steps_.data())];
  auto key = key_of(run_, join.found);
  if (!key) {
    return true;
  }
  run_.budget.keep(join.slots.size());
  table.rows[std::move(*key)].push_back(static_cast<std::uint32_t>(table.edges.size()));
  for (const Slot slot : join.slots) {
    table.values.push_back(run_.row[slot]);
  }
  table.edges.push_back(used_.edges());
  return table.values.size() <= kLargestTable;
}

bool Matcher::probe(std::size_t k) {
  const Join& join = steps_[k].join;
  const JoinTable& table = *join_tables_[k];
  const auto key = key_of(run_, join.bound);
  const auto found = key ? table.rows.find(*key) : table.rows.end();
  if (found == table.rows.end()) {
    return true;
  }
  for (const std::uint32_t row : found->second) {
    run_.budget.step();
    const std::vector<EdgeIndex>& edges = table.edges[row];
    if (std::any_of(edges.begin(), edges.end(),
                    [&](EdgeIndex edge) { return used_.contains(edge); })) {
      continue;
    }
    for (std::size_t i = 0; i < join.slots.size(); ++i) {
      run_.row[join.slots[i]] = table.values[row * join.slots.size() + i];
    }
    for (const EdgeIndex edge : edges) {
      used_.push(edge);
    }
    const bool goes_on = step(join.end);
    for (std::size_t i = 0; i < edges.size(); ++i) {
      used_.pop();
    }
    if (!goes_on) {
      return false;
    }
  }
  return true;
}

}  // namespace rapport::query
