// A script as statements.

#include "rapport/query/query.h"

namespace rapport::query {

namespace {

constexpr std::string_view kBlanks = " \t\r\n\f\v";

// The end of the string, quoted name or comment that begins at `at`, or `at` where none does.
std::size_t skip_quoted(std::string_view script, std::size_t at) {
  const char c = script[at];
  if (c == '\'' || c == '"' || c == '`') {
    for (std::size_t i = at + 1; i < script.size(); ++i) {
      if (script[i] == '\\' && c != '`') {
        ++i;
      } else if (script[i] == c) {
        return i + 1;
      }
    }
    return script.size();
  }
  if (script.substr(at, 2) == "//") {
    return std::min(script.find('\n', at), script.size());
  }
  if (script.substr(at, 2) == "/*") {
    const std::size_t end = script.find("*/", at + 2);
    return end == std::string_view::npos ? script.size() : end + 2;
  }
  return at;
}

bool is_closed(std::string_view comment) { return comment.size() >= 4 && comment.ends_with("*/"); }

// Whether there is more than blanks and comments that end.
bool says_something(std::string_view statement) {
  for (std::size_t i = 0; i < statement.size();) {
    const std::size_t end = skip_quoted(statement, i);
    const bool is_comment = statement[i] == '/' && end != i;
    if (is_comment && statement[i + 1] == '*' && !is_closed(statement.substr(i, end - i))) {
      return true;  // an error, to be told
    }
    if (!is_comment && kBlanks.find(statement[i]) == std::string_view::npos) {
      return true;
    }
    i = is_comment ? end : i + 1;
  }
  return false;
}

}  // namespace

void ScriptPlace::advance(std::string_view over) {
  for (const char c : over) {
    if (c == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++column;
    }
  }
}

std::vector<ScriptStatement> split_script(std::string_view script, ScriptPlace place) {
  std::vector<ScriptStatement> statements;
  std::size_t begin = 0;
  const auto take = [&](std::size_t end) {
    const std::string_view statement = script.substr(begin, end - begin);
    if (says_something(statement)) {
      const std::size_t first = statement.find_first_not_of(kBlanks);
      const std::size_t last = statement.find_last_not_of(kBlanks);
      place.advance(statement.substr(0, first));
      statements.push_back({std::string(statement.substr(first, last - first + 1)), place});
      place.advance(statement.substr(first));
    } else {
      place.advance(statement);
    }
    place.advance(script.substr(end, 1));
    begin = std::min(end + 1, script.size());
  };
  for (std::size_t i = 0; i < script.size();) {
    const std::size_t end = skip_quoted(script, i);
    if (end != i) {
      i = end;
    } else if (script[i++] == ';') {
      take(i - 1);
    }
  }
  take(script.size());
  return statements;
}

std::vector<std::string> split_statements(std::string_view script) {
  std::vector<std::string> texts;
  for (ScriptStatement& statement : split_script(script)) {
    texts.push_back(std::move(statement.text));
  }
  return texts;
}

}  // namespace rapport::query
