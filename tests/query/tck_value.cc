// Canonical forms of values, from both sides.

#include "tests/query/tck_value.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <vector>

#include <fmt/format.h>

namespace rapport::query::test {

namespace {

std::string float_form(double value) {
  if (std::isnan(value)) {
    return "NaN";
  }
  if (std::isinf(value)) {
    return value > 0 ? "Inf" : "-Inf";
  }
  return fmt::format("{:.15g}f", value == 0 ? 0.0 : value);  // -0.0 is 0.0
}

std::string text_form(const std::string& text) { return "'" + text + "'"; }

std::string joined(std::vector<std::string> parts, bool sorted) {
  if (sorted) {
    std::sort(parts.begin(), parts.end());
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string map_form(const std::map<std::string, std::string>& entries) {
  std::string text = "{";
  for (const auto& [key, value] : entries) {
    text += (text.size() > 1 ? ", " : "") + key + ": " + value;
  }
  return text + "}";
}

std::string entity_form(std::vector<std::string> labels,
                        const std::map<std::string, std::string>& properties) {
  std::sort(labels.begin(), labels.end());
  std::string text;
  for (const std::string& label : labels) {
    text += ":" + label;
  }
  return text + (properties.empty() ? "" : map_form(properties));
}

class Former {
 public:
  Former(const graph::Snapshot& graph, bool sort_lists) : graph_(graph), sort_lists_(sort_lists) {}

  std::string form(const Value& value) const {
    if (const auto* truth = value.as_bool()) {
      return *truth ? "true" : "false";
    }
    if (const auto* integer = value.as_int()) {
      return std::to_string(*integer);
    }
    if (const auto* number = value.as_float()) {
      return float_form(*number);
    }
    if (const auto* text = value.as_string()) {
      return text_form(*text);
    }
    if (const auto* list = value.as_list()) {
      std::vector<std::string> parts;
      for (const Value& item : *list) {
        parts.push_back(form(item));
      }
      return "[" + joined(std::move(parts), sort_lists_) + "]";
    }
    if (const auto* map = value.as_map()) {
      std::map<std::string, std::string> entries;
      for (const auto& [key, item] : *map) {
        entries[key] = form(item);
      }
      return map_form(entries);
    }
    if (const auto* vertex = value.as_vertex()) {
      return node(*vertex);
    }
    if (const auto* edge = value.as_edge()) {
      return "[" + relationship(*edge) + "]";
    }
    return value.as_path() != nullptr ? path(*value.as_path()) : "null";
  }

 private:
  template <typename Index>
  std::map<std::string, std::string> properties(Index index) const {
    std::map<std::string, std::string> entries;
    for (const auto& [key, value] : graph_.properties(index)) {
      entries[key] = form(value);
    }
    return entries;
  }
  std::string node(VertexIndex vertex) const {
    std::vector<std::string> labels;
    for (const graph::LabelId label : graph_.labels(vertex)) {
      labels.push_back(graph_.label_names()[label]);
    }
    return "(" + entity_form(labels, properties(vertex)) + ")";
  }
  std::string relationship(EdgeIndex edge) const {
    return entity_form({graph_.type_names()[graph_.type(edge)]}, properties(edge));
  }
  std::string path(const Path& path) const {
    std::string text = "<" + node(path.vertices[0]);
    for (std::size_t i = 0; i < path.edges.size(); ++i) {
      const bool forward = graph_.source(path.edges[i]) == path.vertices[i];
      text += std::string(forward ? "-" : "<-") + "[" + relationship(path.edges[i]) + "]" +
              (forward ? "->" : "-") + node(path.vertices[i + 1]);
    }
    return text + ">";
  }

  const graph::Snapshot& graph_;
  bool sort_lists_;
};

// Reads the kit's notation and writes the canonical one.
class CellReader {
 public:
  CellReader(std::string_view cell, bool sort_lists) : text_(cell), sort_lists_(sort_lists) {}

  std::string read() {
    const std::string form = value();
    blanks();
    return failed_ || at_ != text_.size() ? "" : form;
  }

 private:
  void blanks() {
    while (at_ < text_.size() && text_[at_] == ' ') {
      ++at_;
    }
  }
  bool accept(std::string_view token) {
    blanks();
    if (text_.substr(at_, token.size()) != token) {
      return false;
    }
    at_ += token.size();
    return true;
  }
  void expect(std::string_view token) { failed_ = !accept(token) || failed_; }

  std::string value() {
    if (++depth_ > 200) {
      failed_ = true;
    }
    blanks();
    if (failed_ || at_ >= text_.size()) {
      failed_ = true;
      return "";
    }
    std::string form;
    const char c = text_[at_];
    if (c == '\'') {
      form = string();
    } else if (c == '[') {
      form = list_or_relationship();
    } else if (c == '{') {
      form = map_form(map());
    } else if (c == '(') {
      form = node();
    } else if (c == '<') {
      form = path();
    } else {
      form = word();
    }
    --depth_;
    return form;
  }

  std::string string() {
    std::string text;
    ++at_;
    while (at_ < text_.size() && text_[at_] != '\'') {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
        ++at_;
        text += text_[at_] == 'n' ? '\n' : text_[at_] == 't' ? '\t' : text_[at_];
      } else {
        text += text_[at_];
      }
      ++at_;
    }
    ++at_;
    return text_form(text);
  }

  std::string list_or_relationship() {
    ++at_;
    if (accept(":")) {
      const std::string form = "[" + relationship_body() + "]";
      return form;
    }
    std::vector<std::string> parts;
    if (!accept("]")) {
      do {
        parts.push_back(value());
      } while (!failed_ && accept(","));
      expect("]");
    }
    return "[" + joined(std::move(parts), sort_lists_) + "]";
  }

  std::string relationship_body() {
    const std::string type = name();
    std::map<std::string, std::string> properties;
    blanks();
    if (at_ < text_.size() && text_[at_] == '{') {
      properties = map();
    }
    expect("]");
    return entity_form({type}, properties);
  }

  std::map<std::string, std::string> map() {
    std::map<std::string, std::string> entries;
    expect("{");
    if (accept("}")) {
      return entries;
    }
    do {
      blanks();
      const std::string key = name();
      expect(":");
      entries[key] = value();
    } while (!failed_ && accept(","));
    expect("}");
    return entries;
  }

  std::string node() {
    expect("(");
    std::vector<std::string> labels;
    std::map<std::string, std::string> properties;
    while (accept(":")) {
      labels.push_back(name());
    }
    blanks();
    if (at_ < text_.size() && text_[at_] == '{') {
      properties = map();
    }
    expect(")");
    return "(" + entity_form(labels, properties) + ")";
  }

  std::string path() {
    expect("<");
    std::string form = "<" + node();
    while (!failed_ && !accept(">")) {
      const bool backward = accept("<-");
      if (!backward) {
        expect("-");
      }
      expect("[");
      expect(":");
      form += std::string(backward ? "<-" : "-") + "[" + relationship_body() + "]";
      expect(backward ? "-" : "->");
      form += (backward ? "-" : "->") + node();
    }
    return form + ">";
  }

  std::string name() {
    std::string text;
    if (at_ < text_.size() && text_[at_] == '`') {
      const std::size_t end = text_.find('`', at_ + 1);
      text = text_.substr(at_ + 1, end - at_ - 1);
      at_ = end + 1;
      return text;
    }
    while (at_ < text_.size() &&
           std::string_view(" :,{}[]()'").find(text_[at_]) == std::string_view::npos) {
      text += text_[at_++];
    }
    failed_ = failed_ || text.empty();
    return text;
  }

  std::string word() {
    std::string text;
    while (at_ < text_.size() &&
           std::string_view(" ,}])>").find(text_[at_]) == std::string_view::npos) {
      text += text_[at_++];
    }
    if (text == "true" || text == "false" || text == "null" || text == "NaN" || text == "Inf" ||
        text == "-Inf") {
      return text;
    }
    std::int64_t integer = 0;
    const char* end = text.data() + text.size();
    if (std::from_chars(text.data(), end, integer).ptr == end) {
      return std::to_string(integer);
    }
    double number = 0;
    if (!text.empty() && std::from_chars(text.data(), end, number).ptr == end) {
      return float_form(number);
    }
    failed_ = true;
    return text;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool sort_lists_;
  bool failed_ = false;
};

}  // namespace

std::string canonical(const Value& value, const graph::Snapshot& graph, bool sort_lists) {
  return Former(graph, sort_lists).form(value);
}

std::string canonical_cell(std::string_view cell, bool sort_lists) {
  return CellReader(cell, sort_lists).read();
}

}  // namespace rapport::query::test
