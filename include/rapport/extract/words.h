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
  static Result<std::shared_ptr<const WordList>> load(const std::filesystem::path& file);
  virtual ~WordList() = default;
  // Times that the word (lower case, UTF-8) was seen; 0 when it is not known.
  virtual std::uint32_t count(std::string_view lower) const = 0;
};

}  // namespace rapport::extract
