// Values as text for people, and as JSON for programs.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "rapport/graph/stop_scope.h"
#include "rapport/query/query.h"

#include "query/function.h"

namespace rapport::query {

namespace {

using nlohmann::ordered_json;

std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) {
    switch (c) {
      case '\\':
        result += "\\\\";
        break;
      case '\'':
        result += "\\'";
        break;
      case '\n':
        result += "\\n";
        break;
      case '\r':
        result += "\\r";
        break;
      case '\t':
        result += "\\t";
        break;
      default:
        result += c;
    }
  }
  return result + "'";
}

// A name as it can be written in a query: in back-ticks where it is no plain word.
std::string symbol(const std::string& name) {
  const bool is_plain = !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
                        std::all_of(name.begin(), name.end(), [](char c) {
                          return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                 (c >= '0' && c <= '9') ||
                                 (static_cast<unsigned char>(c) & 0x80) != 0;
                        });
  if (is_plain) {
    return name;
  }
  std::string result = "`";
  for (const char c : name) {
    result += c == '`' ? "``" : std::string(1, c);
  }
  return result + "`";
}

std::string inner_text(const Value& value, const graph::Snapshot& graph);

// Is the text of a long list, of which so many items are told, not wanted any more?
bool is_stopped(std::size_t items) {
  constexpr std::size_t kStride = 4096;
  return items % kStride == 0 && graph::StopScope::is_over();
}

template <typename Entries>
std::string map_text(const Entries& entries, const graph::Snapshot& graph) {
  std::string text = "{";
  for (const auto& [key, value] : entries) {
    if (text.size() > 1) {
      text += ", ";
    }
    text += symbol(key) + ": " + inner_text(value, graph);
  }
  return text + "}";
}

std::string node_text(VertexIndex vertex, const graph::Snapshot& graph) {
  const Value value = graph.property(vertex, "name");
  if (const auto* name = value.as_string()) {
    return *name;
  }
  std::string text = "(";
  for (const graph::LabelId label : graph.labels(vertex)) {
    text += ":" + symbol(graph.label_names()[label]);
  }
  const auto properties = graph.properties(vertex);
  if (!properties.empty()) {
    text += (text.size() > 1 ? " " : "") + map_text(properties, graph);
  }
  return text + ")";
}

std::string edge_text(EdgeIndex edge, const graph::Snapshot& graph) {
  return "[:" + symbol(graph.type_names()[graph.type(edge)]) + "]";
}

std::string path_text(const Path& path, const graph::Snapshot& graph) {
  const auto node = [&](VertexIndex vertex) {
    std::string text = node_text(vertex, graph);
    return text.starts_with('(') ? text : "(" + text + ")";
  };
  std::string text = node(path.vertices[0]);
  for (std::size_t i = 0; i < path.edges.size(); ++i) {
    const bool forward = graph.source(path.edges[i]) == path.vertices[i];
    text += (forward ? "-" : "<-") + edge_text(path.edges[i], graph) + (forward ? "->" : "-") +
            node(path.vertices[i + 1]);
  }
  return text;
}

std::string inner_text(const Value& value, const graph::Snapshot& graph) {
  return value.as_string() != nullptr ? quoted(*value.as_string()) : to_text(value, graph);
}

template <typename Entries>
ordered_json map_json(const Entries& entries, const graph::Snapshot& graph);

ordered_json node_json(VertexIndex vertex, const graph::Snapshot& graph) {
  ordered_json labels = ordered_json::array();
  for (const graph::LabelId label : graph.labels(vertex)) {
    labels.push_back(graph.label_names()[label]);
  }
  return {{"$type", "node"},
          {"id", graph.id(vertex).value},
          {"labels", std::move(labels)},
          {"properties", map_json(graph.properties(vertex), graph)}};
}

ordered_json edge_json(EdgeIndex edge, const graph::Snapshot& graph) {
  return {{"$type", "relationship"},
          {"id", graph.id(edge).value},
          {"type", graph.type_names()[graph.type(edge)]},
          {"from", graph.id(graph.source(edge)).value},
          {"to", graph.id(graph.target(edge)).value},
          {"properties", map_json(graph.properties(edge), graph)}};
}

ordered_json float_json(double value) {
  if (std::isfinite(value)) {
    return value;
  }
  return {{"$type", "float"}, {"value", float_text(value)}};
}

ordered_json value_json(const Value& value, const graph::Snapshot& graph) {
  if (const auto* truth = value.as_bool()) {
    return *truth;
  }
  if (const auto* integer = value.as_int()) {
    return *integer;
  }
  if (const auto* number = value.as_float()) {
    return float_json(*number);
  }
  if (const auto* text = value.as_string()) {
    return *text;
  }
  if (const auto* list = value.as_list()) {
    ordered_json array = ordered_json::array();
    for (const Value& item : *list) {
      if (is_stopped(array.size())) {
        break;
      }
      array.push_back(value_json(item, graph));
    }
    return array;
  }
  if (const auto* map = value.as_map()) {
    return map_json(*map, graph);
  }
  if (const auto* vertex = value.as_vertex()) {
    return node_json(*vertex, graph);
  }
  if (const auto* edge = value.as_edge()) {
    return edge_json(*edge, graph);
  }
  if (const auto* path = value.as_path()) {
    ordered_json nodes = ordered_json::array();
    ordered_json relationships = ordered_json::array();
    for (const VertexIndex vertex : path->vertices) {
      nodes.push_back(node_json(vertex, graph));
    }
    for (const EdgeIndex edge : path->edges) {
      relationships.push_back(edge_json(edge, graph));
    }
    return {{"$type", "path"}, {"nodes", nodes}, {"relationships", relationships}};
  }
  return nullptr;
}

// A map of the query that has a key "$type" is wrapped, so that it is not taken for a node.
template <typename Entries>
ordered_json map_json(const Entries& entries, const graph::Snapshot& graph) {
  ordered_json object = ordered_json::object();
  bool looks_typed = false;
  for (const auto& [key, value] : entries) {
    looks_typed = looks_typed || key == "$type";
    object[key] = value_json(value, graph);
  }
  if (looks_typed) {
    return {{"$type", "map"}, {"value", std::move(object)}};
  }
  return object;
}

}  // namespace

std::string to_text(const Value& value, const graph::Snapshot& graph) {
  if (const auto* truth = value.as_bool()) {
    return *truth ? "true" : "false";
  }
  if (const auto* integer = value.as_int()) {
    return std::to_string(*integer);
  }
  if (const auto* number = value.as_float()) {
    return float_text(*number);
  }
  if (const auto* text = value.as_string()) {
    return *text;
  }
  if (const auto* list = value.as_list()) {
    std::string text = "[";
    for (std::size_t i = 0; i < list->size() && !is_stopped(i); ++i) {
      text += (i > 0 ? ", " : "") + inner_text((*list)[i], graph);
    }
    return text + "]";
  }
  if (const auto* map = value.as_map()) {
    return map_text(*map, graph);
  }
  if (const auto* vertex = value.as_vertex()) {
    return node_text(*vertex, graph);
  }
  if (const auto* edge = value.as_edge()) {
    return edge_text(*edge, graph);
  }
  if (const auto* path = value.as_path()) {
    return path_text(*path, graph);
  }
  return "null";
}

std::string to_json(const Value& value, const graph::Snapshot& graph) {
  return value_json(value, graph).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace rapport::query
