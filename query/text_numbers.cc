// One table for a few texts, many tables for many.

#include "query/text_numbers.h"

#include <functional>

#include "query/free_later.h"

namespace rapport::query {

namespace {

constexpr std::size_t kMany = std::size_t{1} << 16;
constexpr std::size_t kParts = 251;  // a prime, as tables take a hash by other primes

std::size_t part_of(const std::string& text) { return std::hash<std::string>()(text) % kParts; }

}  // namespace

TextNumbers::~TextNumbers() {
  if (!parts_.empty()) {
    free_later(std::move(parts_));
  }
}

std::pair<std::size_t, bool> TextNumbers::number(std::string text) {
  if (count_ == kMany && parts_.empty()) {
    spread();
  }
  Part& part = parts_.empty() ? few_ : parts_[part_of(text)];
  const auto [found, is_new] = part.try_emplace(std::move(text), count_);
  count_ += is_new ? 1 : 0;
  return {found->second, is_new};
}

void TextNumbers::spread() {
  parts_.resize(kParts);
  while (!few_.empty()) {
    auto node = few_.extract(few_.begin());
    parts_[part_of(node.key())].insert(std::move(node));
  }
}

}  // namespace rapport::query
