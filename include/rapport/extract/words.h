// The word list: English words with the number of times each was seen in a large corpus. The
// witness of repairs: "reaiity" becomes "reality" because the one is known and the other is not.
// Part of the model, not of the machine, so that the same file gives the same graph everywhere.
//
// File: see docs/models.md. Threads: const after load, shared freely.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

#include "rapport/result.h"

namespace rapport::extract {

class WordList {
 public:
  // kNotFound, kIo; kUnsupported: of another version; kCorrupt: not what was written.
  static Result<std::shared_ptr<const WordList>> load(const std::filesystem::path& file);
  virtual ~WordList() = default;
  // Times that the word (lower case, UTF-8, "don't" with a plain apostrophe) was seen; 0 when it is
  // not known. Rare words are not listed, and counts are exact to one part in four: the corpus has
  // typing errors too, so compare counts by ratio, not by presence.
  virtual std::uint32_t count(std::string_view lower) const = 0;
  // Known, and written with a capital nearly always: "iraq", "brussels".
  virtual bool is_name(std::string_view /*lower*/) const { return false; }
};

}  // namespace rapport::extract
