// Large pages by madvise(), where there is one.

#include "extract/large_pages.h"

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace rapport::extract {
namespace {

constexpr std::size_t kPage = std::size_t{2} << 20;
constexpr std::align_val_t kLine{64};

std::size_t whole_pages(std::size_t bytes) { return (bytes + kPage - 1) / kPage * kPage; }

}  // namespace

void* allocate_pages(std::size_t bytes) {
  if (bytes < kPage / 2) {
    return ::operator new(bytes, kLine);
  }
  void* memory = ::operator new(whole_pages(bytes), std::align_val_t{kPage});
#if defined(__linux__)
  madvise(memory, whole_pages(bytes), MADV_HUGEPAGE);  // advice: without it all goes on, slower
#endif
  return memory;
}

void free_pages(void* memory, std::size_t bytes) noexcept {
  ::operator delete(memory, bytes < kPage / 2 ? kLine : std::align_val_t{kPage});
}

}  // namespace rapport::extract
