// Failures as errors with line, column and caret.

#include "query/failure.h"

#include <algorithm>

#include <fmt/format.h>

namespace rapport::query {

namespace {

constexpr std::size_t kLongestMessage = 300;  // bytes; it can name names of any length
constexpr std::size_t kLongestLine = 160;     // a longer line is shown around the caret only

bool is_inside(std::string_view text, std::size_t at) {  // of a character
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

// The line that holds `at`, cut to a readable window, and a caret below it.
std::string marked_line(std::string_view text, std::size_t at, std::size_t size) {
  const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  std::size_t end = std::min(text.find('\n', at), text.size());
  while (end > at && text[end - 1] == '\r') {
    --end;
  }
  if (at - begin > kLongestLine / 2) {
    begin = at - kLongestLine / 2;
    while (is_inside(text, begin)) {
      ++begin;
    }
  }
  if (end - begin > kLongestLine) {
    end = std::max(at, begin + kLongestLine);
    while (is_inside(text, end)) {
      ++end;
    }
  }
  std::string line(text.substr(begin, end - begin));
  std::replace(line.begin(), line.end(), '\t', ' ');
  const std::size_t marked = std::clamp<std::size_t>(
      code_points(text.substr(at, std::min(size, end - std::min(end, at)))), 1, kLongestLine);
  return fmt::format("  {}\n  {}{}", line,
                     std::string(code_points(text.substr(begin, at - begin)), ' '),
                     std::string(marked, '^'));
}

}  // namespace

void fail_syntax(Span place, std::string_view detail, std::string message, std::string hint) {
  throw Failure{.type = "SyntaxError",
                .detail = std::string(detail),
                .message = std::move(message),
                .hint = std::move(hint),
                .place = place};
}

void fail_run(Span place, std::string_view type, std::string_view detail, std::string message) {
  throw Failure{.phase = Phase::kRun,
                .type = std::string(type),
                .detail = std::string(detail),
                .message = std::move(message),
                .hint = {},
                .place = place};
}

std::string shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) {
    return std::string(text);
  }
  std::size_t head = most * 2 / 3;
  std::size_t tail = text.size() - most / 4;
  while (head > 0 && is_inside(text, head)) {
    --head;
  }
  while (is_inside(text, tail)) {
    ++tail;
  }
  return fmt::format("{}...{}", text.substr(0, head), text.substr(tail));
}

Error to_error(const Failure& failure, std::string_view text) {
  const std::size_t at = std::min<std::size_t>(failure.place.begin, text.size());
  const std::string_view before = text.substr(0, at);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t newline = before.rfind('\n');
  const std::size_t column =
      1 + code_points(newline == std::string_view::npos ? before : before.substr(newline + 1));
  return Error{.code = failure.code,
               .message = fmt::format("{}: {} at {}: {}\n{}", failure.type, failure.detail,
                                      failure.phase == Phase::kCompile ? "compile time" : "runtime",
                                      shortened(failure.message, kLongestMessage),
                                      marked_line(text, at, failure.place.size())),
               .where = fmt::format("line {}, column {}", line, column),
               .hint = shortened(failure.hint, kLongestMessage)};
}

}  // namespace rapport::query
