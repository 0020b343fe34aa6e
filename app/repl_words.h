// The lines of the dialogue: verbs as words, statements that are complete or not.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rapport::app {

// As a shell would: blanks divide, quotes of both kinds and backslashes keep together. A `;` at the
// end is left out. A quote that stays open ends with the line.
std::vector<std::string> split_words(std::string_view line);

// "show United Nations" means one name: for find, show and neighbors, words up to the first option
// are joined.
std::vector<std::string> join_name(std::vector<std::string> words);

// Finds the `;` that ends a statement, byte by byte.
class StatementEnd {
 public:
  // Takes the next byte; true: it is such a `;`.
  bool is_at(char c);

 private:
  char inside_ = '\0';  // a quote; '/' and '*': a comment up to the line's end, or its own
  char before_ = '\0';
  bool is_escaped_ = false;
};

// Does the text end in a `;` that is not part of a string, a name in back-ticks or a comment?
bool is_complete(const std::string& text);

}  // namespace rapport::app
