// How a query fails inside this library: thrown where the fault is seen, turned into an Error at
// the two doors (Query::prepare and Query::run). No Failure leaves the library.
//
// `type` and `detail` are the names of openCypher's compatibility kit: SyntaxError,
// UndefinedVariable.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "rapport/result.h"
#include "rapport/span.h"

namespace rapport::query {

enum class Phase : std::uint8_t { kCompile, kRun };

struct Failure {
  Code code = Code::kBadInput;
  Phase phase = Phase::kCompile;
  std::string type;
  std::string detail;
  std::string message;
  std::string hint;
  Span place;  // in the text of the query
};

// Thrown when a budget is used up: the rows so far stand, `reason` says why there are no more.
struct Cut {
  std::string reason;
};

// A fault of the text: SyntaxError at compile time.
[[noreturn]] void fail_syntax(Span place, std::string_view detail, std::string message,
                              std::string hint = {});
// A fault of the values, while running: TypeError, ArgumentError, ...
[[noreturn]] void fail_run(Span place, std::string_view type, std::string_view detail,
                           std::string message);

// A name or a text as a message shows it: the middle of one of more than `most` bytes is left out.
std::string shortened(std::string_view text, std::size_t most = 60);

// The error as a user reads it: where = "line L, column C"; message = type, detail and phase, what
// is wrong, the line and a caret.
Error to_error(const Failure& failure, std::string_view text);

}  // namespace rapport::query
