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

// Does the text end in a `;` that is not part of a string, a name in back-ticks or a comment?
bool is_complete(const std::string& text);

}  // namespace rapport::app
