// Commits documents, removes them, and tells which are there.

#include "rapport/graph/store.h"

#include <algorithm>
#include <utility>

#include "rapport/pack/fold.h"

#include "graph/admit.h"
#include "graph/apply.h"
#include "graph/codec.h"
#include "graph/image.h"
#include "graph/state.h"

namespace rapport::graph {
namespace {

constexpr std::size_t kShortestHash = 8;  // digits
constexpr std::size_t kMostSuggestions = 3;
constexpr std::string_view kSnapshotFile = "rapport.snapshot";
constexpr std::size_t kWorthAFile = 20'000;  // vertices and edges; fewer are read as fast

Error wrong_kind(StoreKind kind) {
  return kind == StoreKind::kPlain
             ? Error{Code::kUnsupported, "this is a plain store: it has no documents", "", ""}
             : Error{Code::kUnsupported,
                     "this is a store of reports: its graph follows from documents", "",
                     "import a document instead"};
}

Error no_such_end(VertexId end) {
  return {Code::kBadInput, "an edge's end is not a vertex of this store",
          "vertex " + std::to_string(end.value), "add the vertex first"};
}

Result<std::optional<LedgerEntry>> entry_named(const View& view, std::string_view name) {
  RAPPORT_TRY(const auto bytes, view.get(Family::kDocumentNames, name));
  if (!bytes) {
    return std::optional<LedgerEntry>();
  }
  RAPPORT_TRY(const DocumentId id, decode_document_id(*bytes));
  RAPPORT_TRY(LedgerEntry entry, read_entry(view, id));
  return std::optional(std::move(entry));
}

std::string nearest_names(const std::vector<LedgerEntry>& entries, std::string_view name) {
  std::vector<std::pair<std::size_t, std::string_view>> ranked;
  const std::size_t limit = std::max<std::size_t>(2, name.size() / 3);
  for (const LedgerEntry& entry : entries) {
    const std::size_t edits = pack::edit_distance(name, entry.info.name, limit);
    if (edits <= limit) {
      ranked.emplace_back(edits, entry.info.name);
    }
  }
  std::sort(ranked.begin(), ranked.end());
  std::string hint;
  for (std::size_t i = 0; i < std::min(ranked.size(), kMostSuggestions); ++i) {
    hint += (hint.empty() ? "did you mean " : ", ") + std::string(ranked[i].second);
  }
  return hint.empty() ? "`rapport docs` lists them" : hint + "?";
}

bool is_hash_prefix(std::string_view text) {
  return text.size() >= kShortestHash &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// The one document that `what` names.
Result<LedgerEntry> resolve(const View& view, std::string_view what) {
  RAPPORT_TRY(auto named, entry_named(view, what));
  if (named) {
    return std::move(*named);
  }
  RAPPORT_TRY(const std::vector<LedgerEntry> entries, read_documents(view));
  const auto where = [&entries](const auto& fits) {
    std::vector<const LedgerEntry*> found;
    for (const LedgerEntry& entry : entries) {
      if (fits(entry.info)) {
        found.push_back(&entry);
      }
    }
    return found;
  };
  auto found = where([what](const DocumentInfo& info) { return info.path == what; });
  if (found.empty() && is_hash_prefix(what)) {
    found = where([what](const DocumentInfo& info) { return info.sha256.starts_with(what); });
  }
  if (found.empty()) {
    return Error{Code::kNotFound, "there is no such document", std::string(what),
                 nearest_names(entries, what)};
  }
  if (found.size() > 1) {
    std::string names;
    for (const LedgerEntry* entry : found) {
      names += (names.empty() ? "" : ", ") + entry->info.name;
    }
    return Error{Code::kBadInput, "means several documents: " + names, std::string(what),
                 "name one of them"};
  }
  return *found.front();
}

}  // namespace

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::~Store() = default;

StoreKind Store::kind() const { return state_->kind; }
const std::string& Store::pack_name() const { return state_->pack_name; }
const std::string& Store::pack_hash() const { return state_->pack_hash; }

Result<void> Store::State::write(Batch batch, const Counters& next, bool sync) {
  batch.push_back({Family::kMeta, std::string(kCommitsKey), encode_number(commits + 1)});
  RAPPORT_CHECK(rocks.write(batch, sync));
  ++commits;
  counters = next;
  const std::lock_guard lock(taking);
  ++commit;
  newest.reset();
  return {};
}

Result<CommitResult> Store::commit(const Extraction& extraction, bool again) {
  if (state_->kind != StoreKind::kReports) {
    return wrong_kind(state_->kind);
  }
  if (state_->pack == nullptr) {
    return Error{Code::kBadInput, "the store was opened without a pack", extraction.document.name,
                 "name it by --pack"};
  }
  RAPPORT_CHECK(check_document(extraction));
  AdmittedClaims admitted = admit(extraction, *state_->pack, state_->schema);
  const std::lock_guard lock(state_->writing);
  RAPPORT_TRY(const auto view, state_->rocks.view());
  RAPPORT_TRY(const auto old, entry_named(*view, extraction.document.name));
  CommitResult result;
  if (!again && old && old->info.sha256 == extraction.document.sha256) {
    result.id = old->id;
    result.unchanged = true;
    result.claims = old->claims;
    return result;
  }
  Counters next = state_->counters;
  Admitted document;
  document.entry.id = DocumentId{static_cast<std::uint32_t>(next.document++)};
  document.entry.info = extraction.document;
  document.entry.info.bytes = extraction.original.size();
  document.entry.claims = admitted.records.size();
  document.entry.refused = admitted.refused.size();
  document.entry.warnings = extraction.warnings;
  document.original = extraction.original;
  document.claims = std::move(admitted.records);
  result.id = document.entry.id;
  result.replaced = old.has_value();
  result.claims = document.entry.claims;
  result.repeated = admitted.repeated;
  result.refused = std::move(admitted.refused);

  // In before out, so that what both speak of keeps its ids.
  Changes changes(*view);
  RAPPORT_CHECK(add_document(changes, next, state_->schema, std::move(document)));
  if (old) {
    RAPPORT_CHECK(remove_document(changes, *view, state_->schema, *old));
  }
  RAPPORT_CHECK(changes.put(counter_writes(next)));
  RAPPORT_CHECK(state_->write(changes.batch(), next, true));
  return result;
}

Result<LedgerEntry> Store::remove(std::string_view document) {
  if (state_->kind != StoreKind::kReports) {
    return wrong_kind(state_->kind);
  }
  const std::lock_guard lock(state_->writing);
  RAPPORT_TRY(const auto view, state_->rocks.view());
  RAPPORT_TRY(LedgerEntry entry, resolve(*view, document));
  Changes changes(*view);
  RAPPORT_CHECK(remove_document(changes, *view, state_->schema, entry));
  RAPPORT_CHECK(state_->write(changes.batch(), state_->counters, true));
  return entry;
}

Result<std::vector<LedgerEntry>> read_documents(const View& view) {
  std::vector<LedgerEntry> entries;
  Cursor cursor = view.scan(Family::kDocuments);
  for (; cursor.valid(); cursor.next()) {
    RAPPORT_TRY(const DocumentId id, decode_document_id(cursor.key()));
    RAPPORT_TRY(LedgerEntry entry, decode_document(cursor.value()));
    entry.id = id;
    entries.push_back(std::move(entry));
  }
  RAPPORT_CHECK(cursor.status());
  std::sort(entries.begin(), entries.end(),
            [](const LedgerEntry& a, const LedgerEntry& b) { return a.info.name < b.info.name; });
  return entries;
}

Result<std::vector<LedgerEntry>> Store::documents() const {
  RAPPORT_TRY(const auto view, state_->rocks.view());
  return read_documents(*view);
}

std::optional<LedgerEntry> Store::find_document(std::string_view name) const {
  const auto view = state_->rocks.view();
  if (!view) {
    return std::nullopt;
  }
  auto entry = entry_named(*view.value(), name);
  return entry ? std::move(entry).value() : std::nullopt;
}

Result<std::string> Store::original(DocumentId id) const {
  RAPPORT_TRY(const auto view, state_->rocks.view());
  RAPPORT_TRY(auto bytes, view->get(Family::kTexts, key_of(id)));
  if (!bytes) {
    return Error{Code::kNotFound, "there is no document with this id", std::to_string(id.value),
                 "`rapport docs` lists them"};
  }
  return std::move(*bytes);
}

Result<std::shared_ptr<const Snapshot>> Store::State::snapshot_of(
    const std::shared_ptr<const View>& view) const {
  const auto file = rocks.file_beside(kSnapshotFile);
  RAPPORT_TRY(const std::uint64_t state, read_commits(*view));
  const Stamp stamp{rocks.identity(), state};
  std::shared_ptr<Snapshot::Data> data;
  if (file) {
    if (auto mapped = map_image(*file, stamp)) {
      data = std::move(mapped).value();
    }
  }
  if (data == nullptr) {
    RAPPORT_TRY(data, load_snapshot(*view, kind, schema, weight_key));
    if (file && data->vertices + std::size_t{data->edges} >= kWorthAFile) {
      // Where nothing can be written the next one who asks will wait as long, that is all.
      (void)save_image(*data, stamp, *file);
    }
  }
  if (kind == StoreKind::kReports) {
    read_evidence_from(view, *data);
  }
  return std::make_shared<const Snapshot>(std::move(data));
}

// Writes that come while a snapshot is made do not wait for it; then it is not kept.
Result<std::shared_ptr<const Snapshot>> Store::snapshot() const {
  std::uint64_t commit = 0;
  {
    const std::lock_guard lock(state_->taking);
    if (state_->newest != nullptr) {
      return state_->newest;
    }
    commit = state_->commit;
  }
  RAPPORT_TRY(auto view, state_->rocks.view());
  RAPPORT_TRY(auto snapshot, state_->snapshot_of(view));
  const std::lock_guard lock(state_->taking);
  if (commit == state_->commit) {
    state_->newest = snapshot;
  }
  return snapshot;
}

Result<VertexId> Store::add_vertex(const PlainVertex& vertex) {
  if (state_->kind != StoreKind::kPlain) {
    return wrong_kind(state_->kind);
  }
  RAPPORT_TRY(std::string value, encode_plain_vertex(vertex));
  const std::lock_guard lock(state_->writing);
  Counters next = state_->counters;
  const VertexId id{next.vertex++};
  Batch batch = counter_writes(next);
  batch.push_back({Family::kPlainVertices, key_of(id), std::move(value)});
  RAPPORT_CHECK(state_->write(std::move(batch), next, false));
  return id;
}

Result<EdgeId> Store::add_edge(const PlainEdge& edge) {
  if (state_->kind != StoreKind::kPlain) {
    return wrong_kind(state_->kind);
  }
  RAPPORT_TRY(std::string value, encode_plain_edge(edge));
  const std::lock_guard lock(state_->writing);
  for (const VertexId end : {edge.from, edge.to}) {
    if (end.value == 0 || end.value >= state_->counters.vertex) {
      return no_such_end(end);
    }
  }
  Counters next = state_->counters;
  const EdgeId id{next.edge++};
  Batch batch = counter_writes(next);
  batch.push_back({Family::kPlainEdges, key_of(id), std::move(value)});
  RAPPORT_CHECK(state_->write(std::move(batch), next, false));
  return id;
}

Result<void> Store::add(PlainAddition addition) {
  if (state_->kind != StoreKind::kPlain) {
    return wrong_kind(state_->kind);
  }
  const std::lock_guard lock(state_->writing);
  Counters next = state_->counters;
  const std::uint64_t first = next.vertex;
  Batch batch;
  for (const PlainVertex& vertex : addition.vertices) {
    RAPPORT_TRY(std::string value, encode_plain_vertex(vertex));
    batch.push_back({Family::kPlainVertices, key_of(VertexId{next.vertex++}), std::move(value)});
  }
  for (PlainEdge& edge : addition.edges) {
    for (VertexId* end : {&edge.from, &edge.to}) {
      if (end->value >= kFresh) {
        end->value = end->value - kFresh + first;
      }
      if (end->value == 0 || end->value >= next.vertex) {
        return no_such_end(*end);
      }
    }
    RAPPORT_TRY(std::string value, encode_plain_edge(edge));
    batch.push_back({Family::kPlainEdges, key_of(EdgeId{next.edge++}), std::move(value)});
  }
  const Batch counters = counter_writes(next);
  batch.insert(batch.end(), counters.begin(), counters.end());
  return state_->write(std::move(batch), next, false);
}

Result<void> Store::flush() { return state_->rocks.sync(); }

Result<void> Store::declare_weight(const std::string& key) {
  if (state_->kind != StoreKind::kPlain) {
    return wrong_kind(state_->kind);
  }
  const std::lock_guard lock(state_->writing);
  RAPPORT_CHECK(
      state_->write({{Family::kMeta, std::string(kWeightKey), key}}, state_->counters, true));
  state_->weight_key = key;
  return {};
}

struct BulkLoad::State {
  State(Store::State& open_store, BulkWriter open_writer)
      : store(open_store),
        lock(open_store.writing),
        writer(std::move(open_writer)),
        next(open_store.counters) {}
  Store::State& store;
  std::unique_lock<std::mutex> lock;
  BulkWriter writer;
  Counters next;
};

BulkLoad::BulkLoad(std::unique_ptr<State> state) : state_(std::move(state)) {}
BulkLoad::BulkLoad(BulkLoad&&) noexcept = default;
BulkLoad::~BulkLoad() = default;

Result<BulkLoad> Store::bulk() {
  if (state_->kind != StoreKind::kPlain) {
    return wrong_kind(state_->kind);
  }
  RAPPORT_TRY(BulkWriter writer, state_->rocks.bulk());
  return BulkLoad(std::make_unique<BulkLoad::State>(*state_, std::move(writer)));
}

Result<VertexId> BulkLoad::add_vertex(const PlainVertex& vertex) {
  RAPPORT_TRY(const std::string value, encode_plain_vertex(vertex));
  const VertexId id{state_->next.vertex++};
  RAPPORT_CHECK(state_->writer.put(Family::kPlainVertices, key_of(id), value));
  return id;
}

Result<EdgeId> BulkLoad::add_edge(const PlainEdge& edge) {
  for (const VertexId end : {edge.from, edge.to}) {
    if (end.value == 0 || end.value >= state_->next.vertex) {
      return no_such_end(end);
    }
  }
  RAPPORT_TRY(const std::string value, encode_plain_edge(edge));
  const EdgeId id{state_->next.edge++};
  RAPPORT_CHECK(state_->writer.put(Family::kPlainEdges, key_of(id), value));
  return id;
}

// The ids are taken before, so that they are not given again should the process end in between; and
// written after, so that no snapshot that was made in between has the stamp of the whole.
Result<void> BulkLoad::commit() {
  const Batch taken = counter_writes(state_->next);
  RAPPORT_CHECK(state_->store.write(taken, state_->next, true));
  RAPPORT_CHECK(state_->writer.commit());
  return state_->store.write(taken, state_->next, true);
}

}  // namespace rapport::graph
