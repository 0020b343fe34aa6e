// Vertices and edges of a plain store: one, a few, or very many.

#include <utility>

#include "graph/codec.h"
#include "graph/plain_index.h"
#include "graph/state.h"
#include "graph/stop.h"

namespace rapport::graph {
namespace {

Error no_such_end(VertexId end) {
  return {Code::kBadInput, "an edge's end is not a vertex of this store",
          "vertex " + std::to_string(end.value), "add the vertex first"};
}

}  // namespace

// What is to be written; `next` are the ids to be given next. REQUIRES: `writing` is held.
Result<Batch> Store::State::writes_of(const PlainAddition& addition, Counters& next,
                                      const std::function<bool()>& stop) {
  const Counters first = next;
  PlainBatch added;
  StopCheck check(stop);
  for (const PlainVertex& vertex : addition.vertices) {
    RAPPORT_CHECK(check.next());
    RAPPORT_CHECK(added.add(VertexId{next.vertex++}, vertex));
  }
  for (PlainEdge edge : addition.edges) {
    RAPPORT_CHECK(check.next());
    for (VertexId* end : {&edge.from, &edge.to}) {
      if (end->value >= kFresh) {
        end->value = end->value - kFresh + first.vertex;
      }
      if (end->value == 0 || end->value >= next.vertex) {
        return no_such_end(*end);
      }
    }
    RAPPORT_CHECK(added.add(EdgeId{next.edge++}, edge));
  }
  RAPPORT_TRY(const auto view, rocks.view());
  RAPPORT_TRY(Batch batch, std::move(added).finish(*view));
  const Batch ids = counter_writes(next);
  batch.insert(batch.end(), ids.begin(), ids.end());
  return batch;
}

Result<Counters> Store::State::add(const PlainAddition& addition,
                                   const std::function<bool()>& stop) {
  if (kind != StoreKind::kPlain) {
    return wrong_kind(kind);
  }
  const std::lock_guard lock(writing);
  const Counters first = counters;
  Counters next = first;
  RAPPORT_TRY(Batch batch, writes_of(addition, next, stop));
  RAPPORT_CHECK(write(std::move(batch), next, false, stop));
  return first;
}

Result<void> Store::add(const PlainAddition& addition, const std::function<bool()>& stop) {
  RAPPORT_TRY([[maybe_unused]] const Counters first, state_->add(addition, stop));
  return {};
}

Result<VertexId> Store::add_vertex(const PlainVertex& vertex) {
  RAPPORT_TRY(const Counters first, state_->add({{vertex}, {}}));
  return VertexId{first.vertex};
}

Result<EdgeId> Store::add_edge(const PlainEdge& edge) {
  RAPPORT_TRY(const Counters first, state_->add({{}, {edge}}));
  return EdgeId{first.edge};
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
  State(Store::State& open_store, BulkWriter writer)
      : store(open_store),
        lock(open_store.writing),
        added(std::move(writer)),
        next(open_store.counters) {}
  Store::State& store;
  std::unique_lock<std::mutex> lock;
  PlainBulk added;
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
  const VertexId id{state_->next.vertex};
  RAPPORT_CHECK(state_->added.add(id, vertex));
  ++state_->next.vertex;
  return id;
}

Result<EdgeId> BulkLoad::add_edge(const PlainEdge& edge) {
  for (const VertexId end : {edge.from, edge.to}) {
    if (end.value == 0 || end.value >= state_->next.vertex) {
      return no_such_end(end);
    }
  }
  const EdgeId id{state_->next.edge};
  RAPPORT_CHECK(state_->added.add(id, edge));
  ++state_->next.edge;
  return id;
}

// The ids are taken before, so that they are not given again should the process end in between; and
// written after, so that no snapshot that was made in between has the stamp of the whole.
Result<void> BulkLoad::commit() {
  const Batch taken = counter_writes(state_->next);
  RAPPORT_CHECK(state_->store.write(taken, state_->next, true));
  RAPPORT_TRY(auto view, state_->store.rocks.view());
  RAPPORT_CHECK(state_->added.commit(std::move(view)));
  return state_->store.write(taken, state_->next, true);
}

}  // namespace rapport::graph
