// A value of the query language and of a property: openCypher's types less the temporal ones.
// Vertices, relationships and paths are values by reference to a graph::Snapshot.

#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "rapport/ids.h"

namespace rapport {

class Value;
using List = std::vector<Value>;
using Map = std::map<std::string, Value>;

// Alternating: vertices.size() == edges.size() + 1.
struct Path {
  std::vector<VertexIndex> vertices;
  std::vector<EdgeIndex> edges;
  bool operator==(const Path&) const = default;
};

class Value {
 public:
  using Variant = std::variant<std::monostate, bool, std::int64_t, double, std::string,
                               std::shared_ptr<const List>, std::shared_ptr<const Map>, VertexIndex,
                               EdgeIndex, std::shared_ptr<const Path>>;

  Value() = default;  // null
  // Implicit on purpose: a value is whatever it was made from.
  Value(bool v) : v_(v) {}                      // NOLINT(google-explicit-constructor)
  Value(std::int64_t v) : v_(v) {}              // NOLINT(google-explicit-constructor)
  Value(int v) : v_(std::int64_t{v}) {}         // NOLINT(google-explicit-constructor)
  Value(double v) : v_(v) {}                    // NOLINT(google-explicit-constructor)
  Value(std::string v) : v_(std::move(v)) {}    // NOLINT(google-explicit-constructor)
  Value(const char* v) : v_(std::string(v)) {}  // NOLINT(google-explicit-constructor)
  Value(VertexIndex v) : v_(v) {}               // NOLINT(google-explicit-constructor)
  Value(EdgeIndex v) : v_(v) {}                 // NOLINT(google-explicit-constructor)
  Value(List v);                                // NOLINT(google-explicit-constructor)
  Value(Map v);                                 // NOLINT(google-explicit-constructor)
  Value(Path v);                                // NOLINT(google-explicit-constructor)

  bool is_null() const { return v_.index() == 0; }
  const bool* as_bool() const { return std::get_if<bool>(&v_); }
  const std::int64_t* as_int() const { return std::get_if<std::int64_t>(&v_); }
  const double* as_float() const { return std::get_if<double>(&v_); }
  const std::string* as_string() const { return std::get_if<std::string>(&v_); }
  const List* as_list() const {
    const auto* p = std::get_if<std::shared_ptr<const List>>(&v_);
    return p != nullptr ? p->get() : nullptr;
  }
  const Map* as_map() const {
    const auto* p = std::get_if<std::shared_ptr<const Map>>(&v_);
    return p != nullptr ? p->get() : nullptr;
  }
  const VertexIndex* as_vertex() const { return std::get_if<VertexIndex>(&v_); }
  const EdgeIndex* as_edge() const { return std::get_if<EdgeIndex>(&v_); }
  const Path* as_path() const {
    const auto* p = std::get_if<std::shared_ptr<const Path>>(&v_);
    return p != nullptr ? p->get() : nullptr;
  }
  const Variant& variant() const { return v_; }

 private:
  Variant v_;
};

inline Value::Value(List v) : v_(std::make_shared<const List>(std::move(v))) {}
inline Value::Value(Map v) : v_(std::make_shared<const Map>(std::move(v))) {}
inline Value::Value(Path v) : v_(std::make_shared<const Path>(std::move(v))) {}

}  // namespace rapport
