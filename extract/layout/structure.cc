// Blocks of a text: its lines put together, each block tied to what it hangs on.
//
// One pass over the lines. A block takes in the lines that go on with it; what introduces a list or
// a table is the paragraph, or the outer item, right above it. Cost: linear in the text.

#include "rapport/extract/structure.h"

#include <algorithm>
#include <utility>

#include "extract/layout/structure_heading.h"
#include "extract/layout/structure_label.h"
#include "extract/layout/structure_line.h"
#include "extract/layout/structure_notice.h"
#include "extract/layout/table.h"
#include "extract/layout/token_char.h"

namespace rapport::extract {
namespace {

// An open list: a column of bullets of one family.
struct OpenList {
  std::uint16_t indent = 0;
  Marker marker = Marker::kNoMarker;
  std::uint8_t letter = 0;  // of the last item, when it is a single one
  int lead_in = kNone;
  int last_item = kNone;
};

class BlockBuilder {
 public:
  explicit BlockBuilder(std::string_view text)
      : text_(text), lines_(read_lines(text)), context_(text, lines_) {}

  std::vector<Block> build() && {
    for (std::size_t at = 0; at < lines_.size();) {
      at = read_block(at);
    }
    return std::move(blocks_);
  }

 private:
  std::string_view said(std::size_t at) const { return lines_[at].span().in(text_); }

  // Reads the block that begins with line `at`; returns the line after it.
  std::size_t read_block(std::size_t at) {
    const LayoutLine& line = lines_[at];
    if (const std::size_t rows = table_rows(at); rows > 0) {
      read_table(at, at + rows);
      return at + rows;
    }
    if (line.kind == LineKind::kRule || line.kind == LineKind::kDelimiter) {
      lists_.clear();
      return at + 1;
    }
    if (line.kind == LineKind::kHeading) {
      add_heading(line.span(), line.level);
      return at + 1;
    }
    if (const int level = context_.heading_level(at); level > 0) {
      Span span = line.span();
      span.begin += static_cast<std::uint32_t>(section_number(said(at)).size);
      add_heading(span, level);
      return at + 1;
    }
    if (line.kind == LineKind::kItem) {
      return read_item(at);
    }
    if (const int level = underlined(at); level > 0) {
      add_heading(line.span(), level);
      return at + 2;
    }
    return read_paragraph(at);
  }

  Block& add(BlockKind kind, Span span) {
    Block& block = blocks_.emplace_back();
    block.kind = kind;
    block.span = span;
    block.heading = heading_;
    return block;
  }
  int last() const { return static_cast<int>(blocks_.size()) - 1; }

  void add_heading(Span span, int level) {
    lists_.clear();
    if (span.empty()) {
      return;
    }
    if (is_notice(span.in(text_))) {
      add(BlockKind::kNotice, span);
      return;
    }
    // A heading hangs on the nearest one of a higher rank.
    while (!above_.empty() && blocks_[static_cast<std::size_t>(above_.back())].level >= level) {
      above_.pop_back();
    }
    Block& block = add(BlockKind::kHeading, span);
    block.level = level;
    block.heading = above_.empty() ? kNone : above_.back();
    heading_ = last();
    above_.push_back(heading_);
  }

  // A line over "=====" or "-----": 1 or 2, else 0.
  int underlined(std::size_t at) const {
    if (at + 1 >= lines_.size() || lines_[at + 1].kind != LineKind::kRule ||
        lines_[at + 1].after_blank || ends_sentence(said(at))) {
      return 0;
    }
    constexpr std::uint16_t kLongestUnderlined = 140;
    return lines_[at].length <= kLongestUnderlined ? lines_[at + 1].level : 0;
  }

  std::size_t read_paragraph(std::size_t at) {
    std::size_t end = at + 1;
    while (end < lines_.size() && table_rows(end) == 0 &&
           (context_.goes_on(end - 1) || stray_dash(end))) {
      ++end;
    }
    const Span span{lines_[at].begin, lines_[end - 1].end};
    const bool in_item = !lists_.empty() && lines_[at].indent > lists_.back().indent;
    if (!in_item) {
      lists_.clear();
    }
    add(is_notice(span.in(text_)) ? BlockKind::kNotice : BlockKind::kParagraph, span);
    return end;
  }

  // A line in the middle of a sentence that happens to begin with a dash or number.
  bool stray_dash(std::size_t at) const {
    const LayoutLine& line = lines_[at];
    const LayoutLine& above = lines_[at - 1];
    constexpr std::uint16_t kShortest = 30;
    return line.kind == LineKind::kItem && !line.after_blank && above.kind == LineKind::kText &&
           line.marker != Marker::kDot && line.marker != Marker::kRing &&
           above.length >= kShortest && !ends_sentence(said(at - 1)) &&
           !said(at - 1).ends_with(':') && character_at(text_, line.begin).lower() &&
           (at + 1 == lines_.size() || lines_[at + 1].kind != LineKind::kItem);
  }

  std::size_t read_item(std::size_t at) {
    const LayoutLine& line = lines_[at];
    std::size_t end = at + 1;
    while (end < lines_.size() && table_rows(end) == 0 &&
           context_.goes_on_in_item(end - 1, line.indent)) {
      ++end;
    }
    const Span span{line.begin, lines_[end - 1].end};
    if (span.empty()) {
      return end;
    }
    open_list(line);
    Block& block = add(BlockKind::kListItem, span);
    block.level = static_cast<int>(lists_.size()) - 1;
    block.lead_in = lists_.back().lead_in;
    block.label = item_label(text_, span);
    lists_.back().last_item = last();
    return end;
  }

  // Makes the list that the item belongs to the innermost one.
  void open_list(const LayoutLine& line) {
    constexpr int kSlack = 1;  // columns that bullets of one list may be off
    while (!lists_.empty() && lists_.back().indent > line.indent + kSlack) {
      lists_.pop_back();
    }
    const bool deeper = lists_.empty() || line.indent > lists_.back().indent + kSlack;
    const Marker marker = family(line);
    if (!deeper) {
      const std::uint16_t column = lists_.back().indent;
      const auto same = std::find_if(lists_.rbegin(), lists_.rend(), [&](const OpenList& list) {
        return list.marker == marker || list.indent + kSlack < column;
      });
      if (same != lists_.rend() && same->marker == marker && same->indent + kSlack >= column) {
        lists_.erase(same.base(), lists_.end());
        lists_.back().letter = line.level;
        return;
      }
    }
    constexpr std::size_t kDeepest = 64;
    if (lists_.size() == kDeepest) {
      return;
    }
    const int lead_in = lists_.empty() ? lead_in_above() : lists_.back().last_item;
    lists_.push_back({line.indent, marker, line.level, lead_in, kNone});
  }

  // A single "i", "v" or "x" is a letter in a list that has come to it, and a Roman number in a
  // list of such; at the start of a list only "i" is a number.
  Marker family(const LayoutLine& line) const {
    if (line.marker != Marker::kRoman || line.level == 0) {
      return line.marker;
    }
    for (auto list = lists_.rbegin(); list != lists_.rend(); ++list) {
      if (list->marker == Marker::kLetter && list->letter + 1 == line.level) {
        return Marker::kLetter;
      }
      if (list->marker == Marker::kRoman) {
        return Marker::kRoman;
      }
    }
    return line.level == 'i' ? Marker::kRoman : Marker::kLetter;
  }

  // The paragraph that introduces what comes next, or kNone.
  int lead_in_above() const {
    if (blocks_.empty()) {
      return kNone;
    }
    const Block& above = blocks_.back();
    const std::string_view said = above.span.in(text_);
    if (above.kind == BlockKind::kHeading) {
      return said.ends_with(':') ? last() : kNone;
    }
    const bool text = above.kind == BlockKind::kParagraph || above.kind == BlockKind::kListItem;
    return text && introduces(said) ? last() : kNone;
  }

  // The number of lines of a table that begins at line `at`, 0 when none does.
  std::size_t table_rows(std::size_t at) const {
    std::size_t end = at;
    const auto in_table = [&](std::size_t i) {
      return i < lines_.size() && (i == at || !lines_[i].after_blank) &&
             (lines_[i].piped || lines_[i].kind == LineKind::kDelimiter);
    };
    if (!in_table(at)) {
      return 0;
    }
    // Two lines decide; the rest is only counted.
    const bool ruled = lines_[at].kind == LineKind::kDelimiter
                           ? in_table(at + 1) && lines_[at + 1].piped
                           : in_table(at + 1) && lines_[at + 1].kind == LineKind::kDelimiter;
    const bool boxed =
        said(at).starts_with('|') && said(at).ends_with('|') && lines_[at].length > 2;
    const bool rows = in_table(at + 1) && lines_[at + 1].piped;
    if (!ruled && !boxed && !rows) {
      return 0;
    }
    while (in_table(end)) {
      ++end;
    }
    return end - at;
  }

  void read_table(std::size_t begin, std::size_t end) {
    const int lead_in = table_lead_in();
    lists_.clear();
    std::size_t first = begin;
    while (first < end && lines_[first].kind == LineKind::kDelimiter) {
      ++first;
    }
    const bool headed = first + 1 < end && lines_[first + 1].kind == LineKind::kDelimiter;
    int header = kNone;
    for (std::size_t at = first; at < end; ++at) {
      if (lines_[at].kind == LineKind::kDelimiter) {
        continue;
      }
      const bool is_header = headed && at == first;
      add_row(lines_[at].span(), is_header, lead_in, header);
      if (is_header) {
        header = last();
      }
    }
  }

  void add_row(Span line, bool is_header, int lead_in, int header) {
    auto cells = row_cells(text_, line);
    if (!cells) {
      add(BlockKind::kParagraph, line);
      return;
    }
    const auto filled = [](Span cell) { return !cell.empty(); };
    const auto first = std::find_if(cells->begin(), cells->end(), filled);
    const auto last_filled = std::find_if(cells->rbegin(), cells->rend(), filled);
    if (first == cells->end()) {
      return;
    }
    Block& block = add(is_header ? BlockKind::kTableHeader : BlockKind::kTableRow,
                       {first->begin, last_filled->end});
    block.lead_in = lead_in;
    block.header = header;
    block.cells = std::move(*cells);
  }

  // A table hangs on the paragraph right above it, whatever that says.
  int table_lead_in() const {
    if (blocks_.empty() || blocks_.back().kind == BlockKind::kParagraph) {
      return last();
    }
    return blocks_.back().kind == BlockKind::kListItem ? lead_in_above() : kNone;
  }

  std::string_view text_;
  std::vector<LayoutLine> lines_;
  LineContext context_;
  std::vector<Block> blocks_;
  std::vector<OpenList> lists_;  // outer to inner
  std::vector<int> above_;       // headings open above, of falling rank
  int heading_ = kNone;
};

}  // namespace

std::vector<Block> structure(std::string_view text) { return BlockBuilder(text).build(); }

}  // namespace rapport::extract
