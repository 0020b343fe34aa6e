// A hash table from keys that are hashes already to their position in a list: the form in which
// models keep their vocabularies. Open addressing, linear probing, half full at most.

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace rapport::extract {

template <typename Key>
class KeyIndex {
 public:
  static constexpr std::uint32_t kAbsent = 0xffffffff;

  KeyIndex() = default;
  // Of equal keys the first one counts.
  explicit KeyIndex(const std::vector<Key>& keys)
      : slots_(std::bit_ceil(2 * keys.size() + 2)), mask_(slots_.size() - 1) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      std::size_t at = keys[i] & mask_;
      while (slots_[at].index != kAbsent && slots_[at].key != keys[i]) {
        at = (at + 1) & mask_;
      }
      if (slots_[at].index == kAbsent) {
        slots_[at] = {keys[i], static_cast<std::uint32_t>(i)};
      }
    }
  }

  // Asks the memory for what find(key) will read.
  void prefetch(Key key) const { __builtin_prefetch(&slots_[key & mask_]); }
  // The position of `key`, or kAbsent.
  std::uint32_t find(Key key) const {
    std::size_t at = key & mask_;
    while (slots_[at].index != kAbsent && slots_[at].key != key) {
      at = (at + 1) & mask_;
    }
    return slots_[at].index;
  }

 private:
  struct Slot {
    Key key = 0;
    std::uint32_t index = kAbsent;
  };
  std::vector<Slot> slots_ = std::vector<Slot>(1);
  std::size_t mask_ = 0;
};

}  // namespace rapport::extract
