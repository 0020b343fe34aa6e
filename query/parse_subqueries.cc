// Primaries that hold a query, a pattern or a projection: EXISTS { }, COUNT { }, COLLECT { },
// patterns as predicates, shortest paths, map projections.

#include <utility>

#include "query/failure.h"
#include "query/parse.h"

namespace rapport::query {

// EXISTS { pattern WHERE ... }, EXISTS { query }, COUNT { ... }, COLLECT { query with RETURN }
ExpressionPtr Parser::subquery() {
  const Level level(*this);
  const std::uint32_t begin = peek().place.begin;
  const bool collects = at_word("COLLECT");
  std::string which = collects ? "collect" : at_word("COUNT") ? "count" : "exists";
  take();
  take();
  const std::uint32_t outer_bars = std::exchange(in_comprehension_, 0);
  const std::uint32_t outer = std::exchange(deepest_, 0);
  auto node = make(Kind::kSubquery, begin);
  node->name = std::move(which);
  node->query = std::make_unique<Statement>();
  const Stacked before = stacked_;
  const bool is_query = at_word("MATCH") || at_word("OPTIONAL") || at_word("UNWIND") ||
                        at_word("WITH") || at_word("RETURN") || at_word("CALL");
  if (is_query || collects) {
    *node->query = query(!collects);
  } else {
    node->query->parts.emplace_back();
    node->query->parts[0].clauses.emplace_back(match(false));
  }
  stacked_ = before;  // it is done before anything else begins
  in_comprehension_ = outer_bars;
  hold(*node, outer);
  expect("}", "to end the subquery");
  node->place = since(begin);
  return node;
}

// n {.name, .*, partners: collect(m.name), other}
ExpressionPtr Parser::map_projection() {
  const Level level(*this);
  const std::uint32_t begin = peek().place.begin;
  const auto variable = [&] {
    const std::uint32_t at = peek().place.begin;
    std::string text = name("a variable");
    auto node = make(Kind::kVariable, at);
    node->name = std::move(text);
    return node;
  };
  auto node = make(Kind::kMapProjection, begin);
  ExpressionPtr base = variable();
  const std::string of = base->name;
  add(*node, std::move(base));
  take();
  const std::uint32_t outer_bars = std::exchange(in_comprehension_, 0);
  while (!at_symbol("}")) {
    const std::uint32_t at = peek().place.begin;
    if (accept(".")) {
      if (accept("*")) {
        node->star = true;
      } else {
        node->keys.push_back(name("a property"));
        auto owner = std::make_unique<Expression>(Kind::kVariable, since(at));
        owner->name = of;
        auto property = make(Kind::kProperty, at);
        property->name = node->keys.back();
        add(*property, std::move(owner));
        add(*node, std::move(property));
      }
    } else if (at_symbol(":", 1)) {
      node->keys.push_back(name("a key"));
      take();
      add(*node, expression());
    } else {
      ExpressionPtr other = variable();
      node->keys.push_back(other->name);
      add(*node, std::move(other));
    }
    if (!accept(",")) {
      break;
    }
  }
  in_comprehension_ = outer_bars;
  expect("}", "to end the map projection");
  node->place = since(begin);
  return node;
}

ExpressionPtr Parser::pattern_predicate() {
  const std::uint32_t begin = peek().place.begin;
  const std::uint32_t outer = std::exchange(deepest_, 0);
  auto inner = std::make_unique<Pattern>();
  inner->paths.push_back(chain());
  auto node = make(Kind::kPatternPredicate, begin);
  node->pattern = std::move(inner);
  hold(*node, outer);
  return node;
}

ExpressionPtr Parser::shortest_path() {
  const std::uint32_t begin = peek().place.begin;
  const std::uint32_t outer = std::exchange(deepest_, 0);
  auto inner = std::make_unique<Pattern>();
  inner->paths.push_back(path());
  auto node = make(Kind::kShortestPath, begin);
  node->pattern = std::move(inner);
  hold(*node, outer);
  return node;
}

}  // namespace rapport::query
