// A text that remembers, for each of its bytes, where in the original it came from. Every stage
// from bytes to claims works on such texts, so that a quote can be read again at its offsets in the
// file.
//
//   original bytes --read--> MappedText (UTF-8) --repair--> MappedText (UTF-8, repaired)
//
// Cost: a text that was not changed has one run, whatever its size; each change adds one or two.
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
  // original. What was removed inside of the span belongs to it, what was removed at its ends does
  // not. Costs O(log(runs) + runs in the span).
  Spans original(Span span) const;

 private:
  friend class TextBuilder;
  // text_[text_begin, next.text_begin) came from original_size bytes of the original at
  // original_begin. With a stride each byte of text stands for `stride` bytes of the original (1:
  // byte for byte; 2: ASCII in UTF-16). Without (0) the whole stands for the whole: a repair, a
  // decoded character, inserted text (no original). A run without text of its own says what the
  // text before it stands for as well, or what was removed at its place.
  struct Run {
    std::uint32_t text_begin = 0;
    std::uint32_t original_begin = 0;
    std::uint32_t original_size = 0;
    std::uint8_t stride = 1;
    bool removed = false;
  };
  std::uint32_t run_end(std::size_t run) const;
  // The run that holds the byte at `position`.
  std::size_t find_run(std::uint32_t position) const;
  // As original(), for a span that lies in the text and splits no character. The text may be in any
  // encoding, as that of a file before it is decoded.
  Spans ranges(Span span) const;
  // The original behind the part of a run that lies in `span`.
  Span original_of(std::size_t run, Span span) const;

  std::string text_;
  std::vector<Run> runs_;  // by text_begin; at equal places the runs without text come first
};

// Builds a MappedText from pieces of an earlier one, in any order; the maps are composed.
// REQUIRES: spans lie in the source and split no UTF-8 character; the source outlives the builder.
class TextBuilder {
 public:
  explicit TextBuilder(const MappedText& source) : source_(source) {}

  void copy(Span source);                            // bytes as they are
  void replace(Span source, std::string_view with);  // `with` stands for all of `source`
  // Each byte of `with` stands for an equal share of `source`. REQUIRES: `source` has exactly one
  // original byte a byte, and its size is a multiple of that of `with`.
  void stretch(Span source, std::string_view with);
  void remove(Span source);            // still part of any span that has text on both sides of it
  void insert(std::string_view text);  // text that no byte of the original says
  std::uint32_t size() const { return static_cast<std::uint32_t>(out_.text_.size()); }
  MappedText finish() &&;

 private:
  void add_run(MappedText::Run run);
  void copy_removed_at(std::uint32_t position);
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
