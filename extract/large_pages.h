// Memory for big tables that are read here and there: the system is asked for its large pages (2 MB
// on most machines), or nearly every read waits for the page tables too.

#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace rapport::extract {

// At least `bytes`, aligned to a line of the cache; small requests get memory as any other.
void* allocate_pages(std::size_t bytes);
// REQUIRES: what allocate_pages(bytes) gave.
void free_pages(void* memory, std::size_t bytes) noexcept;

// An allocator of the standard library.
template <typename T>
struct LargePages {
  using value_type = T;

  LargePages() = default;
  template <typename U>
  LargePages(const LargePages<U>&) {}  // NOLINT(google-explicit-constructor)

  T* allocate(std::size_t count) { return static_cast<T*>(allocate_pages(count * sizeof(T))); }
  void deallocate(T* memory, std::size_t count) noexcept { free_pages(memory, count * sizeof(T)); }
  bool operator==(const LargePages&) const = default;
};

template <typename T>
using BigTable = std::vector<T, LargePages<T>>;

}  // namespace rapport::extract
