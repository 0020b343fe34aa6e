// Words and ends of statements.

#include "app/repl_words.h"

#include <utility>

#include "rapport/query/query.h"

namespace rapport::app {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) {
    return {};
  }
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

}  // namespace

std::vector<std::string> split_words(std::string_view line) {
  std::string_view rest = trimmed(line);
  if (rest.ends_with(';')) {
    rest.remove_suffix(1);
  }
  std::vector<std::string> words;
  std::string word;
  bool in_word = false;
  char quote = '\0';
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const char c = rest[i];
    if (c == '\\' && quote != '\'' && i + 1 < rest.size()) {
      word += rest[++i];
      in_word = true;
    } else if (quote != '\0') {
      if (c == quote) {
        quote = '\0';
      } else {
        word += c;
      }
    } else if ((c == '\'' && !in_word) || c == '"') {  // "Iraq's" needs no quotes
      quote = c;
      in_word = true;
    } else if (kBlanks.find(c) != std::string_view::npos) {
      if (in_word) {
        words.push_back(std::move(word));
        word.clear();
        in_word = false;
      }
    } else {
      word += c;
      in_word = true;
    }
  }
  if (in_word) {
    words.push_back(std::move(word));
  }
  return words;
}

std::vector<std::string> join_name(std::vector<std::string> words) {
  if (words.size() < 3 || (words[0] != "show" && words[0] != "find" && words[0] != "neighbors")) {
    return words;
  }
  while (words.size() > 2 && !words[1].starts_with("-") && !words[2].starts_with("-")) {
    words[1] += " " + words[2];
    words.erase(words.begin() + 2);
  }
  return words;
}

bool StatementEnd::is_at(char c) {
  const char before = std::exchange(before_, c);
  if (inside_ == '\0') {
    if (c == '\'' || c == '"' || c == '`') {
      inside_ = c;
    } else if (before == '/' && (c == '/' || c == '*')) {
      inside_ = c;
      before_ = '\0';
    }
    return c == ';';
  }
  if (inside_ == '/') {
    inside_ = c == '\n' ? '\0' : inside_;
  } else if (inside_ == '*') {
    inside_ = before == '*' && c == '/' ? '\0' : inside_;
    before_ = inside_ == '\0' ? '\0' : c;
  } else if (is_escaped_) {
    is_escaped_ = false;
  } else if (c == '\\' && inside_ != '`') {
    is_escaped_ = true;
  } else if (c == inside_) {
    inside_ = '\0';
  }
  return false;
}

bool is_complete(const std::string& text) {
  if (!trimmed(text).ends_with(';')) {
    return false;
  }
  // What follows a `;` that counts is a statement of its own.
  const auto statements = query::split_statements(text + "\n0");
  return !statements.empty() && trimmed(statements.back()) == "0";
}

}  // namespace rapport::app
