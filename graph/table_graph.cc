// Rows and records of the tables, kept where they were read.

#include "graph/table_graph.h"

#include <algorithm>
#include <utility>

#include "graph/edge_run.h"

namespace rapport::graph {

namespace {

std::uint32_t number_of(const std::vector<std::string>& names, std::string_view name) {
  return static_cast<std::uint32_t>(std::lower_bound(names.begin(), names.end(), name) -
                                    names.begin());
}

VertexId id_of(VertexIndex v) { return VertexId{std::uint64_t{v.value} + 1}; }
EdgeId id_of(EdgeIndex e) { return EdgeId{std::uint64_t{e.value} + 1}; }
VertexIndex index_of(VertexId id) { return {static_cast<std::uint32_t>(id.value - 1)}; }
EdgeIndex index_of(EdgeId id) { return {static_cast<std::uint32_t>(id.value - 1)}; }

Error missing(std::string_view what) {
  return {Code::kCorrupt, std::string(what) + " is not in the store", "", "run `rapport verify`"};
}

// Stands for a snapshot that could not be made, until somebody looks at status().
std::shared_ptr<const Snapshot::Data> nothing(std::size_t labels) {
  auto data = std::make_shared<Snapshot::Data>();
  data->labelled.starts = Array<std::uint32_t>(std::vector<std::uint32_t>(labels + 1, 0));
  data->weights = Array<double>(std::vector<double>{1});
  data->has_names = true;
  return data;
}

}  // namespace

TableGraph::TableGraph(std::shared_ptr<const View> view, std::string weight_key,
                       MakeWhole make_whole)
    : view_(std::move(view)),
      weight_key_(std::move(weight_key)),
      make_whole_(std::move(make_whole)) {}

Result<std::shared_ptr<TableGraph>> TableGraph::open(std::shared_ptr<const View> view,
                                                     VertexId next_vertex, EdgeId next_edge,
                                                     std::string weight_key, MakeWhole make_whole) {
  std::shared_ptr<TableGraph> graph(
      new TableGraph(std::move(view), std::move(weight_key), std::move(make_whole)));
  RAPPORT_CHECK(graph->read_tallies());
  if (graph->vertices_ + std::uint64_t{1} != next_vertex.value ||
      graph->edges_ + std::uint64_t{1} != next_edge.value) {
    return std::shared_ptr<TableGraph>();
  }
  return graph;
}

Result<void> TableGraph::read_tallies() {
  Cursor cursor = view_->scan(Family::kTallies);
  for (; cursor.valid(); cursor.next()) {
    RAPPORT_TRY(TallyKey key, decode_tally_key(cursor.key()));
    RAPPORT_TRY(const std::uint64_t count, decode_number(cursor.value()));
    switch (key.what) {
      case Tallied::kVertices:
        vertices_ = static_cast<std::uint32_t>(count);
        break;
      case Tallied::kEdges:
        edges_ = static_cast<std::uint32_t>(count);
        break;
      case Tallied::kLabel:
        labels_.push_back(std::move(key.name));
        label_counts_.push_back(count);
        break;
      case Tallied::kType:
        types_.push_back(std::move(key.name));
        break;
      case Tallied::kKey:
        keys_.push_back(std::move(key.name));
        break;
    }
  }
  return cursor.status();
}

const Snapshot::Data* TableGraph::arrays() {
  const Snapshot::Data* made = whole_.load(std::memory_order_acquire);
  if (made == nullptr && !failed_ && reads_ > vertices_ / 8 + kFew) {
    whole();
    made = whole_.load(std::memory_order_acquire);
  }
  return made;
}

const Snapshot::Data& TableGraph::whole() {
  const std::lock_guard lock(reading_);
  if (made_ == nullptr) {
    if (auto made = make_whole_()) {
      made_ = std::move(made).value();
      whole_.store(made_.get(), std::memory_order_release);
    } else {
      failure_ = failure_.value_or(std::move(made).error());
      failed_ = true;
      made_ = nothing(labels_.size());
    }
  }
  return *made_;
}

Result<void> TableGraph::status() const {
  const std::lock_guard lock(reading_);
  if (failure_) {
    return *failure_;
  }
  return {};
}

template <typename T>
T TableGraph::or_nothing(Result<T> read) {
  ++reads_;
  if (read) {
    return std::move(read).value();
  }
  failure_ = failure_.value_or(std::move(read).error());
  failed_ = true;
  return T();
}

const Adjacency& TableGraph::row(VertexIndex v, Way way) {
  const std::lock_guard lock(reading_);
  const std::uint64_t key = std::uint64_t{v.value} * 2 + (way == Way::kIn ? 1 : 0);
  const auto found = rows_.find(key);
  if (found != rows_.end()) {
    return found->second;
  }
  Adjacency row = or_nothing(read_row(v, way));
  if (row.starts.empty()) {
    row.starts = Array<std::uint32_t>(std::vector<std::uint32_t>{0, 0});
  }
  Adjacency& kept = rows_.emplace(key, std::move(row)).first->second;
  kept.point();
  return kept;
}

const TableGraph::Record& TableGraph::vertex(VertexIndex v) {
  const std::lock_guard lock(reading_);
  const auto found = vertices_read_.find(v.value);
  return found != vertices_read_.end()
             ? found->second
             : vertices_read_.emplace(v.value, or_nothing(read_vertex(v))).first->second;
}

const TableGraph::Record& TableGraph::edge(EdgeIndex e) {
  const std::lock_guard lock(reading_);
  const auto found = edges_read_.find(e.value);
  return found != edges_read_.end()
             ? found->second
             : edges_read_.emplace(e.value, or_nothing(read_edge(e))).first->second;
}

std::vector<VertexIndex> TableGraph::find_name(std::string_view folded) {
  const std::lock_guard lock(reading_);
  return or_nothing(read_named(folded));
}

// What was written together is in order; parts that were written one after the other are merged.
Result<Adjacency> TableGraph::read_row(VertexIndex v, Way way) {
  struct Read {
    std::uint32_t type = 0;
    EdgeIndex edge;
    VertexIndex other;
  };
  std::vector<Read> arcs;
  std::string_view last_type;
  std::uint32_t last_number = 0;
  std::size_t parts = 0;
  if (!arcs_) {
    arcs_.emplace(view_->scan(Family::kArcs, arcs_prefix(id_of(v), way)));
  } else {
    arcs_->seek(arcs_prefix(id_of(v), way));
  }
  for (; arcs_->valid(); arcs_->next()) {
    ++parts;
    last_type = {};
    RAPPORT_CHECK(visit_arcs(arcs_->key(), arcs_->value(), [&](const StoredArc& arc) {
      if (arc.type.data() != last_type.data()) {
        last_type = arc.type;
        last_number = number_of(types_, arc.type);
      }
      arcs.push_back({last_number, index_of(arc.edge), index_of(arc.other)});
    }));
  }
  RAPPORT_CHECK(arcs_->status());
  if (parts > 1) {
    std::stable_sort(arcs.begin(), arcs.end(),
                     [](const Read& a, const Read& b) { return a.type < b.type; });
  }
  std::vector<VertexIndex> others;
  std::vector<EdgeIndex> edges;
  std::vector<std::uint32_t> types;
  for (const Read& arc : arcs) {
    if (arc.type >= types_.size() || arc.edge.value >= edges_ || arc.other.value >= vertices_) {
      return missing("an edge's end or type");
    }
    others.push_back(arc.other);
    edges.push_back(arc.edge);
    types.push_back(arc.type);
  }
  Adjacency row;
  row.starts =
      Array<std::uint32_t>(std::vector<std::uint32_t>{0, static_cast<std::uint32_t>(arcs.size())});
  row.others = Array<VertexIndex>(std::move(others));
  row.edges = Array<EdgeIndex>(std::move(edges));
  row.types = Narrow(types);
  return row;
}

void TableGraph::add_property(Record& record, std::string_view key, std::string_view value) const {
  record.properties.emplace_back(number_of(keys_, key), decode_value(value));
}

Result<TableGraph::Record> TableGraph::read_vertex(VertexIndex v) {
  RAPPORT_TRY(const auto bytes, view_->get(Family::kPlainVertices, key_of(id_of(v))));
  if (!bytes) {
    return missing("a vertex");
  }
  Record record;
  RAPPORT_CHECK(visit_plain_vertex(
      *bytes, [&](std::string_view label) { record.labels.push_back(number_of(labels_, label)); },
      [&](std::string_view key, std::string_view value) { add_property(record, key, value); }));
  return record;
}

Result<TableGraph::Record> TableGraph::read_edge(EdgeIndex e) {
  if (!edge_runs_) {
    edge_runs_.emplace(view_->scan(Family::kPlainEdges));
  }
  edge_runs_->seek_back(key_of(id_of(e)));
  RAPPORT_CHECK(edge_runs_->status());
  if (!edge_runs_->valid()) {
    return missing("an edge");
  }
  RAPPORT_TRY(EdgeRun run, EdgeRun::open(edge_runs_->key(), edge_runs_->value()));
  if (!run.seek(id_of(e))) {
    RAPPORT_CHECK(run.status());
    return missing("an edge");
  }
  const EdgeShape& shape = run.shapes()[run.shape()];
  Record record;
  record.source = index_of(run.from());
  record.target = index_of(run.to());
  record.type = number_of(types_, shape.type);
  for (std::size_t i = 0; i < shape.keys.size(); ++i) {
    add_property(record, shape.keys[i], run.values()[i]);
  }
  return record;
}

Result<std::vector<VertexIndex>> TableGraph::read_named(std::string_view folded) {
  std::vector<VertexIndex> own, by_alias;
  if (!names_) {
    names_.emplace(view_->scan(Family::kNames, name_prefix(folded)));
  } else {
    names_->seek(name_prefix(folded));
  }
  for (; names_->valid(); names_->next()) {
    RAPPORT_TRY(const auto named, decode_name(folded, names_->key(), names_->value()));
    if (named) {
      (named->is_alias ? by_alias : own).push_back(index_of(named->vertex));
    }
  }
  RAPPORT_CHECK(names_->status());
  own.insert(own.end(), by_alias.begin(), by_alias.end());
  return own;
}

}  // namespace rapport::graph
