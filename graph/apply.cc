// Adds the counts of a document to those of the store, or takes them away. Only what the document
// speaks of is read and written, however large the graph.

#include "graph/apply.h"

#include <utility>

#include "graph/codec.h"
#include "graph/merge.h"

namespace rapport::graph {
namespace {

constexpr const char* kNextDocument = "next_document";
constexpr const char* kNextVertex = "next_vertex";
constexpr const char* kNextEdge = "next_edge";

Error missing(std::string_view what) {
  return {Code::kCorrupt, std::string(what) + " is not in the store", "", "run `rapport verify`"};
}

Result<std::uint64_t> read_counter(const View& view, const char* name) {
  RAPPORT_TRY(const auto value, view.get(Family::kMeta, name));
  if (!value) {
    return missing(name);
  }
  return decode_number(*value);
}

// One document on its way in or out.
class Application {
 public:
  // `counters` is null on the way out: then nothing new may turn up.
  Application(Changes& changes, Counters* counters, const LedgerEntry& entry)
      : changes_(changes), counters_(counters), entry_(entry) {}

  Result<void> vertices(const Contribution& part) {
    for (const auto& [key, wordings] : part.vertices) {
      RAPPORT_TRY(const VertexId id, touch_vertex(key));
      ids_[key] = id;
      for (const auto& [wording, count] : wordings) {
        RAPPORT_CHECK(changed(Family::kWordings, key_of(id, wording), count));
      }
    }
    return {};
  }

  // Tells each claim's edge.
  Result<void> edges(const Contribution& part, std::vector<ClaimRecord>& claims) {
    for (const auto& [name, counts] : part.edges) {
      RAPPORT_TRY(const EdgeId id, touch_edge(name));
      for (const auto& [saying, count] : counts.sayings) {
        RAPPORT_CHECK(changed(Family::kSayings, key_of(id, saying), count));
      }
      const Origin origin{entry_.info.sha256, counts.confidence, entry_.info.date};
      RAPPORT_CHECK(changed(Family::kOrigins, key_of(id, origin), 1));
      for (const std::uint32_t number : counts.claims) {
        claims[number].edge = id;
        RAPPORT_CHECK(changed(Family::kEdgeClaims, key_of(id, ClaimPlace{entry_.id, number}), 1));
      }
    }
    return {};
  }

 private:
  bool adding() const { return counters_ != nullptr; }

  Result<void> changed(Family family, const std::string& key, std::uint64_t count) {
    const auto difference = static_cast<std::int64_t>(count);
    RAPPORT_TRY([[maybe_unused]] const std::uint64_t sum,
                changes_.count(family, key, adding() ? difference : -difference));
    return {};
  }

  // One document more, or one less; the record goes with its last document.
  template <typename Record>
  Result<bool> tally(Record& record) const {
    if (!adding() && record.documents == 0) {
      return missing("a document of a vertex or edge");
    }
    adding() ? ++record.documents : --record.documents;
    return record.documents > 0;
  }

  Result<VertexId> touch_vertex(const std::string& key) {
    RAPPORT_TRY(const auto known, changes_.get(Family::kVertexKeys, key));
    VertexRecord record{0, key};
    VertexId id;
    if (known) {
      RAPPORT_TRY(id, decode_vertex_id(*known));
      RAPPORT_TRY(const auto bytes, changes_.get(Family::kVertices, key_of(id)));
      if (!bytes) {
        return missing("vertex " + key);
      }
      RAPPORT_TRY(record, decode_vertex(*bytes));
    } else if (adding()) {
      id = VertexId{counters_->vertex++};
      RAPPORT_CHECK(changes_.put(Family::kVertexKeys, key, key_of(id)));
    } else {
      return missing("vertex " + key);
    }
    RAPPORT_TRY(const bool lives, tally(record));
    if (lives) {
      RAPPORT_CHECK(changes_.put(Family::kVertices, key_of(id), encode_vertex(record)));
    } else {
      RAPPORT_CHECK(changes_.erase(Family::kVertices, key_of(id)));
      RAPPORT_CHECK(changes_.erase(Family::kVertexKeys, key));
    }
    return id;
  }

  Result<EdgeId> touch_edge(const EdgeName& name) {
    EdgeRecord record{0,
                      {ids_[name.from], ids_[name.to], name.polarity, name.modality, name.relation,
                       name.predicate}};
    const std::string key = key_of(record.identity);
    RAPPORT_TRY(const auto known, changes_.get(Family::kEdgeKeys, key));
    EdgeId id;
    if (known) {
      RAPPORT_TRY(id, decode_edge_id(*known));
      RAPPORT_TRY(const auto bytes, changes_.get(Family::kEdges, key_of(id)));
      if (!bytes) {
        return missing("an edge of " + name.from);
      }
      RAPPORT_TRY(record, decode_edge(*bytes));
    } else if (adding()) {
      id = EdgeId{counters_->edge++};
      RAPPORT_CHECK(changes_.put(Family::kEdgeKeys, key, key_of(id)));
    } else {
      return missing("an edge of " + name.from);
    }
    RAPPORT_TRY(const bool lives, tally(record));
    if (lives) {
      RAPPORT_CHECK(changes_.put(Family::kEdges, key_of(id), encode_edge(record)));
    } else {
      RAPPORT_CHECK(changes_.erase(Family::kEdges, key_of(id)));
      RAPPORT_CHECK(changes_.erase(Family::kEdgeKeys, key));
    }
    return id;
  }

  Changes& changes_;
  Counters* counters_;
  const LedgerEntry& entry_;
  std::map<std::string, VertexId> ids_;  // of the document's vertices, by key
};

Contribution contribution_of(const std::vector<ClaimRecord>& records, const Schema& schema) {
  std::vector<Claim> claims;
  claims.reserve(records.size());
  for (const ClaimRecord& record : records) {
    claims.push_back(record.claim);
  }
  return contribution(claims, schema);
}

}  // namespace

Result<Counters> read_counters(const View& view) {
  Counters counters;
  RAPPORT_TRY(counters.document, read_counter(view, kNextDocument));
  RAPPORT_TRY(counters.vertex, read_counter(view, kNextVertex));
  RAPPORT_TRY(counters.edge, read_counter(view, kNextEdge));
  return counters;
}

Result<std::uint64_t> read_commits(const View& view) {
  RAPPORT_TRY(const auto bytes, view.get(Family::kMeta, kCommitsKey));
  if (!bytes) {
    return std::uint64_t{0};
  }
  return decode_number(*bytes);
}

Batch counter_writes(const Counters& counters) {
  return {{Family::kMeta, kNextDocument, encode_number(counters.document)},
          {Family::kMeta, kNextVertex, encode_number(counters.vertex)},
          {Family::kMeta, kNextEdge, encode_number(counters.edge)}};
}

Result<void> add_document(Changes& changes, Counters& counters, const Schema& schema,
                          Admitted document) {
  const LedgerEntry& entry = document.entry;
  const Contribution part = contribution_of(document.claims, schema);
  Application application(changes, &counters, entry);
  RAPPORT_CHECK(application.vertices(part));
  RAPPORT_CHECK(application.edges(part, document.claims));
  for (std::uint32_t i = 0; i < document.claims.size(); ++i) {
    RAPPORT_CHECK(changes.put(Family::kClaims, key_of(ClaimPlace{entry.id, i}),
                              encode_claim(document.claims[i])));
  }
  RAPPORT_CHECK(changes.put(Family::kTexts, key_of(entry.id), std::move(document.original)));
  RAPPORT_CHECK(changes.put(Family::kDocumentNames, entry.info.name, key_of(entry.id)));
  return changes.put(Family::kDocuments, key_of(entry.id), encode_document(entry));
}

Result<void> remove_document(Changes& changes, const View& view, const Schema& schema,
                             const LedgerEntry& entry) {
  RAPPORT_TRY(std::vector<ClaimRecord> claims, read_claims(view, entry.id));
  const Contribution part = contribution_of(claims, schema);
  Application application(changes, nullptr, entry);
  RAPPORT_CHECK(application.vertices(part));
  RAPPORT_CHECK(application.edges(part, claims));
  for (std::uint32_t i = 0; i < claims.size(); ++i) {
    RAPPORT_CHECK(changes.erase(Family::kClaims, key_of(ClaimPlace{entry.id, i})));
  }
  RAPPORT_CHECK(changes.erase(Family::kTexts, key_of(entry.id)));
  RAPPORT_CHECK(changes.erase(Family::kDocuments, key_of(entry.id)));
  RAPPORT_TRY(const auto named, changes.get(Family::kDocumentNames, entry.info.name));
  if (named == key_of(entry.id)) {  // else its replacement has the name by now
    RAPPORT_CHECK(changes.erase(Family::kDocumentNames, entry.info.name));
  }
  return {};
}

Result<std::vector<ClaimRecord>> read_claims(const View& view, DocumentId document) {
  std::vector<ClaimRecord> claims;
  Cursor cursor = view.scan(Family::kClaims, key_of(document));
  for (; cursor.valid(); cursor.next()) {
    RAPPORT_TRY(const ClaimPlace place, decode_claim_key(cursor.key()));
    if (place.number != claims.size()) {
      return missing("a claim of a document");
    }
    RAPPORT_TRY(ClaimRecord record, decode_claim(cursor.value()));
    claims.push_back(std::move(record));
  }
  RAPPORT_CHECK(cursor.status());
  return claims;
}

Result<LedgerEntry> read_entry(const View& view, DocumentId document) {
  RAPPORT_TRY(const auto bytes, view.get(Family::kDocuments, key_of(document)));
  if (!bytes) {
    return missing("a document");
  }
  RAPPORT_TRY(LedgerEntry entry, decode_document(*bytes));
  entry.id = document;
  return entry;
}

Result<std::string> read_original(const View& view, DocumentId document) {
  RAPPORT_TRY(auto bytes, view.get(Family::kTexts, key_of(document)));
  if (!bytes) {
    return missing("the text of a document");
  }
  return std::move(*bytes);
}

}  // namespace rapport::graph
