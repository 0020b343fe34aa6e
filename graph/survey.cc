// What a store holds, for people: the canonical export, and figures.

#include <algorithm>
#include <map>
#include <utility>

#include "rapport/graph/claim_lines.h"

#include "graph/merge.h"
#include "graph/state.h"

namespace rapport::graph {
namespace {

using Figures = std::vector<std::pair<std::string, std::uint64_t>>;

// The largest first; of equals in the order of bytes.
Figures by_size(const std::map<std::string, std::uint64_t>& counts) {
  Figures figures(counts.begin(), counts.end());
  std::stable_sort(figures.begin(), figures.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return figures;
}

void count_graph(const Snapshot& graph, StoreStats& stats) {
  std::map<std::string, std::uint64_t> vertices, edges, unmapped;
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    const auto labels = graph.labels(VertexIndex{v});
    // A vertex of a reports store is of its most specific type; a plain one of all its labels.
    const auto counted =
        graph.is_reports() ? labels.first(std::min<std::size_t>(1, labels.size())) : labels;
    for (const LabelId label : counted) {
      ++vertices[graph.label_names()[label]];
    }
  }
  for (std::uint32_t e = 0; e < graph.edge_count(); ++e) {
    const std::string& type = graph.type_names()[graph.type(EdgeIndex{e})];
    ++edges[type];
    if (!graph.is_reports() || type != kUnmapped) {
      continue;
    }
    const Value predicate_value = graph.property(EdgeIndex{e}, "predicate");
    const Value mentions_value = graph.property(EdgeIndex{e}, "mentions");
    const std::string* predicate = predicate_value.as_string();
    const std::int64_t* mentions = mentions_value.as_int();
    if (predicate != nullptr && mentions != nullptr) {
      unmapped[*predicate] += static_cast<std::uint64_t>(*mentions);
    }
  }
  stats.vertices = graph.vertex_count();
  stats.edges = graph.edge_count();
  stats.vertices_by_type = by_size(vertices);
  stats.edges_by_type = by_size(edges);
  stats.unmapped = by_size(unmapped);
}

}  // namespace

// In the order of documents' names; within a document in the order of evidence, then of bytes. Both
// are the same whatever the order of commits, and after an export was imported again.
Result<void> Store::export_claims(const std::function<void(std::string_view line)>& write) const {
  RAPPORT_TRY(const auto view, state_->rocks.view());
  RAPPORT_TRY(const std::vector<LedgerEntry> entries, read_documents(*view));
  for (const LedgerEntry& entry : entries) {
    RAPPORT_TRY(const std::vector<ClaimRecord> records, read_claims(*view, entry.id));
    std::vector<std::pair<Spans, std::string>> lines;
    for (const ClaimRecord& record : records) {
      lines.emplace_back(record.claim.evidence, claim_to_json(entry.info, record.claim));
    }
    std::sort(lines.begin(), lines.end());
    for (const auto& [evidence, line] : lines) {
      write(line);
    }
  }
  return {};
}

Result<StoreStats> Store::stats() const {
  StoreStats stats;
  RAPPORT_TRY(const auto documents, this->documents());
  for (const LedgerEntry& entry : documents) {
    ++stats.documents;
    stats.claims += entry.claims;
    stats.words += entry.info.words;
  }
  RAPPORT_TRY(const auto graph, snapshot());
  count_graph(*graph, stats);
  return stats;
}

}  // namespace rapport::graph
