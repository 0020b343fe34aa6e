// Equality, comparability, order and equivalence: their laws on many values.

#include "query/compare.h"

#include <limits>

#include <gtest/gtest.h>

namespace rapport::query {
namespace {

std::vector<Value> samples() {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  const std::int64_t big = (std::int64_t{1} << 53) + 1;
  return {Value(),
          true,
          false,
          0,
          1,
          -1,
          big,
          std::numeric_limits<std::int64_t>::max(),
          std::numeric_limits<std::int64_t>::min(),
          0.0,
          -0.0,
          1.0,
          1.5,
          9007199254740992.0,
          9223372036854775808.0,
          nan,
          infinity,
          -infinity,
          "",
          "a",
          "b",
          List{},
          List{1},
          List{1.0},
          List{1, 2},
          List{Value()},
          List{nan},
          Map{},
          Map{{"a", 1}},
          Map{{"a", Value()}},
          Map{{"b", 1}},
          VertexIndex{0},
          VertexIndex{1},
          EdgeIndex{0},
          EdgeIndex{1},
          Path{{VertexIndex{0}}, {}},
          Path{{VertexIndex{0}, VertexIndex{1}}, {EdgeIndex{0}}}};
}

std::string key(const Value& value) {
  std::string out;
  append_key(out, value);
  return out;
}

TEST(Order, IsTotal) {
  const auto all = samples();
  for (const Value& a : all) {
    EXPECT_EQ(order(a, a), 0);
    for (const Value& b : all) {
      EXPECT_EQ(order(a, b), -order(b, a));
      for (const Value& c : all) {
        if (order(a, b) <= 0 && order(b, c) <= 0) {
          EXPECT_LE(order(a, c), 0);
        }
      }
    }
  }
}

TEST(Order, AgreesWithEqualityAndComparison) {
  for (const Value& a : samples()) {
    for (const Value& b : samples()) {
      if (equals(a, b) == true) {
        EXPECT_EQ(order(a, b), 0);
        EXPECT_EQ(key(a), key(b));
      }
      if (compare(a, b) == Comparison::kLess && a.as_list() == nullptr) {
        EXPECT_LT(order(a, b), 0);
      }
      if (equals(a, b) == false && key(a) == key(b)) {
        EXPECT_EQ(order(a, b), 0) << "only NaN is equivalent to what it is not equal to";
      }
    }
  }
}

TEST(Compare, IntegersAndFloatsExactly) {
  const std::int64_t big = (std::int64_t{1} << 53) + 1;
  EXPECT_EQ(equals(big, 9007199254740992.0), false);
  EXPECT_EQ(compare(big, 9007199254740992.0), Comparison::kGreater);
  EXPECT_EQ(compare(std::numeric_limits<std::int64_t>::max(), 9223372036854775808.0),
            Comparison::kLess);
  EXPECT_EQ(compare(1, std::numeric_limits<double>::quiet_NaN()), Comparison::kUnordered);
  EXPECT_EQ(compare(1, "1"), Comparison::kUnknown);
}

TEST(Equals, IsThreeValued) {
  EXPECT_EQ(equals(Value(), Value()), std::nullopt);
  EXPECT_EQ(equals(List{1, Value()}, List{1, 2}), std::nullopt);
  EXPECT_EQ(equals(List{1, Value()}, List{2, 2}), false);
  EXPECT_EQ(equals(Map{{"a", Value()}}, Map{{"b", 1}}), false);
  EXPECT_EQ(equals(1, "1"), false);
}

TEST(Key, TakesEquivalentValuesAsOne) {
  EXPECT_EQ(key(1), key(1.0));
  EXPECT_EQ(key(0.0), key(-0.0));
  EXPECT_EQ(key(Value()), key(Value()));
  EXPECT_NE(key(List{1, List{2}}), key(List{List{1}, 2}));
  EXPECT_NE(key("ab"), key("a"));
}

}  // namespace
}  // namespace rapport::query
