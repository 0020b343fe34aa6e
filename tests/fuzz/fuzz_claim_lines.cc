// Claim lines on any bytes: no crash, and a line that is accepted is written as a line that is read
// as the same claim.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "rapport/graph/claim_lines.h"

namespace {

const rapport::pack::Pack& pack() {
  static const auto loaded = rapport::pack::Pack::parse(
      R"({"format": 1, "name": "t", "version": "1",
          "types": [{"name": "Actor"}, {"name": "Outcome"}],
          "relations": [{"name": "YIELDS", "from": "Actor", "to": "Outcome", "label": "yields"}]})",
      "fuzz", ".");
  return *loaded.value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto done = rapport::graph::read_claim_lines(
      text, "fuzz", pack(), [](const rapport::graph::ClaimLine& line) -> rapport::Result<void> {
        const std::string written = rapport::graph::claim_to_json(line.document, line.claim);
        const auto read = rapport::graph::claim_from_json(written, pack());
        if (!read ||
            rapport::graph::claim_to_json(read.value().document, read.value().claim) != written) {
          std::abort();
        }
        return {};
      });
  (void)done.has_value();
  return 0;
}
