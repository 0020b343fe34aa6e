// A hash table from vertices to small records: one array, open addressing. A search that looks at a
// thousand vertices of a million touches a few pages, and nothing has to be cleared for the next.

#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "rapport/ids.h"

namespace rapport::query {

template <typename T>
class VertexMap {
 public:
  VertexMap() : slots_(kFirstSlots) {}

  std::size_t size() const { return size_; }
  const T* find(VertexIndex v) const {
    const Slot& slot = slots_[place_of(v)];
    return slot.key == 0 ? nullptr : &slot.value;
  }
  T* find(VertexIndex v) { return const_cast<T*>(std::as_const(*this).find(v)); }
  // The record of the vertex, and whether it was put in now. Valid until the next emplace.
  std::pair<T*, bool> emplace(VertexIndex v, const T& value) {
    std::size_t place = place_of(v);
    if (slots_[place].key != 0) {
      return {&slots_[place].value, false};
    }
    if ((size_ + 1) * 2 > slots_.size()) {
      grow();
      place = place_of(v);
    }
    ++size_;
    slots_[place] = {v.value + 1, value};
    return {&slots_[place].value, true};
  }
  template <typename Visit>
  void each(Visit visit) const {
    for (const Slot& slot : slots_) {
      if (slot.key != 0) {
        visit(VertexIndex{slot.key - 1});
      }
    }
  }

 private:
  static constexpr std::size_t kFirstSlots = 256;
  static constexpr std::size_t kGrowth = 4;
  struct Slot {
    std::uint32_t key = 0;  // the vertex + 1; 0: free. No graph has 2^32 vertices
    T value{};
  };

  std::size_t place_of(VertexIndex v) const {
    const std::uint32_t key = v.value + 1;
    const std::size_t mask = slots_.size() - 1;
    // Fibonacci hashing spreads runs of numbers over the table.
    std::size_t place = (key * std::uint64_t{0x9E3779B97F4A7C15} >> 32) & mask;
    while (slots_[place].key != 0 && slots_[place].key != key) {
      place = (place + 1) & mask;
    }
    return place;
  }
  void grow() {
    std::vector<Slot> old(slots_.size() * kGrowth);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.key != 0) {
        slots_[place_of({slot.key - 1})] = slot;
      }
    }
  }

  std::vector<Slot> slots_;  // a power of two of them
  std::size_t size_ = 0;
};

// A set of vertices of a graph of known size: a table while it is small, a bit a vertex then.
class VertexSet {
 public:
  explicit VertexSet(std::uint32_t vertices) : vertices_(vertices) {}
  // Whether it was not there yet.
  bool insert(VertexIndex v) {
    if (v.value >= vertices_) {  // made by the running statement
      return few_.emplace(v, 0).second;
    }
    if (!bits_.empty()) {
      const bool is_new = !bits_[v.value];
      bits_[v.value] = true;
      return is_new;
    }
    const bool is_new = few_.emplace(v, 0).second;
    if (few_.size() > kFew && few_.size() > vertices_ / 64) {
      bits_.resize(vertices_);
      few_.each([this](VertexIndex known) {
        if (known.value < vertices_) {
          bits_[known.value] = true;
        }
      });
    }
    return is_new;
  }

 private:
  static constexpr std::size_t kFew = 128;
  std::uint32_t vertices_;
  VertexMap<char> few_;
  std::vector<bool> bits_;
};

}  // namespace rapport::query
