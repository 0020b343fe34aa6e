// Nodes of the tree, where all that they hold is known.

#include "query/statement.h"

namespace rapport::query {

Expression::Expression(Kind k, Span where) : kind(k), place(where) {}

Expression::~Expression() = default;

}  // namespace rapport::query
