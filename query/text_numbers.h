// Texts numbered as they come: the keys of groups and of distinct rows.
//
// However many there are, no single call takes long, so that a run can be stopped at any time: many
// are spread over parts, which grow one by one, and are freed on a thread of their own.

#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rapport::query {

class TextNumbers {
 public:
  TextNumbers() = default;
  ~TextNumbers();
  TextNumbers(TextNumbers&&) noexcept = default;
  TextNumbers& operator=(TextNumbers&&) noexcept = default;
  TextNumbers(const TextNumbers&) = delete;
  TextNumbers& operator=(const TextNumbers&) = delete;

  // Its number, from 0, and whether it is new.
  std::pair<std::size_t, bool> number(std::string text);

 private:
  using Part = std::unordered_map<std::string, std::size_t>;
  void spread();

  std::size_t count_ = 0;
  Part few_;
  std::vector<Part> parts_;  // by hash, once there are many
};

}  // namespace rapport::query
