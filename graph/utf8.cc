// Characters and lines of raw text.

#include "graph/utf8.h"

#include <algorithm>

namespace rapport::graph {
namespace {

unsigned byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
}

bool in(unsigned byte, unsigned first, unsigned last) { return first <= byte && byte <= last; }

// Length of the well-formed character at `at`, or 0.
std::size_t character(std::string_view text, std::size_t at) {
  const unsigned a = byte_at(text, at);
  const unsigned b = byte_at(text, at + 1);
  const bool c = in(byte_at(text, at + 2), 0x80, 0xbf);
  const bool d = in(byte_at(text, at + 3), 0x80, 0xbf);
  if (a < 0x80) {
    return 1;
  }
  if (in(a, 0xc2, 0xdf)) {
    return in(b, 0x80, 0xbf) ? 2 : 0;
  }
  if (in(a, 0xe0, 0xef)) {
    const unsigned first = a == 0xe0 ? 0xa0 : 0x80;
    const unsigned last = a == 0xed ? 0x9f : 0xbf;
    return in(b, first, last) && c ? 3 : 0;
  }
  if (in(a, 0xf0, 0xf4)) {
    const unsigned first = a == 0xf0 ? 0x90 : 0x80;
    const unsigned last = a == 0xf4 ? 0x8f : 0xbf;
    return in(b, first, last) && c && d ? 4 : 0;
  }
  return 0;
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character(text, at);
    if (length == 0) {
      return false;
    }
    at += length;
  }
  return true;
}

bool cuts_character(std::string_view text, std::size_t at) {
  for (std::size_t back = 1; back <= 3 && back <= at; ++back) {
    if (character(text, at - back) > back) {
      return true;
    }
  }
  return false;
}

LineIndex::LineIndex(std::string_view text) {
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    ends_.push_back(static_cast<std::uint32_t>(at));
  }
}

std::uint32_t LineIndex::line_of(std::uint32_t offset) const {
  const auto before = std::lower_bound(ends_.begin(), ends_.end(), offset) - ends_.begin();
  return static_cast<std::uint32_t>(before) + 1;
}

}  // namespace rapport::graph
