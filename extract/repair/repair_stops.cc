// Full stops that right-to-left damage carried from the end of a line to its start.
//
// A writer of Arabic who types English in a right-to-left paragraph sees the last stop of a line at
// the left end, and so does the extractor of the PDF: ".international cooperation is key in this
// process". The line that carries the stop ends the sentence, and the stop goes back to its end.

#include "extract/repair/repair.h"
#include "extract/repair/repair_lines.h"

namespace rapport::extract {
namespace {

constexpr std::string_view kEnds = ".!?:;,";
constexpr std::size_t kFewestWords = 3;

// The stops and blanks before the first letter: ". ." has size 3.
std::size_t leading_stops(std::string_view content) {
  if (!content.starts_with('.') || content.starts_with("..")) {
    return 0;
  }
  const std::size_t size = content.find_first_not_of(". ");
  return size == std::string_view::npos ? 0 : size;
}

// A word of prose, not ".NET", ".txt" in a list of names, ".5" or ".gov/path".
bool starts_prose(std::string_view rest) {
  const std::string_view word = first_word(rest);
  const std::string_view letters = word.substr(0, word.find_last_not_of(",;") + 1);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (!is_lower(letters[i]) && !(i == 0 && is_upper(letters[i])) && letters[i] != '-') {
      return false;
    }
  }
  std::size_t words = 1;
  for (const char c : rest) {
    words += c == ' ' ? 1 : 0;
  }
  return !letters.empty() && words >= kFewestWords;
}

// Nothing of the same sentence can follow.
bool may_end_before(const Line* next, std::string_view text) {
  if (next == nullptr || next->blank() || next->marker > 0 || next->fixed) {
    return true;
  }
  const char first = text[next->content.begin];
  return is_upper(first) || is_digit(first) || first == '.' || first == '"';
}

}  // namespace

Edits repair_stops(std::string_view text) {
  Edits edits;
  const std::vector<Line> lines = lines_of(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view content = lines[i].content.in(text);
    const std::size_t stops = leading_stops(content);
    if (stops == 0 || lines[i].fixed) {
      continue;
    }
    const std::string_view rest = content.substr(stops);
    const bool open_above = i > 0 && !lines[i - 1].blank() && !lines[i - 1].fixed &&
                            !ends_with_mark(lines[i - 1].content.in(text), ".!?");
    const std::uint32_t begin = lines[i].content.begin;
    const Span leading{begin, begin + static_cast<std::uint32_t>(stops)};
    if (content.starts_with(". ") && is_upper(rest.front()) && open_above) {
      edits.insert(lines[i - 1].content.end, ".");
      edits.repair(leading, {}, "moved-stop",
                   "a stop alone at the start of a line ends the line above");
    } else if (starts_prose(rest) && !ends_with_mark(rest, kEnds) &&
               may_end_before(i + 1 < lines.size() ? &lines[i + 1] : nullptr, text)) {
      edits.remove(leading);
      edits.insert(lines[i].content.end, ".");
      edits.note(lines[i].content, "moved-stop",
                 "the stop at the start of the line ends its sentence");
    }
  }
  return edits;
}

}  // namespace rapport::extract
