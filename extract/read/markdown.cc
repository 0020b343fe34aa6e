// Takes the inline mark-up of Markdown off, in one pass over each paragraph.
//
// After CommonMark 0.30 (John MacFarlane, 2021): a delimiter stack for emphasis, a bracket stack
// for links; less exact where exactness would only matter for rendering. Every search that can fail
// is bounded or remembered, so that hostile text costs linear time.

#include "extract/read/markdown.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include "extract/read/markdown_tags.h"
#include "extract/read/text_edits.h"

namespace rapport::extract {
namespace {

constexpr std::size_t kLongestDestination = 4096;
constexpr std::size_t kDeepestParentheses = 32;
constexpr std::size_t kLongestTicks = 8;

bool is_punctuation(char c) { return std::ispunct(static_cast<unsigned char>(c)) != 0; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

// One paragraph: text [begin, end) without a blank line.
class Inline {
 public:
  Inline(std::string_view text, Edits& edits) : text_(text), edits_(edits) {}

  void scan(std::size_t begin, std::size_t end) {
    begin_ = begin;
    end_ = end;
    unclosed_ticks_.fill(false);
    brackets_.clear();
    for (auto& stack : openers_) {
      stack.clear();
    }
    for (std::size_t i = begin; i < end;) {
      i = step(i);
    }
  }

 private:
  struct Delimiters {
    std::size_t begin = 0;
    std::size_t count = 0;
  };

  char at(std::size_t i) const { return i >= begin_ && i < end_ ? text_[i] : '\n'; }
  void remove(std::size_t begin, std::size_t end) { edits_.remove(span_of(begin, end)); }

  // Handles what stands at `i`, and says where to go on.
  std::size_t step(std::size_t i) {
    switch (text_[i]) {
      case '\\':
        return escape(i);
      case '`':
        return code(i);
      case '!':
        return at(i + 1) == '[' ? open_bracket(i, 2) : i + 1;
      case '[':
        return open_bracket(i, 1);
      case ']':
        return close_bracket(i);
      case '<':
        return remove_tag(text_, i, end_, edits_);
      case '&':
        return replace_entity(text_, i, end_, edits_);
      case '*':
        return emphasis(i, 0);
      case '_':
        return emphasis(i, 1);
      case '~':
        return emphasis(i, 2);
      default:
        return i + 1;
    }
  }

  // "\|" stays, or a table would gain a cell.
  std::size_t escape(std::size_t i) {
    const char next = at(i + 1);
    if (next == '\n' && i + 1 < end_) {
      edits_.replace(span_of(i, i + 1), "  ");  // the other way to ask for a new line
    } else if (is_punctuation(next) && next != '|') {
      remove(i, i + 1);
      return i + 2;
    }
    return i + 1;
  }

  std::size_t run_end(std::size_t i) const {
    const char mark = text_[i];
    while (at(i) == mark) {
      ++i;
    }
    return i;
  }

  std::size_t code(std::size_t i) {
    const std::size_t open = run_end(i);
    const std::size_t ticks = open - i;
    if (ticks > kLongestTicks || unclosed_ticks_[ticks - 1]) {
      return open;
    }
    for (std::size_t j = open; j < end_;) {
      j = std::min(text_.find('`', j), end_);
      if (j >= end_) {
        break;
      }
      const std::size_t close = run_end(j);
      if (close - j == ticks) {
        remove(i, open);
        remove(j, close);
        return close;
      }
      j = close;
    }
    unclosed_ticks_[ticks - 1] = true;
    return open;
  }

  std::size_t open_bracket(std::size_t i, std::size_t size) {
    if (at(i + size) == '^') {  // a footnote's number
      const std::size_t close = text_.substr(i, 40).find(']');
      if (close != std::string_view::npos && i + close < end_) {
        const std::size_t after = i + close + 1;
        remove(i, after + (at(after) == ':' ? 1 : 0));
        return after;
      }
    }
    brackets_.push_back({i, size});
    return i + size;
  }

  std::size_t close_bracket(std::size_t i) {
    if (brackets_.empty()) {
      return i + 1;
    }
    const Delimiters open = brackets_.back();
    brackets_.pop_back();
    std::size_t close = 0;
    if (at(i + 1) == '(') {
      close = destination_end(i + 1);
    } else if (at(i + 1) == '[') {
      const std::size_t found = text_.substr(i, 100).find(']', 2);
      close = found == std::string_view::npos || i + found >= end_ ? 0 : i + found + 1;
    }
    if (close == 0) {
      return i + 1;
    }
    remove(open.begin, open.begin + open.count);
    remove(i, close);
    return close;
  }

  // Behind the ")" of the destination that opens at `i`, or 0.
  std::size_t destination_end(std::size_t i) const {
    std::size_t depth = 0;
    for (std::size_t j = i; j < std::min(end_, i + kLongestDestination); ++j) {
      if (text_[j] == '\\') {
        ++j;
      } else if (text_[j] == '(' && ++depth > kDeepestParentheses) {
        return 0;
      } else if (text_[j] == ')' && --depth == 0) {
        return j + 1;
      }
    }
    return 0;
  }

  // Delimiter runs: `kind` 0 is "*", 1 "_", 2 "~".
  std::size_t emphasis(std::size_t i, std::size_t kind) {
    const std::size_t end = run_end(i);
    const char before = at(i - 1);
    const char after = at(end);
    const bool left =
        !is_space(after) && (!is_punctuation(after) || is_space(before) || is_punctuation(before));
    const bool right =
        !is_space(before) && (!is_punctuation(before) || is_space(after) || is_punctuation(after));
    const bool inside_word = left && right && kind == 1;
    Delimiters run{i, end - i};
    if (right && (!inside_word || is_punctuation(after))) {
      close_emphasis(run, kind);
    }
    if (run.count > 0 && left && (!inside_word || is_punctuation(before)) &&
        (kind != 2 || run.count == 2)) {
      openers_[kind].push_back(run);
    }
    return end;
  }

  void close_emphasis(Delimiters& run, std::size_t kind) {
    std::vector<Delimiters>& openers = openers_[kind];
    while (run.count > 0 && !openers.empty()) {
      Delimiters& open = openers.back();
      const std::size_t used = std::min({open.count, run.count, std::size_t{2}});
      remove(open.begin + open.count - used, open.begin + open.count);
      remove(run.begin, run.begin + used);
      open.count -= used;
      run.begin += used;
      run.count -= used;
      const std::size_t begin = open.begin;
      if (open.count == 0) {
        openers.pop_back();
      }
      for (auto& other : openers_) {
        while (!other.empty() && other.back().begin > begin) {
          other.pop_back();
        }
      }
    }
  }

  std::string_view text_;
  Edits& edits_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::array<bool, kLongestTicks> unclosed_ticks_{};
  std::vector<Delimiters> brackets_;
  std::array<std::vector<Delimiters>, 3> openers_;
};

// The size of a fence ("```", "~~~") that opens the line, or 0.
std::size_t fence_size(std::string_view line) {
  const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
  line = line.substr(begin);
  if (begin > 3 || line.empty() || (line.front() != '`' && line.front() != '~')) {
    return 0;
  }
  const std::size_t size = std::min(line.find_first_not_of(line.front()), line.size());
  return size < 3 || (line.front() == '`' && line.substr(size).find('`') != std::string_view::npos)
             ? 0
             : size;
}

// "[name]: https://..." defines a link and says nothing.
bool is_definition(std::string_view line) {
  const std::size_t close = line.find("]: ");
  return line.starts_with('[') && !line.starts_with("[^") && close != std::string_view::npos &&
         close < 100 && line.find("://", close) != std::string_view::npos;
}

class Markdown {
 public:
  Markdown(std::string_view text, std::vector<std::string>& warnings)
      : text_(text), warnings_(warnings), inline_(text, edits_) {}

  Edits find() {
    for (std::size_t i = 0; i < text_.size();) {
      const std::size_t end = line_end(i);
      const std::string_view line = text_.substr(i, end - i);
      const std::size_t hidden = hidden_elements_.end(text_, i);
      if (const std::size_t close = fence_size(line) == 0 ? 0 : fence_end(i, end); close != 0) {
        flush(i);
        edits_.remove(span_of(i, close));
        i = paragraph_ = close;
      } else if (hidden != 0) {
        flush(i);
        edits_.remove(span_of(i, hidden));
        i = paragraph_ = hidden;
      } else if (is_definition(line)) {
        flush(i);
        edits_.remove(span_of(i, end));
        i = paragraph_ = end;
      } else {
        if (line.find_first_not_of(" \t") == std::string_view::npos) {
          flush(i);
        }
        i = std::min(end + 1, text_.size());
      }
    }
    flush(text_.size());
    return std::move(edits_);
  }

 private:
  std::size_t line_end(std::size_t i) const { return std::min(text_.find('\n', i), text_.size()); }

  void flush(std::size_t end) {
    if (paragraph_ < end) {
      inline_.scan(paragraph_, end);
    }
    paragraph_ = end;
  }

  // Behind the fence that closes the block opened by the line [begin, end), or 0.
  std::size_t fence_end(std::size_t begin, std::size_t end) {
    const std::string_view open = text_.substr(begin, end - begin);
    const char mark = open[open.find_first_not_of(' ')];
    const std::size_t size = fence_size(open);
    if (unclosed_fence_ != 0 && size >= unclosed_fence_) {
      return 0;
    }
    for (std::size_t i = end + 1; i < text_.size();) {
      const std::size_t stop = line_end(i);
      const std::string_view line = text_.substr(i, stop - i);
      if (fence_size(line) >= size && line[line.find_first_not_of(' ')] == mark &&
          line.find_first_not_of(std::string{mark, ' ', '\t'}) == std::string_view::npos) {
        warnings_.push_back(
            fmt::format("byte {} of the text: a block of code was left out", begin));
        return stop;
      }
      i = stop + 1;
    }
    unclosed_fence_ = size;
    return 0;
  }

  std::string_view text_;
  std::vector<std::string>& warnings_;
  Edits edits_;
  Inline inline_;
  HiddenElements hidden_elements_;
  std::size_t paragraph_ = 0;
  std::size_t unclosed_fence_ = 0;  // a fence of this size or more finds no end
};

}  // namespace

MappedText remove_markup(const MappedText& source, std::vector<std::string>& warnings) {
  return Markdown(source.text(), warnings).find().apply(source);
}

}  // namespace rapport::extract
