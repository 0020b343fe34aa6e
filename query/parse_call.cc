// CALL: of a subquery, and of a procedure.

#include <algorithm>
#include <utility>

#include "query/parse.h"

namespace rapport::query {

// CALL { ... }, CALL (x, y) { ... }, CALL (*) { ... }
SubqueryClause Parser::call_subquery(bool optional) {
  const Level level(*this);
  SubqueryClause result;
  result.optional = optional;
  const std::uint32_t begin = tokens_[at_ - 1].place.begin;
  if (accept("(")) {
    result.has_scope = true;
    result.imports_all = accept("*");
    while (!result.imports_all && !at_symbol(")")) {
      const std::uint32_t at = peek().place.begin;
      std::string variable = name("a variable");
      result.imports.push_back(make(Kind::kVariable, at));
      result.imports.back()->name = std::move(variable);
      if (!accept(",")) {
        break;
      }
    }
    expect(")", "to end the imported variables");
  }
  expect("{", "to begin the subquery");
  const std::uint32_t outer = std::exchange(deepest_, 0);
  result.query = std::make_unique<Statement>(query(false));
  deepest_ = std::max(outer, deepest_ + 1);
  expect("}", "to end the subquery");
  result.place = since(begin);
  return result;
}

// CALL algo.pagerank({damping: 0.9}) YIELD node, score AS s WHERE s > 1
ProcedureClause Parser::call_procedure() {
  ProcedureClause result;
  const std::uint32_t begin = peek().place.begin;
  result.name = name("a procedure, or '{' to begin a subquery");
  while (accept(".")) {
    result.name += '.' + name("a procedure");
  }
  result.place = since(begin);
  if (accept("(")) {
    while (!at_symbol(")")) {
      result.args.push_back(expression());
      if (!accept(",")) {
        break;
      }
    }
    expect(")", "to end the arguments");
  }
  if (accept_word("YIELD")) {
    yield(result);
  }
  return result;
}

void Parser::yield(ProcedureClause& clause) {
  clause.yields_all = accept("*");
  while (!clause.yields_all) {
    ProcedureClause::Yield item;
    item.place = peek().place;
    item.column = name("a column");
    item.name = accept_word("AS") ? name("a name after AS") : item.column;
    clause.yields.push_back(std::move(item));
    if (!accept(",")) {
      break;
    }
  }
  if (accept_word("WHERE")) {
    clause.where = expression();
  }
}

}  // namespace rapport::query
