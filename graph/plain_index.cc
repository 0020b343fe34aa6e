// An edge makes a row of one arc at either end; a bulk load makes one row of all its arcs of a
// vertex and direction. Both are read alike, so that nothing has to be read to be written.

#include "graph/plain_index.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

#include "rapport/pack/fold.h"

#include "graph/codec.h"

namespace rapport::graph {

namespace {

// Calls `visit(folded, is_alias)` for each name of a vertex, its own one last.
template <typename Visit>
void each_name(const PlainVertex& vertex, Visit visit) {
  const auto aliases = vertex.properties.find("aliases");
  if (aliases != vertex.properties.end() && aliases->second.as_list() != nullptr) {
    for (const Value& alias : *aliases->second.as_list()) {
      if (const std::string* text = alias.as_string()) {
        visit(pack::fold(*text), true);
      }
    }
  }
  const auto name = vertex.properties.find("name");
  if (name != vertex.properties.end() && name->second.as_string() != nullptr) {
    visit(pack::fold(*name->second.as_string()), false);
  }
}

void add_one(std::map<std::string, std::uint64_t, std::less<>>& counts, std::string_view name) {
  const auto found = counts.find(name);
  if (found != counts.end()) {
    ++found->second;
  } else {
    counts.emplace(name, 1);
  }
}

// The numbers of edges by the vertex at one end: those of v are order[starts[v], starts[v + 1]),
// ascending.
struct ByVertex {
  std::vector<std::uint32_t> starts, order;

  explicit ByVertex(const std::vector<std::uint32_t>& ends, std::uint32_t vertices)
      : starts(vertices + std::size_t{1}), order(ends.size()) {
    for (const std::uint32_t end : ends) {
      ++starts[end + 1];
    }
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
    for (std::uint32_t i = 0; i < ends.size(); ++i) {
      order[next[ends[i]]++] = i;
    }
  }
};

}  // namespace

void Tallies::add(const PlainVertex& vertex) {
  ++vertices_;
  for (const std::string& label : vertex.labels) {
    add_one(labels_, label);
  }
  add_keys(vertex.properties, vertex_keys_);
}

void Tallies::add(const PlainEdge& edge) {
  ++edges_;
  add_one(types_, edge.type);
  add_keys(edge.properties, edge_keys_);
}

void Tallies::add_keys(const Map& properties, std::vector<std::string>& recent) {
  const auto is_set = [](const auto& property) { return !property.second.is_null(); };
  if (std::equal(properties.begin(), properties.end(), recent.begin(), recent.end(),
                 [&](const auto& property, const std::string& key) {
                   return is_set(property) && property.first == key;
                 })) {
    return;
  }
  recent.clear();
  for (const auto& property : properties) {
    if (is_set(property)) {
      recent.push_back(property.first);
      keys_.insert(property.first);
    }
  }
}

Result<std::vector<std::pair<std::string, std::string>>> Tallies::sums(const View& view) const {
  std::map<TallyKey, std::uint64_t> counts = {{{Tallied::kVertices, ""}, vertices_},
                                              {{Tallied::kEdges, ""}, edges_}};
  for (const auto& [label, count] : labels_) {
    counts[{Tallied::kLabel, label}] = count;
  }
  for (const auto& [type, count] : types_) {
    counts[{Tallied::kType, type}] = count;
  }
  std::vector<std::pair<std::string, std::string>> rows;
  for (const auto& [key, count] : counts) {
    RAPPORT_TRY(const auto before, view.get(Family::kTallies, key_of(key)));
    std::uint64_t sum = count;
    if (before) {
      RAPPORT_TRY(const std::uint64_t old, decode_number(*before));
      sum += old;
    }
    rows.emplace_back(key_of(key), encode_number(sum));
  }
  for (const std::string& key : keys_) {
    rows.emplace_back(key_of(TallyKey{Tallied::kKey, key}), encode_number(1));
  }
  return rows;
}

Result<void> PlainBatch::add(VertexId id, const PlainVertex& vertex) {
  RAPPORT_TRY(std::string value, encode_plain_vertex(vertex));
  writes_.push_back({Family::kPlainVertices, key_of(id), std::move(value)});
  each_name(vertex, [&](const std::string& folded, bool is_alias) {
    writes_.push_back({Family::kNames, name_key(folded, id), encode_name(is_alias)});
  });
  tallies_.add(vertex);
  return {};
}

Result<void> PlainBatch::add(EdgeId id, const PlainEdge& edge) {
  RAPPORT_CHECK(run_.add(id, edge));
  if (run_.is_full()) {
    end_run();
  }
  const std::array<StoredArc, 1> out = {{{edge.type, id, edge.to}}};
  const std::array<StoredArc, 1> in = {{{edge.type, id, edge.from}}};
  writes_.push_back({Family::kArcs, arcs_key(edge.from, Way::kOut, id), encode_arcs(out)});
  writes_.push_back({Family::kArcs, arcs_key(edge.to, Way::kIn, id), encode_arcs(in)});
  tallies_.add(edge);
  return {};
}

void PlainBatch::end_run() {
  const EdgeId first = run_.first();
  writes_.push_back({Family::kPlainEdges, key_of(first), run_.take()});
}

Result<Batch> PlainBatch::finish(const View& view) && {
  if (!run_.is_empty()) {
    end_run();
  }
  RAPPORT_TRY(auto sums, tallies_.sums(view));
  for (auto& [key, value] : sums) {
    writes_.push_back({Family::kTallies, std::move(key), std::move(value)});
  }
  return std::move(writes_);
}

Result<void> PlainBulk::add(VertexId id, const PlainVertex& vertex) {
  RAPPORT_TRY(const std::string value, encode_plain_vertex(vertex));
  RAPPORT_CHECK(writer_.put(Family::kPlainVertices, key_of(id), value));
  each_name(vertex, [&](const std::string& folded, bool is_alias) {
    names_.push_back({heap_.size(), static_cast<std::uint32_t>(folded.size()), is_alias, id});
    heap_ += folded;
  });
  tallies_.add(vertex);
  return {};
}

Result<void> PlainBulk::add(EdgeId id, const PlainEdge& edge) {
  RAPPORT_CHECK(run_.add(id, edge));
  if (run_.is_full()) {
    RAPPORT_CHECK(end_run());
  }
  if (from_.empty()) {
    first_edge_ = id;
  }
  from_.push_back(static_cast<std::uint32_t>(edge.from.value));
  to_.push_back(static_cast<std::uint32_t>(edge.to.value));
  types_.push_back(type_names_.number(edge.type));
  tallies_.add(edge);
  return {};
}

Result<void> PlainBulk::end_run() {
  const EdgeId first = run_.first();
  return writer_.put(Family::kPlainEdges, key_of(first), run_.take());
}

Result<void> PlainBulk::commit(std::shared_ptr<const View> view) {
  if (!run_.is_empty()) {
    RAPPORT_CHECK(end_run());
  }
  RAPPORT_CHECK(write_names());
  RAPPORT_CHECK(write_arcs());
  RAPPORT_TRY(const auto sums, tallies_.sums(*view));
  view.reset();
  for (const auto& [key, value] : sums) {
    RAPPORT_CHECK(writer_.put(Family::kTallies, key, value));
  }
  return writer_.commit();
}

// A vertex that has a name twice has it as its own, if one of them is.
Result<void> PlainBulk::write_names() {
  const auto text = [&](const Name& name) {
    return std::string_view(heap_).substr(name.begin, name.size);
  };
  std::sort(names_.begin(), names_.end(), [&](const Name& a, const Name& b) {
    const int order = text(a).compare(text(b));
    return order != 0 ? order < 0 : std::tie(a.vertex, a.is_alias) < std::tie(b.vertex, b.is_alias);
  });
  std::string last;
  for (const Name& name : names_) {
    std::string key = name_key(text(name), name.vertex);
    if (key != last) {
      RAPPORT_CHECK(writer_.put(Family::kNames, key, encode_name(name.is_alias)));
      last = std::move(key);
    }
  }
  return {};
}

Result<void> PlainBulk::write_arcs() {
  if (from_.empty()) {
    return {};
  }
  std::vector<std::uint32_t> rank;
  const std::vector<std::string> names = type_names_.sort(rank);
  const std::uint32_t vertices = 1 + std::max(*std::max_element(from_.begin(), from_.end()),
                                              *std::max_element(to_.begin(), to_.end()));
  const ByVertex out(from_, vertices);
  const ByVertex in(to_, vertices);
  std::vector<std::uint64_t> sorted;  // type and number of an edge in one
  std::vector<StoredArc> arcs;
  const auto write = [&](std::uint32_t v, Way way, const ByVertex& rows,
                         const std::vector<std::uint32_t>& others) -> Result<void> {
    sorted.clear();
    arcs.clear();
    for (std::uint32_t at = rows.starts[v]; at < rows.starts[v + 1]; ++at) {
      sorted.push_back(std::uint64_t{rank[types_[rows.order[at]]]} << 32 | rows.order[at]);
    }
    if (sorted.empty()) {
      return {};
    }
    const std::uint64_t first = first_edge_.value + (sorted.front() & UINT32_MAX);
    std::sort(sorted.begin(), sorted.end());
    for (const std::uint64_t one : sorted) {
      const std::uint64_t edge = one & UINT32_MAX;
      arcs.push_back({names[one >> 32], EdgeId{first_edge_.value + edge}, VertexId{others[edge]}});
    }
    return writer_.put(Family::kArcs, arcs_key(VertexId{v}, way, EdgeId{first}), encode_arcs(arcs));
  };
  for (std::uint32_t v = 0; v < vertices; ++v) {
    RAPPORT_CHECK(write(v, Way::kOut, out, to_));
    RAPPORT_CHECK(write(v, Way::kIn, in, from_));
  }
  return {};
}

}  // namespace rapport::graph
