// Lines of a Markdown paragraph are one text: a line end in it stands for a blank (CommonMark 0.30,
// section 6.8), unless two blanks or a backslash before it ask for a new line.

#include "extract/read/markdown.h"
#include "extract/read/text_edits.h"
#include "extract/repair/repair_lines.h"

namespace rapport::extract {
namespace {

bool asks_for_new_line(const Line& line, std::string_view text) {
  return Span{line.content.end, line.span.end}.in(text).starts_with("  ");
}

// A word divided at the line end is left to repair, which has a witness.
bool divides_word(std::string_view content) {
  return content.size() >= 2 && content.back() == '-' &&
         (is_lower(content[content.size() - 2]) || is_upper(content[content.size() - 2]));
}

}  // namespace

MappedText join_soft_breaks(const MappedText& source) {
  const std::string& text = source.text();
  const std::vector<Line> lines = lines_of(text);
  Edits edits;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const Line& above = lines[i - 1];
    const Line& here = lines[i];
    if (!above.blank() && !here.blank() && !above.fixed && !here.fixed && here.marker == 0 &&
        above.quote == here.quote && !asks_for_new_line(above, text) &&
        !divides_word(above.content.in(text))) {
      edits.replace({above.content.end, here.content.begin}, " ");
    }
  }
  return edits.empty() ? source : edits.apply(source);
}

}  // namespace rapport::extract
