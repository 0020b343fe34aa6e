// A document's way into the store and out of it, as changes to the tables.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rapport/graph/store.h"
#include "rapport/result.h"

#include "graph/changes.h"
#include "graph/records.h"

namespace rapport::graph {

// The next ids to give: never given twice, whatever was removed.
struct Counters {
  std::uint64_t document = 1, vertex = 1, edge = 1;
  bool operator==(const Counters&) const = default;
};
Result<Counters> read_counters(const View& view);
Batch counter_writes(const Counters& counters);
Result<std::uint64_t> read_commits(const View& view);  // writes since the store was made

// A document that is ready to be stored: its claims are admitted and told once each.
struct Admitted {
  LedgerEntry entry;  // with its id
  std::string original;
  std::vector<ClaimRecord> claims;  // without their edges, which adding finds
};
Result<void> add_document(Changes& changes, Counters& counters, const Schema& schema,
                          Admitted document);
Result<void> remove_document(Changes& changes, const View& view, const Schema& schema,
                             const LedgerEntry& entry);

// The claims of a document, in reading order.
Result<std::vector<ClaimRecord>> read_claims(const View& view, DocumentId document);
Result<LedgerEntry> read_entry(const View& view, DocumentId document);
Result<std::string> read_original(const View& view, DocumentId document);

}  // namespace rapport::graph
