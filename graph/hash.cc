// Hashes of documents and of evidence.

#include "graph/hash.h"

#include <array>

#include <openssl/evp.h>

namespace rapport::graph {
namespace {

using Digest = std::array<unsigned char, 32>;

Digest sha256(std::string_view bytes) {
  Digest digest{};
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  return digest;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  for (const unsigned char byte : sha256(bytes)) {
    digits.push_back(kDigits[byte >> 4]);
    digits.push_back(kDigits[byte & 15]);
  }
  return digits;
}

std::uint64_t fingerprint(const Claim& claim, std::string_view original) {
  std::string material;
  for (const Span span : claim.evidence) {
    material += std::to_string(span.size()) + ':';
    material += span.in(original);
  }
  material += claim.quote;
  std::uint64_t first = 0;
  const Digest digest = sha256(material);
  for (std::size_t i = 0; i < 8; ++i) {
    first = first << 8 | digest[i];
  }
  return first;
}

}  // namespace rapport::graph
