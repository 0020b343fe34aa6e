// Front coding: each word is told by what it shares with the one before it and by the rest.

#include "extract/repair/words_file.h"

#include <algorithm>
#include <array>
#include <bit>

#include <openssl/sha.h>

namespace rapport::extract {
namespace {

constexpr std::string_view kMagic = "RWRD";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeader = 24;     // magic, version, words, bytes of payload, check sum (8)
constexpr std::size_t kChecksum = 8;    // bytes of the SHA-256 of the payload
constexpr std::size_t kLongShare = 15;  // largest share that is told
constexpr std::size_t kLongRest = 15;   // this many bytes or more: the length in a byte of its own
constexpr unsigned kNameBit = 0x80;

void put_u32(std::string& bytes, std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) {
    bytes += static_cast<char>((value >> shift) & 0xFF);
  }
}

std::uint32_t get_u32(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  }
  return value;
}

std::string checksum(std::string_view payload) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(payload.data()), payload.size(), digest.data());
  return {reinterpret_cast<const char*>(digest.data()), kChecksum};
}

// Seven bits: 0..3 as they are, above two bits of mantissa behind a leading one.
unsigned pack_count(std::uint32_t count) {
  if (count < 4) {
    return count;
  }
  const auto exponent = static_cast<unsigned>(std::bit_width(count)) - 3;
  return 4 * (exponent + 1) + ((count >> exponent) & 3U);
}

std::uint32_t unpack_count(unsigned packed) {
  return packed < 4 ? packed : (4U + packed % 4) << (packed / 4 - 1);
}

const Error kDamaged{Code::kCorrupt, "the word list is damaged", {}, "install it again"};

}  // namespace

std::uint32_t rounded_count(std::uint32_t count) { return unpack_count(pack_count(count)); }

std::string write_words(const std::vector<CountedWord>& words) {
  std::string payload;
  std::string_view last;
  for (const CountedWord& entry : words) {
    const std::string_view word = entry.word;
    const auto differ = std::mismatch(word.begin(), word.end(), last.begin(), last.end());
    const std::size_t share =
        std::min(static_cast<std::size_t>(differ.first - word.begin()), kLongShare);
    const std::size_t rest = word.size() - share;
    payload += static_cast<char>(share << 4 | std::min(rest, kLongRest));
    if (rest >= kLongRest) {
      payload += static_cast<char>(rest);
    }
    payload += word.substr(share);
    payload += static_cast<char>(pack_count(entry.count) | (entry.name ? kNameBit : 0U));
    last = word;
  }
  std::string bytes(kMagic);
  put_u32(bytes, kVersion);
  put_u32(bytes, static_cast<std::uint32_t>(words.size()));
  put_u32(bytes, static_cast<std::uint32_t>(payload.size()));
  return bytes + checksum(payload) + payload;
}

Result<void> read_words(std::string_view bytes,
                        const std::function<void(std::string_view, std::uint32_t, bool)>& add) {
  if (!bytes.starts_with(kMagic)) {
    return Error{Code::kCorrupt, "is no word list", {}, "install it again"};
  }
  if (bytes.size() < kHeader) {
    return kDamaged;
  }
  if (get_u32(bytes, 4) != kVersion) {
    return Error{Code::kUnsupported,
                 "the word list is of another version",
                 {},
                 "install the models that belong to this program"};
  }
  const std::string_view payload = bytes.substr(kHeader);
  if (payload.size() != get_u32(bytes, 12) || checksum(payload) != bytes.substr(16, kChecksum)) {
    return kDamaged;
  }
  std::string word;
  std::size_t at = 0;
  const auto left = [&](std::size_t size) { return payload.size() - at >= size; };
  for (std::uint32_t words = get_u32(bytes, 8); words > 0; --words) {
    if (!left(2)) {
      return kDamaged;
    }
    const auto shape = static_cast<unsigned char>(payload[at++]);
    const std::size_t share = shape >> 4;
    std::size_t rest = shape & 0x0FU;
    if (rest == kLongRest) {
      rest = static_cast<unsigned char>(payload[at++]);
    }
    if (share > word.size() || !left(rest + 1)) {
      return kDamaged;
    }
    word.resize(share);
    word += payload.substr(at, rest);
    at += rest;
    const auto packed = static_cast<unsigned char>(payload[at++]);
    add(word, unpack_count(packed & ~kNameBit), (packed & kNameBit) != 0);
  }
  return at == payload.size() ? Result<void>() : Result<void>(kDamaged);
}

}  // namespace rapport::extract
