// Reads front matter, strictly: a text that opens with a rule of dashes must not lose its prose.

#include "extract/read/front_matter.h"

#include <algorithm>
#include <cctype>

namespace rapport::extract {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{1} << 16;
constexpr std::string_view kBlanks = " \t";

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) {
    return {};
  }
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

std::string_view unquote(std::string_view value) {
  if (value.size() >= 2 && value.front() == value.back() &&
      (value.front() == '"' || value.front() == '\'')) {
    return value.substr(1, value.size() - 2);
  }
  return value;
}

std::string plain_value(std::string_view value) {
  value = trim(value);
  if (value.size() < 2 || value.front() != '[' || value.back() != ']') {
    return std::string(unquote(value));
  }
  std::string joined;
  value = value.substr(1, value.size() - 2);
  while (!value.empty()) {
    const std::size_t comma = value.find(',');
    const std::string_view item = unquote(trim(value.substr(0, comma)));
    if (!item.empty()) {
      joined += (joined.empty() ? "" : ", ") + std::string(item);
    }
    value.remove_prefix(comma == std::string_view::npos ? value.size() : comma + 1);
  }
  return joined;
}

// "title", "publication-date"; empty when it is none.
std::string key_of(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == 0 || colon == std::string_view::npos || colon > 40 ||
      (colon + 1 < line.size() && kBlanks.find(line[colon + 1]) == std::string_view::npos)) {
    return {};
  }
  std::string key;
  for (const char c : line.substr(0, colon)) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_' && c != '-') {
      return {};
    }
    key += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return key;
}

void extend(std::string& value, std::string_view more, std::string_view separator) {
  if (value == "|" || value == ">" || value == "|-" || value == ">-") {
    value.clear();
  }
  value += (value.empty() || more.empty() ? "" : std::string(separator)) + std::string(more);
}

}  // namespace

FrontMatter front_matter(std::string_view text) {
  const std::string_view whole = text;
  text = text.substr(0, kMaxBytes);
  if (trim(take_line(text)) != "---") {
    return {};
  }
  FrontMatter found;
  std::string key;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    const std::string_view content = trim(line);
    if (content == "---" || content == "...") {
      if (found.values.empty()) {
        return {};
      }
      found.size = static_cast<std::size_t>(line.data() + line.size() - whole.data());
      found.size += found.size < whole.size() ? 1 : 0;
      return found;
    }
    if (content.empty() || content.front() == '#') {
      continue;
    }
    const bool item = content.starts_with("- ") && !key.empty();
    if (item) {
      extend(found.values[key], plain_value(content.substr(2)), ", ");
    } else if (kBlanks.find(line.front()) != std::string_view::npos && !key.empty()) {
      extend(found.values[key], content, " ");
    } else {
      key = key_of(line);
      if (key.empty()) {
        return {};
      }
      found.values[key] = plain_value(line.substr(line.find(':') + 1));
    }
  }
  return {};
}

}  // namespace rapport::extract
