// Completion by what stands before the cursor.

#include "app/repl_complete.h"

#include <algorithm>
#include <array>

#include "rapport/pack/fold.h"

#include "app/cli.h"

namespace rapport::app {

namespace {

constexpr std::size_t kMaxNames = 200;

constexpr std::array<std::string_view, 44> kKeywords = {
    "MATCH",    "OPTIONAL", "WHERE",  "RETURN",   "WITH",    "UNWIND",  "ORDER",   "BY",
    "SKIP",     "LIMIT",    "ASC",    "DESC",     "AND",     "OR",      "XOR",     "NOT",
    "IN",       "STARTS",   "ENDS",   "CONTAINS", "IS",      "NULL",    "TRUE",    "FALSE",
    "DISTINCT", "CASE",     "WHEN",   "THEN",     "ELSE",    "END",     "UNION",   "ALL",
    "CALL",     "YIELD",    "EXISTS", "COUNT",    "COLLECT", "EXPLAIN", "PROFILE", "ANY",
    "SHORTEST", "CHEAPEST", "TRAIL",  "ACYCLIC"};
constexpr std::array<std::string_view, 6> kCommands = {":help", ":param",  ":params",
                                                       ":quit", ":schema", ":set"};

bool is_name_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) != 0 || c == '_' || byte >= 0x80;
}

bool begins_with_any_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(), [](char a, char b) {
           return std::tolower(static_cast<unsigned char>(a)) ==
                  std::tolower(static_cast<unsigned char>(b));
         });
}

template <typename Names>
void add_matching(Completion& completion, const Names& names, std::string_view prefix) {
  for (const auto& name : names) {
    if (begins_with_any_case(name, prefix)) {
      completion.texts.emplace_back(name);
    }
  }
}

// The quote that is open at the end of the line: its position, or npos.
std::size_t open_quote(std::string_view line) {
  std::size_t open = std::string_view::npos;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool inside = open != std::string_view::npos;
    if (inside && line[i] == '\\') {
      ++i;
    } else if (line[i] == '\'' || line[i] == '"') {
      if (!inside) {
        open = i;
      } else if (line[open] == line[i]) {
        open = std::string_view::npos;
      }
    }
  }
  return open;
}

bool is_verb_line(std::string_view line) {
  const std::string_view word = line.substr(0, line.find(' '));
  const auto& verbs = verb_names();
  return word.size() < line.size() && std::find(verbs.begin(), verbs.end(), word) != verbs.end();
}

Completion complete_entity(const graph::Snapshot& graph, std::string_view prefix, bool quote) {
  Completion completion;
  completion.length = prefix.size();
  for (const std::string& name : graph.complete_name(pack::fold(prefix), kMaxNames)) {
    const bool needs_quotes = quote && name.find_first_of(" '\"\\") != std::string::npos;
    completion.texts.push_back(needs_quotes ? "\"" + name + "\"" : name);
  }
  return completion;
}

}  // namespace

Completion complete_line(const graph::Snapshot& graph, std::string_view line) {
  Completion completion;
  if (const std::size_t quote = open_quote(line); quote != std::string_view::npos) {
    completion = complete_entity(graph, line.substr(quote + 1), false);
  } else {
    std::size_t begin = line.size();
    while (begin > 0 && is_name_byte(line[begin - 1])) {
      --begin;
    }
    const std::string_view word = line.substr(begin);
    completion.length = word.size();
    if (is_verb_line(line)) {
      completion = complete_entity(graph, word, true);
    } else if (begin == 1 && line[0] == ':') {
      completion.length = line.size();
      add_matching(completion, kCommands, line);
    } else if (begin > 0 && (line[begin - 1] == ':' || line[begin - 1] == '|')) {
      const std::size_t bracket = line.find_last_of("([");
      const bool in_node = bracket == std::string_view::npos || line[bracket] == '(';
      add_matching(completion, in_node ? graph.label_names() : graph.type_names(), word);
    } else if (!word.empty()) {
      if (begin == 0) {
        add_matching(completion, verb_names(), word);
      }
      add_matching(completion, kKeywords, word);
    }
  }
  std::sort(completion.texts.begin(), completion.texts.end());
  completion.texts.erase(std::unique(completion.texts.begin(), completion.texts.end()),
                         completion.texts.end());
  return completion;
}

}  // namespace rapport::app
