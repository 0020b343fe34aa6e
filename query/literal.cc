// A literal alone as a value.

#include <new>

#include "rapport/query/query.h"

#include "query/failure.h"
#include "query/parse.h"

namespace rapport::query {

namespace {

Value value_of(const Expression& expr) {
  switch (expr.kind) {
    case Kind::kLiteral:
      return expr.literal;
    case Kind::kListLiteral: {
      List list;
      for (const ExpressionPtr& arg : expr.args) {
        list.push_back(value_of(*arg));
      }
      return list;
    }
    case Kind::kMapLiteral: {
      Map map;
      for (std::size_t i = 0; i < expr.args.size(); ++i) {
        map[expr.keys[i]] = value_of(*expr.args[i]);
      }
      return map;
    }
    case Kind::kNegate:
      if (const double* number = expr.args[0]->literal.as_float()) {
        return -*number;
      }
      break;
    case Kind::kPlus:
      if (const Value& number = expr.args[0]->literal;
          number.as_int() != nullptr || number.as_float() != nullptr) {
        return number;
      }
      break;
    default:
      break;
  }
  fail_syntax(expr.place, "NonConstantExpression", "this is no literal",
              "write a number, a 'text', true, false, null, or a [list] or {map: 1} of these");
}

}  // namespace

Result<Value> read_literal(std::string_view text) {
  try {
    return value_of(*Parser(text).only_expression());
  } catch (const Failure& failure) {
    return to_error(failure, text);
  } catch (const std::bad_alloc&) {
    return Error{Code::kLimit, "the literal needs more memory than there is", "", ""};
  }
}

}  // namespace rapport::query
