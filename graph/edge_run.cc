// The record: how many edges, their shapes, and for each edge the number of its shape, its ends and
// its values.

#include "graph/edge_run.h"

#include <utility>

#include "graph/codec_value.h"

namespace rapport::graph {
namespace {

// Few enough that one edge is found soon, enough that shapes and the record itself hardly count.
constexpr std::uint64_t kLongRun = 128;
// An edge that is much larger than others fills a run sooner.
constexpr std::size_t kLargeRun = 16'384;  // bytes

constexpr std::size_t kLeastEdge = 3;   // a number each for shape and ends
constexpr std::size_t kLeastShape = 2;  // an empty type and no key

}  // namespace

std::uint64_t EdgeRunWriter::shape_of(const PlainEdge& edge) {
  std::uint64_t keys = 0;
  for (const auto& [key, value] : edge.properties) {
    keys += value.is_null() ? 0 : 1;
  }
  ByteWriter writer;
  writer.text(edge.type).number(keys);
  for (const auto& [key, value] : edge.properties) {
    if (!value.is_null()) {
      writer.text(key);
    }
  }
  std::string shape = writer.take();
  const auto [found, is_new] = shapes_.try_emplace(shape, shapes_.size());
  if (is_new) {
    shape_bytes_ += shape;
  }
  return found->second;
}

Result<void> EdgeRunWriter::add(EdgeId id, const PlainEdge& edge) {
  ByteWriter values;
  for (const auto& [key, value] : edge.properties) {
    if (value.is_null()) {
      continue;
    }
    if (auto written = write_value(values, value); !written) {
      Error error = std::move(written).error();
      error.where = key;
      return error;
    }
  }
  if (is_empty()) {
    first_ = id;
  }
  ++count_;
  edges_.number(shape_of(edge)).number(edge.from.value).number(edge.to.value).raw(values.take());
  return {};
}

bool EdgeRunWriter::is_full() const { return count_ >= kLongRun || edges_.size() >= kLargeRun; }

std::string EdgeRunWriter::take() {
  ByteWriter record;
  record.number(count_).number(shapes_.size()).raw(shape_bytes_).raw(edges_.take());
  *this = {};
  return record.take();
}

Result<EdgeRun> EdgeRun::open(std::string_view key, std::string_view value) {
  RAPPORT_TRY(const EdgeId first, decode_edge_id(key));
  EdgeRun run(first, value);
  ByteReader& reader = run.reader_;
  run.size_ = reader.length(kLeastEdge);
  for (std::size_t shapes = reader.length(kLeastShape); shapes > 0 && !reader.failed(); --shapes) {
    EdgeShape& shape = run.shapes_.emplace_back();
    shape.type = reader.raw(reader.length());
    for (std::size_t keys = reader.length(); keys > 0 && !reader.failed(); --keys) {
      shape.keys.push_back(reader.raw(reader.length()));
    }
  }
  if (reader.failed() || run.size_ == 0) {
    reader.fail();
    RAPPORT_CHECK(run.status());
  }
  return run;
}

bool EdgeRun::next() {
  if (at_ == size_ || reader_.failed()) {
    return false;
  }
  ++at_;
  shape_ = reader_.number();
  from_ = VertexId{reader_.number()};
  to_ = VertexId{reader_.number()};
  if (shape_ >= shapes_.size()) {
    reader_.fail();
    return false;
  }
  values_.resize(shapes_[shape_].keys.size());
  for (std::string_view& value : values_) {
    value = skip_value(reader_);
  }
  return !reader_.failed();
}

bool EdgeRun::seek(EdgeId wanted) {
  while (next()) {
    if (id() == wanted) {
      return true;
    }
  }
  return false;
}

Result<void> EdgeRun::status() {
  RAPPORT_TRY([[maybe_unused]] const bool whole, reader_.finish(true, "record of edges"));
  return {};
}

}  // namespace rapport::graph
