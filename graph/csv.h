// Reads CSV (RFC 4180) from a mapped file, record by record.

#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/result.h"

namespace rapport::graph {

// A whole file, mapped. kNotFound, kIo.
class MappedText {
 public:
  static Result<MappedText> open(const std::filesystem::path& file);
  std::string_view text() const { return text_; }

 private:
  std::shared_ptr<const void> owner_;
  std::string_view text_;
};

class CsvReader {
 public:
  CsvReader(std::string_view text, char delimiter) : rest_(text), delimiter_(delimiter) {}

  // The fields of the next record, valid until the call after; false: the end, or a fault.
  bool next(std::vector<std::string_view>& fields);
  std::size_t line() const { return record_line_; }  // where that record began, from 1
  const char* fault() const { return fault_; }       // null: none

 private:
  bool field(std::string_view& out);
  bool quoted(std::string_view& out);

  std::string_view rest_;
  char delimiter_;
  std::size_t line_ = 1, record_line_ = 1;
  bool ends_record_ = false;
  const char* fault_ = nullptr;
  std::vector<std::unique_ptr<std::string>> unquoted_;  // fields that had doubled quotes
};

}  // namespace rapport::graph
