// Frees what is large on a thread of its own: who stopped a query does not wait for its memory.

#pragma once

#include <system_error>
#include <thread>
#include <utility>

namespace rapport::query {

template <typename T>
void free_later(T held) noexcept {
  try {
    std::thread([gone = std::move(held)] {}).detach();
  } catch (const std::system_error&) {  // no thread is to be had: it was freed on the way
  }
}

}  // namespace rapport::query
