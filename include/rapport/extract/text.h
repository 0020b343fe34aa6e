// A text that remembers, for each of its bytes, where in the original it came from. Every stage
// from bytes to claims works on such texts, so that a quote can be read again at its offsets in the
// file.
//
//   original bytes --read--> MappedText (UTF-8) --repair--> MappedText (UTF-8, repaired)
//
// Threads: a MappedText is immutable once built. Tested by tests/extract/text_test.cc.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/span.h"

namespace rapport::extract {

class MappedText {
 public:
  MappedText() = default;
  // Each byte stands for itself, `original_begin` bytes into the original.
  static MappedText identity(std::string text, std::uint32_t original_begin = 0);

  const std::string& text() const { return text_; }

  // The ranges of the original behind `span` of text(), in reading order, adjacent ones joined. A
  // span that holds only inserted text gives the empty list. Never splits a character of the
  // original.
  Spans original(Span span) const;

 private:
  friend class TextBuilder;
  // text_[text_begin, next.text_begin) came from the original at original_begin: byte for byte when
  // `exact`, as a whole of original_size bytes otherwise (a repair, a decoded character, inserted
  // text).
  struct Run {
    std::uint32_t text_begin = 0;
    std::uint32_t original_begin = 0;
    std::uint32_t original_size = 0;
    bool exact = true;
  };
  std::string text_;
  std::vector<Run> runs_;
};

// Builds a MappedText from pieces of an earlier one, in any order; the maps are composed.
class TextBuilder {
 public:
  explicit TextBuilder(const MappedText& source) : source_(source) {}

  void copy(Span source);                            // bytes as they are
  void replace(Span source, std::string_view with);  // `with` stands for all of `source`
  void insert(std::string_view text);                // text that no byte of the original says
  std::uint32_t size() const { return static_cast<std::uint32_t>(out_.text_.size()); }
  MappedText finish() &&;

 private:
  void add_run(std::uint32_t original_begin, std::uint32_t original_size, bool exact);
  const MappedText& source_;
  MappedText out_;
};

// One change that repair made, for the log that `rapport text FILE --repairs` prints.
struct Repair {
  std::string
      kind;  // "hard-wrap", "hyphenation", "moved-stop", "swapped-columns", "ocr", "spelling", ...
  Spans original;      // where, in the original bytes
  std::string before;  // at most 80 bytes of it
  std::string after;
  std::string reason;  // the witness: "reality 5120 : reaiity 0"
};

}  // namespace rapport::extract
