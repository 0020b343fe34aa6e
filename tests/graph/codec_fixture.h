// Bytes to look at, and random records.

#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "graph/codec.h"

namespace rapport::graph {

inline const std::string kHash = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1eff";

inline std::string hex(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    text +=
        {kDigits[static_cast<unsigned char>(c) >> 4], kDigits[static_cast<unsigned char>(c) & 15]};
  }
  return text;
}

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::uint64_t below(std::uint64_t n) { return engine_() % n; }
  std::uint64_t number() { return engine_() >> below(64); }
  std::string text() {
    std::string text;
    for (std::uint64_t n = below(12); n > 0; --n) {
      text.push_back(static_cast<char>(below(256)));
    }
    return text;
  }
  std::vector<std::string> texts() {
    std::vector<std::string> list(below(4));
    for (std::string& item : list) {
      item = text();
    }
    return list;
  }
  Spans spans() {
    Spans spans(below(4));
    for (Span& span : spans) {
      span.begin = static_cast<std::uint32_t>(number());
      span.end =
          static_cast<std::uint32_t>(std::min<std::uint64_t>(span.begin + below(1000), UINT32_MAX));
    }
    return spans;
  }
  EntityRef entity() {
    return {text(), text(), text(), static_cast<Layer>(below(3)), texts(), spans()};
  }
  ClaimRecord claim() {
    ClaimRecord record;
    record.edge = EdgeId{number()};
    record.line = static_cast<std::uint32_t>(number());
    record.fingerprint = number();
    Claim& claim = record.claim;
    claim.subject = entity();
    claim.relation = text();
    claim.object = entity();
    claim.predicate = text();
    claim.polarity = static_cast<Polarity>(below(2));
    claim.modality = static_cast<Modality>(below(4));
    claim.time = text();
    claim.quantity = text();
    claim.attribution = text();
    claim.place = text();
    claim.confidence = static_cast<std::uint16_t>(below(1001));
    claim.rule = text();
    claim.evidence = spans();
    claim.context = spans();
    claim.quote = text();
    return record;
  }
  LedgerEntry document() {
    LedgerEntry entry;
    DocumentInfo& info = entry.info;
    info = {text(), text(), kHash, text(),   text(),   text(),
            text(), text(), {},    number(), number(), number()};
    for (std::uint64_t n = below(3); n > 0; --n) {
      info.metadata[text()] = text();
    }
    entry.claims = number();
    entry.refused = number();
    entry.warnings = texts();
    return entry;
  }
  Value value(int depth = 0) {
    switch (below(depth < 3 ? 6 : 5)) {
      case 0:
        return {};
      case 1:
        return below(2) == 0;
      case 2:
        return static_cast<std::int64_t>(engine_());
      case 3:
        return static_cast<double>(engine_()) / 7.0;
      case 4:
        return text();
      default:
        List list(below(4));
        for (Value& item : list) {
          item = value(depth + 1);
        }
        return list;
    }
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace rapport::graph
