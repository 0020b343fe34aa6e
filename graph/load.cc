// Makes a snapshot of the tables: vertices and edges in the order of their ids, each with the
// counts that lie beside it under the same id.

#include <algorithm>
#include <utility>

#include "graph/apply.h"
#include "graph/codec.h"
#include "graph/edge_run.h"
#include "graph/merge.h"
#include "graph/state.h"
#include "graph/stop.h"

namespace rapport::graph {
namespace {

Error dangling(std::string_view what) {
  return {Code::kCorrupt, std::string(what), "", "run `rapport verify`"};
}

// The indexes that durable ids got; they come in ascending order.
class Indexes {
 public:
  void add(VertexId id) {
    ids_.push_back(id);
    has_gaps_ = has_gaps_ || id.value != ids_.size();
  }
  Result<VertexIndex> operator[](VertexId id) const {
    if (!has_gaps_ && id.value != 0 && id.value <= ids_.size()) {
      return VertexIndex{static_cast<std::uint32_t>(id.value - 1)};  // without a look at memory
    }
    const auto found = std::lower_bound(ids_.begin(), ids_.end(), id);
    if (found == ids_.end() || *found != id) {
      return dangling("an edge's end is missing");
    }
    return VertexIndex{static_cast<std::uint32_t>(found - ids_.begin())};
  }

 private:
  std::vector<VertexId> ids_;
  bool has_gaps_ = false;
};

// Collects the counts under one id from a cursor that stands at or before them.
template <typename Id, typename Decode, typename Take>
Result<void> counts_of(Cursor& cursor, Id id, const Decode& decode, const Take& take) {
  const std::string prefix = key_of(id);
  for (; cursor.valid() && cursor.key().substr(0, prefix.size()) <= prefix; cursor.next()) {
    if (!cursor.key().starts_with(prefix)) {
      return dangling("a count belongs to nothing");
    }
    RAPPORT_TRY(auto key, decode(cursor.key()));
    RAPPORT_TRY(const std::uint64_t count, decode_number(cursor.value()));
    take(std::move(key), count);
  }
  return cursor.status();
}

Result<Indexes> load_vertices(const View& view, const Schema& schema, Draft& draft) {
  StopCheck check;
  Indexes indexes;
  Cursor wordings = view.scan(Family::kWordings);
  Cursor cursor = view.scan(Family::kVertices);
  for (; cursor.valid(); cursor.next()) {
    RAPPORT_CHECK(check.next());
    RAPPORT_TRY(const VertexId id, decode_vertex_id(cursor.key()));
    RAPPORT_TRY(const VertexRecord record, decode_vertex(cursor.value()));
    VertexCounts counts{{}, record.documents};
    RAPPORT_CHECK(counts_of(wordings, id, decode_wording_key, [&](WordingKey key, auto count) {
      counts.wordings.emplace_back(std::move(key.wording), count);
    }));
    VertexFace face = vertex_face(counts, schema);
    draft.add_vertex(face.labels, face.properties, id);
    indexes.add(id);
  }
  RAPPORT_CHECK(cursor.status());
  return indexes;
}

Result<void> load_edges(const View& view, const Indexes& indexes, Draft& draft) {
  StopCheck check;
  Cursor sayings = view.scan(Family::kSayings);
  Cursor origins = view.scan(Family::kOrigins);
  Cursor cursor = view.scan(Family::kEdges);
  for (; cursor.valid(); cursor.next()) {
    RAPPORT_CHECK(check.next());
    RAPPORT_TRY(const EdgeId id, decode_edge_id(cursor.key()));
    RAPPORT_TRY(const EdgeRecord record, decode_edge(cursor.value()));
    EdgeOrigins counts{{}, {}, record.documents};
    RAPPORT_CHECK(counts_of(sayings, id, decode_saying_key, [&](SayingKey key, auto count) {
      counts.sayings.emplace_back(std::move(key.saying), count);
    }));
    RAPPORT_CHECK(counts_of(origins, id, decode_origin_key, [&](OriginKey key, auto count) {
      counts.origins.emplace_back(std::move(key.origin), count);
    }));
    RAPPORT_TRY(const VertexIndex from, indexes[record.identity.from]);
    RAPPORT_TRY(const VertexIndex to, indexes[record.identity.to]);
    draft.add_edge(from, record.identity.relation, to, edge_face(record.identity, counts), id);
  }
  return cursor.status();
}

// The claims of an edge, in the order of documents' names, then of reading.
Result<std::vector<Evidence>> read_evidence(const View& view, EdgeId edge) {
  std::map<DocumentId, DocumentInfo> documents;
  std::vector<std::pair<std::pair<std::string, std::uint32_t>, Evidence>> found;
  Cursor cursor = view.scan(Family::kEdgeClaims, key_of(edge));
  for (; cursor.valid(); cursor.next()) {
    RAPPORT_TRY(const EdgeClaimKey key, decode_edge_claim_key(cursor.key()));
    RAPPORT_TRY(const auto bytes, view.get(Family::kClaims, key_of(key.place)));
    if (!bytes) {
      return dangling("a claim is missing");
    }
    RAPPORT_TRY(ClaimRecord record, decode_claim(*bytes));
    if (!documents.contains(key.place.document)) {
      RAPPORT_TRY(LedgerEntry entry, read_entry(view, key.place.document));
      documents[key.place.document] = std::move(entry.info);
    }
    const DocumentInfo& info = documents[key.place.document];
    found.push_back({{info.name, key.place.number}, {info, std::move(record.claim), record.line}});
  }
  RAPPORT_CHECK(cursor.status());
  std::sort(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Evidence> evidence;
  for (auto& [order, item] : found) {
    evidence.push_back(std::move(item));
  }
  return evidence;
}

// What edges of a shape have in the draft.
struct DraftShape {
  std::uint32_t type = 0;
  std::vector<ColumnDraft*> columns;
};

Result<void> load_plain_edges(const View& view, const Indexes& indexes, Draft& draft,
                              StopCheck& check) {
  std::uint64_t next = 1;
  std::vector<DraftShape> shapes;
  Cursor runs = view.scan(Family::kPlainEdges);
  for (; runs.valid(); runs.next()) {
    RAPPORT_TRY(EdgeRun run, EdgeRun::open(runs.key(), runs.value()));
    if (run.first().value < next) {
      return dangling("two edges have one id");
    }
    next = run.first().value + run.size();
    shapes.clear();
    for (const EdgeShape& shape : run.shapes()) {
      DraftShape& made = shapes.emplace_back(draft.type_names.number(shape.type));
      for (const std::string_view key : shape.keys) {
        made.columns.push_back(&draft.edge_columns.column(key));
      }
    }
    while (run.next()) {
      RAPPORT_CHECK(check.next());
      RAPPORT_TRY(const VertexIndex from, indexes[run.from()]);
      RAPPORT_TRY(const VertexIndex to, indexes[run.to()]);
      const DraftShape& shape = shapes[run.shape()];
      draft.begin_edge(from, shape.type, to);
      for (std::size_t i = 0; i < shape.columns.size(); ++i) {
        draft.edge_columns.set(*shape.columns[i], run.values()[i]);
      }
      draft.end_edge(run.id());
    }
    RAPPORT_CHECK(run.status());
  }
  return runs.status();
}

Result<void> load_plain(const View& view, Draft& draft, const std::function<bool()>& stop) {
  StopCheck check(stop);
  Indexes indexes;
  Cursor vertices = view.scan(Family::kPlainVertices);
  for (; vertices.valid(); vertices.next()) {
    RAPPORT_CHECK(check.next());
    RAPPORT_TRY(const VertexId id, decode_vertex_id(vertices.key()));
    RAPPORT_CHECK(visit_plain_vertex(
        vertices.value(), [&](std::string_view label) { draft.add_label(label); },
        [&](std::string_view key, std::string_view value) {
          draft.vertex_columns.set(key, value);
        }));
    draft.end_vertex(id);
    indexes.add(id);
  }
  RAPPORT_CHECK(vertices.status());
  return load_plain_edges(view, indexes, draft, check);
}

}  // namespace

Result<std::shared_ptr<Snapshot::Data>> load_snapshot(const View& view, StoreKind kind,
                                                      const Schema& schema,
                                                      const std::string& weight_key,
                                                      const std::function<bool()>& stop) {
  Draft draft;
  draft.weight_key = weight_key;
  if (kind == StoreKind::kPlain) {
    RAPPORT_TRY(const Counters next, read_counters(view));
    draft.expect(next.vertex - 1, next.edge - 1);
    RAPPORT_CHECK(load_plain(view, draft, stop));
  } else {
    draft.reports = true;
    RAPPORT_TRY(const Indexes indexes, load_vertices(view, schema, draft));
    RAPPORT_CHECK(load_edges(view, indexes, draft));
  }
  return std::move(draft).finish(stop);
}

void read_evidence_from(const std::shared_ptr<const View>& view, Snapshot::Data& data) {
  data.evidence = [view](EdgeId edge) { return read_evidence(*view, edge); };
}

}  // namespace rapport::graph
