// Changes to a text, found first and applied together: what a stage of reading or repair returns.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/extract/text.h"

namespace rapport::extract {

// A change for the reader of the log; several edits may belong to one.
struct Note {
  Span span;  // of the text before the edits
  std::string kind;
  std::string reason;
};

// At most 80 bytes of a text for the log, cut between characters.
std::string shown(std::string_view text);

class Edits {
 public:
  void replace(Span span, std::string_view with);
  void remove(Span span) { replace(span, {}); }
  void insert(std::uint32_t position, std::string_view text) {
    replace({position, position}, text);
  }
  // The same, and a note of it.
  void repair(Span span, std::string_view with, std::string_view kind, std::string reason);
  void note(Span span, std::string_view kind, std::string reason);

  // Those of `other` behind one's own.
  void add(const Edits& other);

  bool empty() const { return edits_.empty(); }
  // Edits may have been given in any order. Of two that overlap the one that begins first is made,
  // of two that begin together the first given.
  MappedText apply(const MappedText& source);
  // The notes as repairs. REQUIRES: apply() was called, with the same source.
  void log(const MappedText& source, std::vector<Repair>& repairs) const;

 private:
  // Small, since a hostile text can ask for one every few bytes.
  struct Edit {
    Span span;
    std::uint32_t with_begin = 0;  // in pool_
    std::uint32_t with_size = 0;
  };
  std::string_view with(const Edit& edit) const {
    return std::string_view(pool_).substr(edit.with_begin, edit.with_size);
  }
  std::string after(Span span, std::string_view text) const;

  std::vector<Edit> edits_;
  std::string pool_;
  std::vector<Note> notes_;
};

}  // namespace rapport::extract
