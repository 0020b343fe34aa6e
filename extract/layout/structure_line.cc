// Reading of single lines; see structure_line.h.

#include "extract/layout/structure_line.h"

#include <algorithm>
#include <array>

#include "extract/layout/token_char.h"

namespace rapport::extract {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f'; }
bool ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
bool ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }

Marker bullet_family(char32_t c) {
  switch (c) {
    case U'-':
    case U'*':
    case U'+':
      return Marker::kAscii;
    case U'\u2022':  // •
    case U'\u25CF':  // ●
    case U'\u00B7':  // ·
    case U'\u25AA':  // ▪
    case U'\u25A0':  // ■
    case U'\u2043':  // ⁃
    case U'\u2219':  // ∙
    case U'\uF0B7':  // the bullet of Symbol fonts
    case U'\u25C6':  // ◆
    case U'\u2713':  // ✓
    case U'\u2714':  // ✔
    case U'\u27A2':  // ➢
    case U'\u2192':  // →
      return Marker::kDot;
    case U'\u25E6':  // ◦
    case U'\u25CB':  // ○
    case U'\u2023':  // ‣
    case U'\u25AB':  // ▫
    case U'\u25A1':  // □
    case U'\uF0A7':
      return Marker::kRing;
    case U'\u2013':
      return Marker::kDash;
    default:
      return Marker::kNoMarker;
  }
}

struct Mark {
  Marker marker = Marker::kNoMarker;
  std::size_t size = 0;  // bytes, without the blank after it
  std::uint8_t letter = 0;
};

bool roman(std::string_view word) {
  return !word.empty() && word.find_first_not_of("ivx") == std::string_view::npos;
}

template <typename Test>
std::size_t run(std::string_view text, std::size_t begin, std::size_t most, Test test) {
  std::size_t size = 0;
  while (size < most && begin + size < text.size() && test(text[begin + size])) {
    ++size;
  }
  return size;
}

// "1.", "1)", "(1)", "a.", "a)", "(a)", "(A)", "iv."; size 0 when there is none.
Mark numbered(std::string_view text) {
  const bool paren = text.starts_with('(');
  const std::size_t begin = paren ? 1 : 0;
  Mark mark;
  std::size_t size = run(text, begin, 3, ascii_digit);
  if (size == 0) {
    size = run(text, begin, 5, ascii_lower);
    const std::string_view word = text.substr(begin, size);
    mark.marker = roman(word) ? Marker::kRoman : Marker::kLetter;
    if (size == 0 && (size = run(text, begin, 1, ascii_upper)) == 1) {
      mark.marker = Marker::kCapital;
    }
    if (size != 1 && mark.marker != Marker::kRoman) {
      return {};
    }
    mark.letter = size == 1 ? static_cast<std::uint8_t>(text[begin]) : std::uint8_t{0};
  }
  const std::size_t end = begin + size;
  const bool stop =
      end < text.size() && text[end] == '.' && !paren && mark.marker != Marker::kCapital;
  if (size == 0 || end >= text.size() || (text[end] != ')' && !stop)) {
    return {};
  }
  if (mark.marker == Marker::kNoMarker) {
    mark.marker = stop ? Marker::kNumber : Marker::kParenNumber;
  }
  mark.size = end + 1;
  return mark;
}

Mark item_mark(std::string_view text) {
  const Character first = character_at(text, 0);
  Mark mark{bullet_family(first.code), first.size, 0};
  if (mark.marker == Marker::kNoMarker) {
    mark = numbered(text);
  }
  const bool blank_after = mark.size < text.size() && character_at(text, mark.size).blank();
  const bool typographic = mark.marker == Marker::kDot || mark.marker == Marker::kRing;
  const bool glued = typographic && mark.size < text.size();  // "•Training"
  return mark.marker != Marker::kNoMarker && (blank_after || glued) ? mark : Mark{};
}

// "---", "* * *", "====": one sign, three times or more; or a code fence.
bool is_rule(std::string_view text, std::uint8_t& level) {
  const char sign = text[0];
  if (text.starts_with("```") || text.starts_with("~~~")) {
    return true;
  }
  if (std::string_view("-*_=~#+").find(sign) == std::string_view::npos) {
    return false;
  }
  std::size_t count = 0;
  for (const char c : text) {
    if (c != sign && c != ' ' && c != '\t') {
      return false;
    }
    count += c == sign ? 1 : 0;
  }
  if (count == text.size() && count >= 2) {
    level = sign == '=' ? 1 : sign == '-' ? 2 : 0;
  }
  return count >= 3;
}

bool is_delimiter(std::string_view text) {
  return text.find_first_of("-=") != std::string_view::npos &&
         text.find_first_of("|+") != std::string_view::npos &&
         text.find_first_not_of("-|:+= \t") == std::string_view::npos;
}

bool holds_pipe(std::string_view text) {
  for (std::size_t at = text.find('|'); at != std::string_view::npos; at = text.find('|', at + 1)) {
    if (at == 0 || text[at - 1] != '\\') {
      return true;
    }
  }
  return false;
}

// Reads one line; `line.begin` moves on over each mark as it is understood.
class LineReader {
 public:
  LineReader(std::string_view text, LayoutLine& line) : text_(text), line_(line) {}

  void read() {
    skip_blanks();
    quote();
    if (said().empty()) {
      return;
    }
    std::uint8_t level = 0;
    if (is_delimiter(said())) {
      line_.kind = LineKind::kDelimiter;
    } else if (is_rule(said(), level)) {
      line_.kind = LineKind::kRule;
      line_.level = level;
    } else if (!heading() && !item()) {
      line_.piped = holds_pipe(said());
    }
    line_.length = static_cast<std::uint16_t>(std::min<std::size_t>(said().size(), kMaxColumns));
  }

 private:
  std::string_view said() const { return line_.span().in(text_); }

  void skip_blanks() {
    while (line_.begin < line_.end) {
      const Character c = character_at(text_, line_.begin);
      if (!c.blank()) {
        break;
      }
      const int columns = line_.indent + (c.code == U'\t' ? 4 : 1);
      line_.indent = static_cast<std::uint16_t>(std::min<int>(columns, kMaxColumns));
      line_.begin += c.size;
    }
  }

  void quote() {
    while (line_.begin < line_.end && text_[line_.begin] == '>') {
      line_.quoted = true;
      ++line_.begin;
      line_.indent = 0;
      skip_blanks();
    }
  }

  bool heading() {
    const std::size_t marks = said().find_first_not_of('#');
    if (marks != std::string_view::npos && marks >= 1 && marks <= 6 &&
        (is_blank(said()[marks]) || marks >= 2)) {
      line_.kind = LineKind::kHeading;
      line_.level = static_cast<std::uint8_t>(marks);
      line_.begin += static_cast<std::uint32_t>(marks);
      skip_blanks();
      while (line_.end > line_.begin &&
             (text_[line_.end - 1] == '#' || is_blank(text_[line_.end - 1]))) {
        --line_.end;
      }
      return true;
    }
    const std::string_view bold = said();
    constexpr std::size_t kLongestBold = 120;
    if (bold.size() > 4 && bold.size() <= kLongestBold && bold.starts_with("**") &&
        bold.ends_with("**") && bold.find("**", 2) == bold.size() - 2 && !ends_sentence(bold)) {
      line_.kind = LineKind::kHeading;
      line_.level = 3;
      line_.begin += 2;
      line_.end -= 2;
      return true;
    }
    return false;
  }

  bool item() {
    const Mark mark = item_mark(said());
    if (mark.marker == Marker::kNoMarker) {
      return false;
    }
    line_.kind = LineKind::kItem;
    line_.marker = mark.marker;
    line_.level = mark.letter;
    const std::uint16_t indent = line_.indent;
    line_.begin += static_cast<std::uint32_t>(mark.size);
    skip_blanks();
    line_.indent = indent;
    if (said().starts_with("[ ] ") || said().starts_with("[x] ")) {
      line_.begin += 4;
      skip_blanks();
      line_.indent = indent;
    }
    return true;
  }

  std::string_view text_;
  LayoutLine& line_;
};

}  // namespace

std::vector<LayoutLine> read_lines(std::string_view text) {
  std::vector<LayoutLine> lines;
  bool after_blank = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t newline = std::min(text.find('\n', at), text.size());
    LayoutLine line;
    line.begin = static_cast<std::uint32_t>(at);
    line.end = static_cast<std::uint32_t>(newline);
    Character last = character_before(text, at, line.end);
    while (line.end > line.begin && last.blank()) {
      line.end -= last.size;
      last = character_before(text, at, line.end);
    }
    line.width = static_cast<std::uint16_t>(std::min<std::size_t>(line.end - at, kMaxColumns));
    LineReader(text, line).read();
    const bool blank = line.begin >= line.end;
    if (!blank) {
      line.after_blank = after_blank;
      lines.push_back(line);
    }
    after_blank = blank;
    at = newline + 1;
  }
  return lines;
}

bool ends_sentence(std::string_view text) {
  std::size_t at = text.size();
  Character last = character_before(text, 0, at);
  const auto closes = [](char32_t c) {
    return c == U'"' || c == U'\'' || c == U')' || c == U']' || c == U'*' || c == U'\u201D' ||
           c == U'\u2019' || c == U'\u00BB';
  };
  for (int n = 0; n < 6 && at > 0 && closes(last.code); ++n) {
    at -= last.size;
    last = character_before(text, 0, at);
  }
  return last.code == U'.' || last.code == U'!' || last.code == U'?' || last.code == U'\u2026';
}

}  // namespace rapport::extract
