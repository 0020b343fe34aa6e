// Patterns: paths, nodes, relationships.

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "query/failure.h"
#include "query/parse.h"

namespace rapport::query {

Pattern Parser::pattern() {
  Pattern result;
  std::size_t elements = 0;
  do {
    result.paths.push_back(path());
    const std::size_t more =
        result.paths.back().nodes.size() + result.paths.back().relationships.size();
    elements += more;
    stacked_.elements += more;
    if (stacked_.elements > kMostInAll) {
      fail_syntax(peek().place, "UnexpectedSyntax",
                  fmt::format("more than {} nodes and relationships in all patterns", kMostInAll));
    }
    if (elements > kMostElements) {
      fail_syntax(peek().place, "UnexpectedSyntax",
                  fmt::format("a pattern of more than {} nodes and relationships", kMostElements));
    }
  } while (accept(","));
  return result;
}

PathPattern Parser::path() {
  std::string path_name;
  const std::uint32_t begin = peek().place.begin;
  if (at_name() && at_symbol("=", 1)) {
    path_name = take().text;
    take();
  }
  PathPattern prefix;
  selector(prefix);
  PathPattern result;
  const bool is_all = at_word("ALLSHORTESTPATHS");
  if (prefix.search == PathPattern::Search::kAll && prefix.mode == PathPattern::Mode::kNone &&
      (is_all || at_word("SHORTESTPATH")) && at_symbol("(", 1)) {
    take();
    take();
    result = chain();
    expect(")", "to end the path");
    result.search = is_all ? PathPattern::Search::kAllShortest : PathPattern::Search::kShortest;
    result.is_function = true;
  } else {
    result = chain();
    result.says_all = prefix.says_all;
    result.search = prefix.search;
    result.mode = prefix.mode;
    result.count = std::move(prefix.count);
  }
  if (result.is_function && !result.relationships.empty() &&
      result.relationships[0].repeated != nullptr) {
    fail_syntax(since(begin), "UnexpectedSyntax", "shortestPath() repeats one relationship only",
                "write ANY SHORTEST or ALL SHORTEST before the path");
  }
  const bool is_one = result.is_function || result.search == PathPattern::Search::kCheapest;
  if (result.search != PathPattern::Search::kAll &&
      (result.relationships.empty() || (is_one && result.relationships.size() > 1))) {
    fail_syntax(since(begin), "UnexpectedSyntax",
                is_one ? "this path has one relationship between two nodes"
                       : "a path that is chosen has a relationship",
                result.is_function ? "write shortestPath((a)-[*]-(b))"
                : is_one           ? "write ANY CHEAPEST (a)-->+(b)"
                                   : "write SHORTEST 2 (a)-->+(b)");
  }
  result.name = std::move(path_name);
  result.place = since(begin);
  return result;
}

// GQL's: [ALL | ANY [k] | ALL SHORTEST | ANY SHORTEST | SHORTEST k] [mode] [PATHS], and GROUPS
// behind SHORTEST k; and our own ANY CHEAPEST | CHEAPEST k.
void Parser::selector(PathPattern& path) {
  using Search = PathPattern::Search;
  const bool begins = !at_symbol("(");
  const bool is_all = begins && accept_word("ALL");
  if (is_all) {
    path.says_all = !at_word("SHORTEST");
    path.search = accept_word("SHORTEST") ? Search::kAllShortest : Search::kAll;
  } else if (begins && accept_word("ANY")) {
    path.search = accept_word("SHORTEST")   ? Search::kShortest
                  : accept_word("CHEAPEST") ? Search::kCheapest
                                            : Search::kAnyPaths;
    if (path.search == Search::kAnyPaths) {
      path.count = path_count();
    }
  } else if (begins && accept_word("CHEAPEST")) {
    path.search = Search::kCheapest;
    path.count = path_count();
  } else if (begins && at_word("SHORTEST")) {
    take();
    path.search = Search::kShortestK;
    path.count = path_count();
  }
  using Mode = PathPattern::Mode;
  path.mode = !begins                  ? Mode::kNone
              : accept_word("WALK")    ? Mode::kWalk
              : accept_word("TRAIL")   ? Mode::kTrail
              : accept_word("ACYCLIC") ? Mode::kAcyclic
              : accept_word("SIMPLE")  ? Mode::kSimple
                                       : Mode::kNone;
  if (is_all || path.search != Search::kAll || path.mode != Mode::kNone) {
    (void)(accept_word("PATHS") || accept_word("PATH"));
  }
  if (path.search == Search::kShortestK && (accept_word("GROUPS") || accept_word("GROUP"))) {
    path.search = Search::kShortestGroups;
  }
  constexpr std::array<std::string_view, 8> kParts = {"ALL",  "ANY",   "SHORTEST", "CHEAPEST",
                                                      "WALK", "TRAIL", "ACYCLIC",  "SIMPLE"};
  if (begins && std::any_of(kParts.begin(), kParts.end(),
                            [&](std::string_view part) { return at_word(part); })) {
    unexpected(
        "'(' to begin a node",
        "write what is chosen, then the mode, then GROUPS: SHORTEST 2 TRAIL GROUPS (a)-->+(b)");
  }
}

// How many paths: a number or a parameter; null where there is none.
ExpressionPtr Parser::path_count() {
  if (peek().kind == TokenKind::kParameter || peek().kind == TokenKind::kWhole) {
    return primary();
  }
  return nullptr;
}

PathPattern Parser::chain() {
  const Level level(*this);
  PathPattern result;
  const std::uint32_t begin = peek().place.begin;
  // Between what is repeated and the path's end, or the next repetition, a node may be left out.
  const auto node_or_none = [&] {
    return at_symbol("(") && !at_repeated_path() ? node() : NodePattern{};
  };
  result.nodes.push_back(at_repeated_path() ? NodePattern{} : node());
  while (at_symbol("-") || at_symbol("<") || at_repeated_path()) {
    const bool repeats = at_repeated_path();
    result.relationships.push_back(repeats ? repeated_path() : relationship());
    result.nodes.push_back(repeats ? node_or_none() : node());
    if (result.nodes.size() > kMostElements) {
      fail_syntax(peek().place, "UnexpectedSyntax",
                  fmt::format("a path of more than {} nodes", kMostElements));
    }
  }
  result.place = since(begin);
  return result;
}

bool Parser::at_repeated_path() const { return at_symbol("(") && at_symbol("(", 1); }

// ((a)-[r]->(b) WHERE a.x < b.x){1,3}
RelationshipPattern Parser::repeated_path() {
  const Level level(*this);
  RelationshipPattern result;
  const std::uint32_t begin = take().place.begin;
  result.repeated = std::make_unique<RepeatedPath>();
  result.repeated->pattern.paths.push_back(chain());
  const PathPattern& inner = result.repeated->pattern.paths[0];
  if (accept_word("WHERE")) {
    result.repeated->where = expression();
  }
  expect(")", "to end the path");
  quantifier_of(result);
  result.place = since(begin);
  if (!result.has_length) {
    fail_syntax(result.place, "UnexpectedSyntax", "a path in parentheses says how often it comes",
                "write {1,3}, + or * behind it, or leave the parentheses out");
  }
  if (inner.relationships.empty()) {
    fail_syntax(inner.place, "UnexpectedSyntax", "what is repeated has no relationship");
  }
  for (const RelationshipPattern& relationship : inner.relationships) {
    if (relationship.has_length) {
      fail_syntax(relationship.place, "UnexpectedSyntax",
                  "what is repeated consists of single relationships",
                  "one repetition cannot hold another, nor *");
    }
  }
  return result;
}

NodePattern Parser::node() {
  const Level level(*this);
  NodePattern result;
  const std::uint32_t begin = peek().place.begin;
  expect("(", "to begin a node");
  if (at_name() && !at_word("WHERE")) {
    result.name = take().text;
  }
  if (accept(":") || accept_word("IS")) {
    result.labels = label_expression(true);
  }
  if (at_symbol("{") || peek().kind == TokenKind::kParameter) {
    result.properties = properties();
  }
  if (accept_word("WHERE")) {
    result.where = expression();
  }
  expect(")", "to end the node");
  result.place = since(begin);
  return result;
}

RelationshipPattern Parser::relationship() {
  RelationshipPattern result;
  const std::uint32_t begin = peek().place.begin;
  const bool left = accept("<");
  expect("-", "of a relationship");
  if (accept("[")) {
    relationship_details(result);
    expect("]", "to end the relationship");
  }
  if (!accept("-")) {
    unexpected("'-' of a relationship",
               "write -->, <-- or --, with brackets -[r]->, <-[r]- or -[r]-");
  }
  const bool right = accept(">");
  result.direction = left == right ? Direction::kBoth : left ? Direction::kIn : Direction::kOut;
  quantifier_of(result);
  result.place = since(begin);
  return result;
}

// GQL's: + * {2} {1,3} {1,} {,3} behind the relationship.
void Parser::quantifier_of(RelationshipPattern& relationship) {
  const Span place = peek().place;
  std::uint32_t least = 0;
  std::uint32_t most = kUnbounded;
  if (accept("+")) {
    least = 1;
  } else if (accept("{")) {
    const bool has_least = peek().kind == TokenKind::kWhole;
    least = has_least ? hops() : 0;
    if (accept(",")) {
      most = peek().kind == TokenKind::kWhole ? hops() : kUnbounded;
    } else if (has_least) {
      most = least;
    } else {
      unexpected("a number of repetitions");
    }
    expect("}", "to end the quantifier");
  } else if (!accept("*")) {
    return;
  }
  if (relationship.has_length) {
    fail_syntax(place, "InvalidRelationshipPattern",
                "the relationship has a length already inside of the brackets");
  }
  if (most < least || most == 0) {
    fail_syntax(place, "InvalidRelationshipPattern", "no number of repetitions is allowed");
  }
  relationship.has_length = true;
  relationship.least = least;
  relationship.most = most;
}

void Parser::relationship_details(RelationshipPattern& relationship) {
  const bool has_hub_limit = at_word("HUB") && at_word("LIMIT", 1);
  if (at_name() && !at_word("WHERE") && !at_word("COST") && !has_hub_limit) {
    relationship.name = take().text;
  }
  if (accept(":") || accept_word("IS")) {
    relationship.types = relationship_types();
  }
  if (accept("*")) {
    length(relationship);
  } else if (at_symbol("..")) {
    fail_syntax(peek().place, "InvalidRelationshipPattern", "a length needs a star before it",
                "write *1..3");
  }
  if (at_symbol("{") || peek().kind == TokenKind::kParameter) {
    relationship.properties = properties();
  }
  if (accept_word("WHERE")) {
    relationship.where = expression();
  }
  if (accept_word("COST")) {
    relationship.cost = expression();
  }
  if (accept_word("HUB")) {
    expect_word("LIMIT");
    relationship.hub_limit = path_count();
    if (relationship.hub_limit == nullptr) {
      unexpected("a number of relationships");
    }
  }
}

// After `*`: nothing, 2, 1.., ..3, 1..3.
void Parser::length(RelationshipPattern& relationship) {
  relationship.has_length = true;
  relationship.most = kUnbounded;
  if (peek().kind == TokenKind::kWhole) {
    relationship.least = hops();
    relationship.most = relationship.least;
  }
  if (accept("..")) {
    relationship.most = peek().kind == TokenKind::kWhole ? hops() : kUnbounded;
  } else if (at_symbol("-") && !at_symbol("-", 1) && peek(1).kind == TokenKind::kWhole) {
    fail_syntax(peek().place, "InvalidRelationshipPattern", "a length cannot be negative");
  }
}

std::uint32_t Parser::hops() {
  const Token& token = take();
  std::uint32_t value = 0;
  const char* end = token.text.data() + token.text.size();
  const auto [parsed, error] = std::from_chars(token.text.data(), end, value);
  if (error != std::errc() || parsed != end || value == kUnbounded) {
    fail_syntax(token.place, "InvalidRelationshipPattern", "this is no number of hops");
  }
  return value;
}

// A parenthesis is a pattern when a relationship follows its closing one: `(a)-[`, `(a)<-`,
// `(a)--(`, `(a)-->`, `(a)-->{1,3}(`. Found through the brackets' partners, without trying, so that
// nested parentheses cost nothing.
bool Parser::starts_pattern() const {
  const std::uint32_t close = peek().partner;
  if (close == 0) {
    return false;
  }
  const auto is = [&](std::size_t i, std::string_view symbol) {
    return i < tokens_.size() && tokens_[i].kind == TokenKind::kSymbol && tokens_[i].text == symbol;
  };
  const bool left = is(close + 1, "<");
  const std::size_t dash = close + (left ? 2 : 1);
  if (!is(dash, "-")) {
    return false;
  }
  const std::uint32_t bracket = is(dash + 1, "[") ? tokens_[dash + 1].partner : 0;
  const std::size_t second = bracket != 0 ? bracket + 1 : dash + 1;
  if (!is(second, "-")) {
    return false;
  }
  std::size_t next = second + (is(second + 1, ">") ? 2 : 1);
  if (is(next, "+") || is(next, "*")) {
    ++next;
  } else if (is(next, "{") && tokens_[next].partner != 0) {
    next = tokens_[next].partner + 1;
  }
  return is(next, "(");
}

ExpressionPtr Parser::properties() {
  if (at_symbol("{")) {
    return map_literal();
  }
  auto result = make(Kind::kParameter, peek().place.begin);
  result->name = take().text;
  result->place = tokens_[at_ - 1].place;
  return result;
}

}  // namespace rapport::query
