// Lines broken by a page width, joined to paragraphs again.
//
// A block of lines was wrapped when nearly every line is full, that is, the first word of the next
// would not have fitted into the width of the block, and when most breaks fall inside of sentences
// (the next line opens in lower case). Verse, addresses and lists without marks fail the one or the
// other. In blocks that were not wrapped only breaks that cannot be anything else are undone: a
// comma or a word like "of" before the break. Headings, list marks, table rows and rules are never
// joined to what is above them.

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "extract/repair/repair.h"
#include "extract/repair/repair_lines.h"

namespace rapport::extract {
namespace {

constexpr std::uint32_t kNarrowest = 28;  // characters; below, no width can be told
constexpr std::uint32_t kWidest = 180;    // above, a line is a paragraph of its own
constexpr std::uint32_t kLongProse = 70;  // a block with such a line is no verse and no address
constexpr std::string_view kEnds = ".!?:;";

// A run of lines without a blank one, and what it looks like.
struct Block {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint32_t width = 0;
  bool wrapped = false;
};

class Wraps {
 public:
  explicit Wraps(std::string_view text) : text_(text), lines_(lines_of(text)) {}

  Edits find() {
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < lines_.size();) {
      if (lines_[i].blank()) {
        ++i;
        continue;
      }
      Block block{i, i, 0, false};
      while (block.end < lines_.size() && !lines_[block.end].blank()) {
        ++block.end;
      }
      measure(block);
      if (!blocks.empty() && joins_over_blank(blocks.back(), block)) {
        join(blocks.back().end - 1, block.begin);
      } else {
        end_paragraph();
      }
      item_.reset();
      for (std::size_t line = block.begin; line + 1 < block.end; ++line) {
        enter_line(line);
        if (joins(block, line)) {
          join(line, line + 1);
        } else {
          end_paragraph();
        }
      }
      blocks.push_back(block);
      i = block.end;
    }
    end_paragraph();
    return std::move(edits_);
  }

 private:
  std::string_view content(std::size_t line) const { return lines_[line].content.in(text_); }

  // The break before `line` may be one of layout only.
  bool may_continue(std::size_t line) const {
    const Line& above = lines_[line - 1];
    const Line& here = lines_[line];
    return !above.fixed && !here.fixed && here.marker == 0 && above.quote == here.quote;
  }
  bool opens_lower(std::size_t line) const { return is_lower(content(line).front()); }
  bool is_open(std::size_t line) const { return !ends_with_mark(content(line), kEnds); }
  // The comma or the word before the break says that the sentence goes on.
  bool must_continue(std::size_t line) const {
    return content(line).ends_with(',') || is_open_word(last_word(content(line)));
  }
  bool is_full(std::size_t line, std::uint32_t width) const {
    const auto next = static_cast<std::uint32_t>(first_word(content(line + 1)).size());
    return (lines_[line].width + lines_[line].indent + 1 + next) * 100 >= width * 86;
  }

  void measure(Block& block) const {
    std::uint32_t breaks = 0;
    std::uint32_t full = 0;
    std::uint32_t inside = 0;
    for (std::size_t i = block.begin; i < block.end; ++i) {
      if (!lines_[i].fixed) {
        block.width = std::max(block.width, lines_[i].width + lines_[i].indent);
      }
    }
    for (std::size_t i = block.begin; i + 1 < block.end; ++i) {
      if (may_continue(i + 1)) {
        ++breaks;
        full += is_full(i, block.width) ? 1 : 0;
        inside += is_open(i) && opens_lower(i + 1) ? 1 : 0;
      }
    }
    block.wrapped = breaks > 0 && block.width >= kNarrowest && block.width <= kWidest &&
                    full * 10 >= breaks * 7 && inside * 10 >= breaks * 4;
  }

  // Keeps in mind the item that the lines up to `line` belong to.
  void enter_line(std::size_t line) {
    const Line& here = lines_[line];
    if (here.marker > 0) {
      item_ = line;
    } else if (here.fixed || (item_ && here.indent <= lines_[*item_].indent)) {
      item_.reset();
    }
  }
  // By its deeper indentation.
  bool continues_item(std::size_t line) const {
    return item_ && lines_[line].indent > lines_[*item_].indent;
  }

  bool joins(const Block& block, std::size_t line) const {
    if (!may_continue(line + 1)) {
      return false;
    }
    if (continues_item(line + 1)) {
      return true;
    }
    const bool inside = is_open(line) && opens_lower(line + 1);
    if (block.wrapped) {
      return is_full(line, block.width) ||
             (inside && (lines_[line].width * 2 >= block.width || must_continue(line)));
    }
    return inside && (is_open_word(last_word(content(line))) ||
                      (block.width >= kLongProse && content(line).ends_with(',')));
  }

  // A page or column break inside of a sentence leaves a blank line there.
  bool joins_over_blank(const Block& above, const Block& below) const {
    const std::size_t last = above.end - 1;
    const std::size_t first = below.begin;
    if (lines_[last].fixed || lines_[first].fixed || lines_[first].marker > 0 ||
        lines_[last].quote != lines_[first].quote || !is_open(last) || !opens_lower(first)) {
      return false;
    }
    return above.wrapped || ((below.wrapped || above.width >= kNarrowest) && must_continue(last));
  }

  void join(std::size_t line, std::size_t next) {
    edits_.replace({lines_[line].content.end, lines_[next].content.begin}, " ");
    if (joined_ == 0) {
      paragraph_ = line;
    }
    last_ = next;
    ++joined_;
  }

  // Notes the lines joined so far as one repair.
  void end_paragraph() {
    if (joined_ > 0) {
      edits_.note({lines_[paragraph_].content.begin, lines_[last_].content.end}, "hard-wrap",
                  fmt::format("{} lines joined", joined_ + 1));
    }
    joined_ = 0;
  }

  std::string_view text_;
  std::vector<Line> lines_;
  Edits edits_;
  std::optional<std::size_t> item_;
  std::size_t paragraph_ = 0;
  std::size_t last_ = 0;
  std::size_t joined_ = 0;
};

}  // namespace

Edits repair_wraps(std::string_view text) { return Wraps(text).find(); }

}  // namespace rapport::extract
