// The container of a trained model: a header that says what the file is, then numbers.
//
//   bytes  0-7   "RAPPORTM"
//   bytes  8-11  kind, four letters ("TAGS", "LEMM", "TREE")
//   bytes 12-15  version of that kind's payload
//   bytes 16-23  size of the payload in bytes
//   bytes 24-31  check sum of the payload (FNV-1a over its bytes, 64 bits)
//   bytes 32-    payload: 32-bit numbers, and arrays as a 32-bit count and the elements
//
// All numbers are little-endian. Tested by tests/extract/model_file_test.cc and
// tests/fuzz/fuzz_model.cc.

#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "rapport/result.h"

namespace rapport::extract {

// Appends numbers to a payload.
class ModelWriter {
 public:
  void byte(std::uint8_t value) { payload_.push_back(static_cast<char>(value)); }
  void number(std::uint32_t value);
  void text(std::string_view value);
  template <typename T, typename Allocator>
  void array(const std::vector<T, Allocator>& values) {
    static_assert(std::is_integral_v<T>);
    number(static_cast<std::uint32_t>(values.size()));
    for (const T value : values) {
      append(static_cast<std::uint64_t>(static_cast<std::make_unsigned_t<T>>(value)), sizeof(T));
    }
  }
  // The whole file.
  std::string finish(std::string_view kind, std::uint32_t version) const;

 private:
  void append(std::uint64_t value, std::size_t bytes);
  std::string payload_;
};

// Takes numbers off a payload. Past the end, and after any failure, it gives zeros and empty arrays
// and ok() is false, so that a reader checks once at its end. Never allocates more than the payload
// holds. The payload must outlive the reader.
class ModelReader {
 public:
  explicit ModelReader(std::string_view payload) : rest_(payload) {}

  std::uint32_t number();
  std::string_view text();
  template <typename T, typename Allocator = std::allocator<T>>
  std::vector<T, Allocator> array() {
    static_assert(std::is_integral_v<T>);
    const std::size_t count = number();
    if (count > rest_.size() / sizeof(T)) {
      fail();
      return {};
    }
    std::vector<T, Allocator> values(count);
    if constexpr (std::endian::native == std::endian::little) {
      if (count > 0) {
        std::memcpy(values.data(), rest_.data(), count * sizeof(T));
      }
    } else {
      for (std::size_t i = 0; i < count; ++i) {
        values[i] = static_cast<T>(little_endian(rest_.substr(i * sizeof(T), sizeof(T))));
      }
    }
    rest_.remove_prefix(count * sizeof(T));
    return values;
  }
  void fail() {
    ok_ = false;
    rest_ = {};
  }
  bool ok() const { return ok_; }
  bool at_end() const { return ok_ && rest_.empty(); }

  static std::uint64_t little_endian(std::string_view bytes);

 private:
  std::string_view rest_;
  bool ok_ = true;
};

// Checks the header and the check sum of a whole file and gives its payload, a part of `file`.
// `name` is what the error calls the file. kCorrupt: not a model, cut short, or damaged;
// kUnsupported: a model of another kind or version.
Result<std::string_view> model_payload(std::string_view file, const std::string& name,
                                       std::string_view kind, std::uint32_t version);

// Reads a file whole. kNotFound, kIo.
Result<std::string> read_model_file(const std::filesystem::path& path);

// A file mapped into memory for as long as this lives; what is read of it is not copied.
class MappedFile {
 public:
  // kNotFound, kIo.
  static Result<MappedFile> open(const std::filesystem::path& path);
  MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
  MappedFile& operator=(MappedFile&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~MappedFile();

  std::string_view bytes() const { return bytes_; }

 private:
  explicit MappedFile(std::string_view bytes) : bytes_(bytes) {}
  std::string_view bytes_;
};

}  // namespace rapport::extract
