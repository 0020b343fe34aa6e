// Arrays of plain elements that a snapshot made itself, or that lie in a mapped file: one face for
// both.

#pragma once

#include <cassert>
#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace rapport::graph {

template <typename T>
class Array {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Array() = default;
  explicit Array(std::vector<T> items) : owned_(std::move(items)), items_(owned_) {}
  // Elements that somebody else keeps.
  explicit Array(std::span<const T> items) : items_(items) {}
  Array(Array&&) noexcept = default;  // a moved vector keeps its elements in place
  Array& operator=(Array&&) noexcept = default;
  Array(const Array&) = delete;
  Array& operator=(const Array&) = delete;
  ~Array() = default;

  const T& operator[](std::size_t i) const {
    assert(i < items_.size());
    return items_.data()[i];
  }
  const T* data() const { return items_.data(); }
  std::size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }
  std::span<const T> span() const { return items_; }
  std::span<const T> slice(std::size_t begin, std::size_t end) const {
    return items_.subspan(begin, end - begin);
  }

 private:
  std::vector<T> owned_;
  std::span<const T> items_;
};

// Whole numbers in as few bytes as the largest of them needs: none (all are 0), 1, 2 or 4.
class Narrow {
 public:
  Narrow() = default;
  explicit Narrow(const std::vector<std::uint32_t>& numbers);
  // `count` numbers, none above `largest`; number_at(i) gives them.
  template <typename NumberAt>
  Narrow(std::size_t count, std::uint32_t largest, const NumberAt& number_at);
  // `bytes` hold `count` numbers.
  Narrow(Array<std::uint8_t> bytes, std::size_t count)
      : bytes_(std::move(bytes)),
        width_(count == 0 ? 0 : static_cast<unsigned>(bytes_.size() / count)) {}

  std::uint32_t operator[](std::size_t i) const { return read(bytes_.data(), width_, i); }
  static std::uint32_t read(const std::uint8_t* bytes, unsigned width, std::size_t i) {
    if (width == 1) {
      return bytes[i];
    }
    if (width == 2) {
      std::uint16_t number = 0;
      std::memcpy(&number, bytes + 2 * i, sizeof number);
      return number;
    }
    std::uint32_t number = 0;
    if (width == 4) {
      std::memcpy(&number, bytes + 4 * i, sizeof number);
    }
    return number;
  }
  // The numbers at many places.
  template <typename Index>
  void gather(std::span<const Index> at, std::span<std::uint32_t> numbers) const {
    const auto fetch = [&](auto width) {
      for (std::size_t i = 0; i < at.size(); ++i) {
        numbers[i] = read(bytes_.data(), width(), at[i].value);
      }
    };
    switch (width_) {  // a constant in each, so that the loop does not ask
      case 1:
        return fetch([] { return 1U; });
      case 2:
        return fetch([] { return 2U; });
      case 4:
        return fetch([] { return 4U; });
      default:
        return fetch([] { return 0U; });
    }
  }
  const Array<std::uint8_t>& bytes() const { return bytes_; }
  unsigned width() const { return width_; }

 private:
  template <typename T, typename NumberAt>
  static std::vector<std::uint8_t> packed(std::size_t count, const NumberAt& number_at) {
    std::vector<std::uint8_t> bytes(count * sizeof(T));
    for (std::size_t i = 0; i < count; ++i) {
      const T number = static_cast<T>(number_at(i));
      std::memcpy(bytes.data() + i * sizeof(T), &number, sizeof(T));
    }
    return bytes;
  }

  Array<std::uint8_t> bytes_;
  unsigned width_ = 0;
};

template <typename NumberAt>
Narrow::Narrow(std::size_t count, std::uint32_t largest, const NumberAt& number_at)
    : width_(count == 0 || largest == 0 ? 0
             : largest <= UINT8_MAX     ? 1
             : largest <= UINT16_MAX    ? 2
                                        : 4) {
  bytes_ = Array<std::uint8_t>(width_ == 0   ? std::vector<std::uint8_t>{}
                               : width_ == 1 ? packed<std::uint8_t>(count, number_at)
                               : width_ == 2 ? packed<std::uint16_t>(count, number_at)
                                             : packed<std::uint32_t>(count, number_at));
}

}  // namespace rapport::graph
