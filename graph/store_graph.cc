// The forms in which a store gives its graph: the file beside the tables, arrays made of the
// tables, or the tables themselves.

#include <utility>

#include "graph/codec.h"
#include "graph/image.h"
#include "graph/state.h"
#include "graph/table_graph.h"

namespace rapport::graph {
namespace {

constexpr std::string_view kSnapshotFile = "rapport.snapshot";
constexpr std::size_t kWorthAFile = 20'000;  // vertices and edges; fewer are read as fast

// Makes the snapshot of one state of the tables, or finds it made. Needs no store, which may be
// gone before what it made.
struct SnapshotSource {
  std::shared_ptr<const View> view;
  std::optional<std::filesystem::path> file;
  Stamp stamp;
  StoreKind kind;
  Schema schema;
  std::string weight_key;
  std::function<bool()> stop;  // may be empty

  std::shared_ptr<Snapshot::Data> find() const {
    auto mapped = file ? map_image(*file, stamp) : Error{};
    return mapped ? ready(std::move(mapped).value()) : nullptr;
  }

  Result<std::shared_ptr<Snapshot::Data>> make() const {
    RAPPORT_TRY(auto data, load_snapshot(*view, kind, schema, weight_key, stop));
    if (file && data->vertices + std::size_t{data->edges} >= kWorthAFile) {
      // Where nothing can be written the next one who asks will wait as long, that is all.
      (void)save_image(*data, stamp, *file);
    }
    return ready(std::move(data));
  }

 private:
  std::shared_ptr<Snapshot::Data> ready(std::shared_ptr<Snapshot::Data> data) const {
    if (kind == StoreKind::kReports) {
      read_evidence_from(view, *data);
    }
    return data;
  }
};

// The tables themselves, where they are large enough, and can be read so; else null.
Result<std::shared_ptr<TableGraph>> large_tables(const SnapshotSource& source) {
  if (source.kind != StoreKind::kPlain) {
    return std::shared_ptr<TableGraph>();
  }
  RAPPORT_TRY(const Counters next, read_counters(*source.view));
  RAPPORT_TRY(auto tables, TableGraph::open(source.view, VertexId{next.vertex}, EdgeId{next.edge},
                                            source.weight_key, [source] { return source.make(); }));
  const bool is_large = tables != nullptr &&
                        std::size_t{tables->vertex_count()} + tables->edge_count() >= kWorthAFile;
  return is_large ? std::move(tables) : nullptr;
}

}  // namespace

// Writes that come while a graph is made do not wait for it; then it is not kept.
Result<std::shared_ptr<const Snapshot>> Store::State::graph(bool may_be_tables) {
  std::uint64_t commit_before = 0;
  {
    const std::lock_guard lock(taking);
    if (newest != nullptr && (may_be_tables || !newest->is_tables()) && newest->status()) {
      return newest;
    }
    commit_before = commit;
  }
  RAPPORT_TRY(const auto view, rocks.view());
  RAPPORT_TRY(const std::uint64_t written, read_commits(*view));
  const SnapshotSource source{
      view, rocks.file_beside(kSnapshotFile), {rocks.identity(), written}, kind, schema, weight_key,
      {}};
  std::shared_ptr<const Snapshot> graph;
  if (auto found = source.find()) {
    graph = std::make_shared<const Snapshot>(std::move(found));
  } else if (may_be_tables) {
    RAPPORT_TRY(auto tables, large_tables(source));
    graph = tables == nullptr ? nullptr : std::make_shared<const Snapshot>(std::move(tables));
  }
  if (graph == nullptr) {
    RAPPORT_TRY(auto made, source.make());
    graph = std::make_shared<const Snapshot>(std::move(made));
  }
  const std::lock_guard lock(taking);
  if (commit_before == commit) {
    newest = graph;
  }
  return graph;
}

Result<std::shared_ptr<const Snapshot>> Store::State::preview(const PlainAddition& addition,
                                                              const std::function<bool()>& stop) {
  if (kind != StoreKind::kPlain) {
    return wrong_kind(kind);
  }
  const std::lock_guard lock(writing);
  Counters next = counters;
  RAPPORT_TRY(const Batch batch, writes_of(addition, next, stop));
  RAPPORT_TRY(auto view, rocks.view_with(batch, stop));
  const SnapshotSource source{std::move(view), std::nullopt, {}, kind, schema, weight_key, stop};
  RAPPORT_TRY(auto tables, large_tables(source));
  if (tables != nullptr) {
    return std::make_shared<const Snapshot>(std::move(tables));
  }
  RAPPORT_TRY(auto made, source.make());
  return std::make_shared<const Snapshot>(std::move(made));
}

Result<bool> Store::State::drop_damaged_snapshot(const View& view) const {
  RAPPORT_TRY(const std::uint64_t written, read_commits(view));
  const auto file = rocks.file_beside(kSnapshotFile);
  return file && drop_damaged_image(*file, {rocks.identity(), written});
}

Result<std::shared_ptr<const Snapshot>> Store::snapshot() const { return state_->graph(false); }
Result<std::shared_ptr<const Snapshot>> Store::graph() const { return state_->graph(true); }
Result<std::shared_ptr<const Snapshot>> Store::preview(const PlainAddition& addition,
                                                       const std::function<bool()>& stop) const {
  return state_->preview(addition, stop);
}

}  // namespace rapport::graph
