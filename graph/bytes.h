// Writing and reading the elements that keys and values are made of. A part of codec*.cc and
// edge_run.cc, which alone use it.
//
//   u8 u16 u32 u64   big-endian
//   number           7 bits a byte, least first, the high bit set on all but the last (LEB128)
//   text             number of bytes, then the bytes

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/result.h"
#include "rapport/span.h"

namespace rapport::graph {

class ByteWriter {
 public:
  ByteWriter& u8(std::uint8_t v) { return big_endian(v, 1); }
  ByteWriter& u16(std::uint16_t v) { return big_endian(v, 2); }
  ByteWriter& u32(std::uint32_t v) { return big_endian(v, 4); }
  ByteWriter& u64(std::uint64_t v) { return big_endian(v, 8); }
  ByteWriter& number(std::uint64_t v) {
    for (; v >= 0x80; v >>= 7) {
      bytes_.push_back(static_cast<char>((v & 0x7f) | 0x80));
    }
    bytes_.push_back(static_cast<char>(v));
    return *this;
  }
  ByteWriter& text(std::string_view v) {
    number(v.size());
    bytes_ += v;
    return *this;
  }
  ByteWriter& raw(std::string_view v) {
    bytes_ += v;
    return *this;
  }
  ByteWriter& texts(const std::vector<std::string>& list) {
    number(list.size());
    for (const std::string& item : list) {
      text(item);
    }
    return *this;
  }
  ByteWriter& spans(const Spans& list) {
    number(list.size());
    for (const Span span : list) {
      number(span.begin).number(span.end);
    }
    return *this;
  }
  std::size_t size() const { return bytes_.size(); }
  std::string take() { return std::move(bytes_); }

 private:
  ByteWriter& big_endian(std::uint64_t v, int size) {
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
      bytes_.push_back(static_cast<char>((v >> shift) & 0xff));
    }
    return *this;
  }
  std::string bytes_;
};

// After the first element that is not there every read gives zero or nothing, and finish() fails.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  std::uint8_t u8() { return static_cast<std::uint8_t>(big_endian(1)); }
  std::uint16_t u16() { return static_cast<std::uint16_t>(big_endian(2)); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(big_endian(4)); }
  std::uint64_t u64() { return big_endian(8); }
  std::uint64_t number() {
    std::uint64_t v = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const std::uint64_t byte = u8();
      if (shift == 63 && byte > 1) {
        break;
      }
      v |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        if (byte == 0 && shift > 0) {
          break;  // a number has one form
        }
        return v;
      }
    }
    fail();
    return 0;
  }
  std::uint32_t number32() {
    const std::uint64_t v = number();
    if (v > UINT32_MAX) {
      fail();
    }
    return static_cast<std::uint32_t>(v);
  }
  // A number of elements of at least `least` bytes each: no more than there is room for.
  std::size_t length(std::size_t least = 1) {
    const std::uint64_t v = number();
    if (v > rest_.size() / least) {
      fail();
      return 0;
    }
    return v;
  }
  std::string text() { return std::string(raw(length())); }
  std::string_view raw(std::size_t size) {
    if (size > rest_.size()) {
      fail();
      return {};
    }
    const std::string_view bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
  }
  std::string_view rest() { return raw(rest_.size()); }
  std::string_view peek() const { return rest_; }  // what is left
  std::vector<std::string> texts() {
    std::vector<std::string> list;
    for (std::size_t n = length(); n > 0 && !failed_; --n) {
      list.push_back(text());
    }
    return list;
  }
  Spans spans() {
    Spans list;
    for (std::size_t n = length(2); n > 0 && !failed_; --n) {
      const std::uint32_t begin = number32();
      const std::uint32_t end = number32();
      if (begin > end) {
        fail();
      }
      list.push_back({begin, end});
    }
    return list;
  }
  template <typename Enum>
  Enum choice(Enum last) {
    const std::uint8_t v = u8();
    if (v > static_cast<std::uint8_t>(last)) {
      fail();
      return Enum{};
    }
    return static_cast<Enum>(v);
  }

  void fail() {
    failed_ = true;
    rest_ = {};
  }
  bool failed() const { return failed_; }
  // The value, if all was there and nothing is left.
  template <typename T>
  Result<T> finish(T value, std::string_view what) {
    if (failed_ || !rest_.empty()) {
      return Error{Code::kCorrupt, "a record is damaged", std::string(what),
                   "restore a copy of the store, or import into a new one"};
    }
    return value;
  }

 private:
  std::uint64_t big_endian(std::size_t size) {
    std::uint64_t v = 0;
    for (const char c : raw(size)) {
      v = (v << 8) | static_cast<unsigned char>(c);
    }
    return v;
  }
  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace rapport::graph
