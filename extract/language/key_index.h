// A hash table from keys that are hashes already to their position in a list: the form in which
// models keep their vocabularies. Open addressing, linear probing, half full at most.

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "extract/large_pages.h"

namespace rapport::extract {

template <typename Key>
class KeyIndex {
 public:
  static constexpr std::uint32_t kAbsent = 0xffffffff;

  KeyIndex() = default;
  // Of equal keys the first one counts.
  explicit KeyIndex(const std::vector<Key>& keys) : KeyIndex(keys.size()) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      insert(keys[i], static_cast<std::uint32_t>(i));
    }
  }
  // For as many keys, to be inserted.
  explicit KeyIndex(std::size_t size)
      : slots_(std::bit_ceil(2 * size + 2)), mask_(slots_.size() - 1) {}
  // Leaves a key that is there already. REQUIRES: value != kAbsent.
  void insert(Key key, std::uint32_t value) {
    Slot& slot = slots_[place_of(key)];
    if (slot.value == kAbsent) {
      slot = {key, value};
    }
  }

  // Asks the memory for what find(key) will read.
  void prefetch(Key key) const { __builtin_prefetch(&slots_[key & mask_]); }
  // The position of `key`, or the value it was inserted with, or kAbsent.
  std::uint32_t find(Key key) const { return slots_[place_of(key)].value; }

 private:
  struct Slot {
    Key key = 0;
    std::uint32_t value = kAbsent;
  };

  // Where the key is, or would be.
  std::size_t place_of(Key key) const {
    std::size_t at = key & mask_;
    while (slots_[at].value != kAbsent && slots_[at].key != key) {
      at = (at + 1) & mask_;
    }
    return at;
  }

  BigTable<Slot> slots_ = BigTable<Slot>(1);
  std::size_t mask_ = 0;
};

}  // namespace rapport::extract
