// English plurals: the rules and the exceptions behind singular().

#pragma once

#include <string>
#include <string_view>

namespace rapport::pack {

// REQUIRES: lower case. A word with blanks or hyphens is changed at its end: "decision makers" ->
// "decision maker".
std::string singular_word(std::string_view noun);

}  // namespace rapport::pack
