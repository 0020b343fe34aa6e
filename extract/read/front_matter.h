// The block of "key: value" lines between "---" lines at the top of many Markdown files.

#pragma once

#include <map>
#include <string>
#include <string_view>

namespace rapport::extract {

struct FrontMatter {
  std::map<std::string, std::string> values;  // keys in lower case, quotes off, lists as "a, b"
  std::size_t size = 0;                       // bytes that it takes up; 0: there is none
};

// Reads the plain part of YAML that front matter is written in. A block that holds anything else is
// no front matter, and stays text.
FrontMatter front_matter(std::string_view text);

}  // namespace rapport::extract
