// Tests of edges, evaluated once for each value of the property that they read.

#include <algorithm>
#include <array>

#include "query/match.h"

namespace rapport::query {

namespace {

// Whether the expression reads nothing but constants and one property of the variable in `slot`,
// whose key it gives.
bool reads_one_property(const Expression& expression, Slot slot, std::string& key) {
  switch (expression.kind) {
    case Kind::kProperty: {
      const Expression& owner = *expression.args[0];
      if (owner.kind != Kind::kVariable || owner.slot != slot ||
          (!key.empty() && key != expression.name)) {
        return false;
      }
      key = expression.name;
      return true;
    }
    case Kind::kLiteral:
    case Kind::kParameter:
      return true;
    case Kind::kNot:
    case Kind::kAnd:
    case Kind::kOr:
    case Kind::kXor:
    case Kind::kCompare:
    case Kind::kAdd:
    case Kind::kSubtract:
    case Kind::kMultiply:
    case Kind::kDivide:
    case Kind::kNegate:
    case Kind::kPlus:
    case Kind::kIn:
    case Kind::kListLiteral:
    case Kind::kStartsWith:
    case Kind::kEndsWith:
    case Kind::kContains:
    case Kind::kIsNull:
    case Kind::kIsNotNull:
      return std::all_of(expression.args.begin(), expression.args.end(),
                         [&](const ExpressionPtr& arg) {
                           return arg == nullptr || reads_one_property(*arg, slot, key);
                         });
    default:
      return false;
  }
}

constexpr std::uint32_t kMostKept = 1U << 20;  // codes

}  // namespace

EdgeTest::EdgeTest(Run& run, const Expression& predicate, Slot element, bool wanted)
    : predicate_(&predicate), element_(element), wanted_(wanted) {
  std::string key;
  if (!reads_one_property(predicate, element, key) || key.empty()) {
    return;
  }
  const auto number = run.graph.find_key(key);
  const auto codes = number ? run.graph.edge_codes(*number) : std::nullopt;
  if (codes && *codes < kMostKept) {
    key_ = number;
    known_.resize(*codes);
  }
}

bool EdgeTest::evaluate(Run& run, EdgeIndex edge) const {
  run.row[element_] = edge;
  return truth(run, *predicate_) == wanted_;
}

bool EdgeTest::passes(Run& run, EdgeIndex edge) {
  if (!key_) {
    return evaluate(run, edge);
  }
  std::uint8_t& known = known_[run.graph.property_code(edge, *key_)];
  if (known == 0) {
    known = evaluate(run, edge) ? 2 : 1;
  }
  return known == 2;
}

void EdgeTest::sift(Run& run, std::span<const EdgeIndex> edges, std::span<bool> ok) {
  std::array<std::uint32_t, kAtOnce> codes = {};
  if (key_) {
    run.graph.property_codes(edges, *key_, std::span(codes).first(edges.size()));
  }
  for (std::size_t i = 0; i < edges.size(); ++i) {
    if (!ok[i]) {
      continue;
    }
    ok[i] = key_ && known_[codes[i]] != 0 ? known_[codes[i]] == 2 : passes(run, edges[i]);
  }
}

}  // namespace rapport::query
