// A name that a person typed, to the vertex that it means.

#include <algorithm>

#include <fmt/format.h>

#include "rapport/pack/fold.h"
#include "rapport/query/paths.h"

namespace rapport::query {

namespace {

constexpr std::size_t kMostNames = 8;  // listed in a message

std::string described(const graph::Snapshot& graph, VertexIndex vertex) {
  const Value value = graph.property(vertex, "name");
  const auto* name = value.as_string();
  const auto labels = graph.labels(vertex);
  return fmt::format("{} ({})", name != nullptr ? *name : "(no name)",
                     labels.empty() ? "no label" : graph.label_names()[labels.front()]);
}

bool has_label(const graph::Snapshot& graph, VertexIndex vertex, std::string_view folded) {
  const auto labels = graph.labels(vertex);
  return std::any_of(labels.begin(), labels.end(), [&](graph::LabelId label) {
    return pack::fold(graph.label_names()[label]) == folded;
  });
}

// Those that have the name as their own, if there are any, else all.
std::vector<VertexIndex> canonical_first(const graph::Snapshot& graph,
                                         const std::vector<VertexIndex>& found,
                                         const std::string& folded) {
  std::vector<VertexIndex> own;
  for (const VertexIndex vertex : found) {
    const Value value = graph.property(vertex, "name");
    const auto* name = value.as_string();
    if (name != nullptr && pack::fold(*name) == folded) {
      own.push_back(vertex);
    }
  }
  return own.empty() ? found : own;
}

}  // namespace

Result<VertexIndex> resolve_name(const graph::Snapshot& graph, std::string_view text) {
  std::string folded = pack::fold(text);
  std::vector<VertexIndex> found = canonical_first(graph, graph.find_name(folded), folded);
  const std::size_t colon = text.find(':');
  if (found.empty() && colon != std::string_view::npos && colon > 0) {
    const std::string label = pack::fold(text.substr(0, colon));
    folded = pack::fold(text.substr(colon + 1));
    found = graph.find_name(folded);
    std::erase_if(found, [&](VertexIndex vertex) { return !has_label(graph, vertex, label); });
    found = canonical_first(graph, found, folded);
  }
  RAPPORT_CHECK(graph.status());
  if (found.size() == 1) {
    return found.front();
  }
  std::string list;
  if (found.empty()) {
    for (const std::string& name : graph.similar_names(folded, kMostNames)) {
      list += (list.empty() ? "" : ", ") + name;
    }
    return Error{Code::kNotFound, fmt::format("nothing is named '{}'", text), "",
                 list.empty() ? "" : fmt::format("did you mean {}?", list)};
  }
  for (std::size_t i = 0; i < found.size() && i < kMostNames; ++i) {
    list += (list.empty() ? "" : ", ") + described(graph, found[i]);
  }
  return Error{Code::kBadInput,
               fmt::format("'{}' names {} things: {}{}", text, found.size(), list,
                           found.size() > kMostNames ? ", ..." : ""),
               "", "put the label before the name, as in Country:Georgia"};
}

}  // namespace rapport::query
