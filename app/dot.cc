// A selection in GraphViz's language (https://graphviz.org/doc/info/lang.html).

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "rapport/query/view.h"

#include "app/diagram.h"
#include "app/graph_text.h"
#include "app/input.h"
#include "app/number.h"

namespace rapport::app {

namespace {

constexpr std::size_t kLabelColumns = 24, kTooltipColumns = 300, kQuotesInTooltip = 3;
constexpr std::string_view kPlainShape = "box", kPlainFill = "#eeeeee";

// The size of the UTF-8 character at the start of `text`; 0 when there is none that is valid.
std::size_t character_size(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t size = byte(0) < 0x80   ? 1
                           : byte(0) < 0xC2 ? 0
                           : byte(0) < 0xE0 ? 2
                           : byte(0) < 0xF0 ? 3
                           : byte(0) < 0xF5 ? 4
                                            : 0;
  if (size > text.size()) {
    return 0;
  }
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) {
      return 0;
    }
  }
  const bool overlong = size == 3 ? byte(0) == 0xE0 && byte(1) < 0xA0
                                  : size == 4 && byte(0) == 0xF0 && byte(1) < 0x90;
  const bool out_of_range = (size == 3 && byte(0) == 0xED && byte(1) >= 0xA0) ||
                            (size == 4 && byte(0) == 0xF4 && byte(1) >= 0x90);
  return overlong || out_of_range ? 0 : size;
}

// A quoted string of the language. Lines stay lines; other control characters become blanks, bytes
// that are no UTF-8 become U+FFFD, and nothing is taken for an escape or an entity.
std::string dot_string(std::string_view text) {
  std::string result = "\"";
  while (!text.empty()) {
    const std::size_t size = character_size(text);
    const char c = text.front();
    if (size == 0) {
      result += "\xEF\xBF\xBD";
    } else if (c == '\n') {
      result += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      result += ' ';
    } else if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (c == '&') {
      result += "&amp;";
    } else {
      result += text.substr(0, size);
    }
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return result + "\"";
}

// Breaks at blanks, so that no line is much wider than `columns`.
std::string wrapped(std::string_view text, std::size_t columns) {
  std::string result;
  std::size_t width = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t word_width = query::display_width(word);
    if (width > 0) {
      const bool fits = width + 1 + word_width <= columns;
      result += fits ? ' ' : '\n';
      width = fits ? width + 1 : 0;
    }
    result += word;
    width += word_width;
  }
  return result;
}

struct Look {
  std::string shape, fill;
};

Look look_of(const std::string& type, const pack::Pack* pack) {
  Look look{std::string(kPlainShape), std::string(kPlainFill)};
  if (pack == nullptr) {
    return look;
  }
  for (auto index = pack->find_type(type); index; index = pack->types()[*index].parent) {
    const pack::EntityType& entity_type = pack->types()[*index];
    if (!entity_type.shape.empty() || !entity_type.fill.empty()) {
      look.shape = entity_type.shape.empty() ? look.shape : entity_type.shape;
      look.fill = entity_type.fill.empty() ? look.fill : entity_type.fill;
      break;
    }
  }
  return look;
}

bool is_symmetric(const std::string& relation, const pack::Pack* pack) {
  if (pack == nullptr) {
    return false;
  }
  const auto index = pack->find_relation(relation);
  return index && pack->relations()[*index].symmetric;
}

// What an edge says: its relation, or the words of an edge that no relation of the pack fits.
std::string label_of(const graph::Snapshot& graph, EdgeIndex e) {
  const std::string& relation = relation_of(graph, e);
  const Value value = graph.property(e, "predicate");
  const std::string* const predicate = value.as_string();
  return relation == "RELATED_TO" && predicate != nullptr && !predicate->empty() ? *predicate
                                                                                 : relation;
}

// Edges with the same ends and the same status, drawn as one.
struct Bundle {
  std::map<std::string, std::size_t> labels;  // and how many edges of each
  std::vector<EdgeIndex> edges;
};

class Drawing {
 public:
  Drawing(const graph::Snapshot& graph, const Selection& selection, const pack::Pack* pack)
      : graph_(graph), selection_(selection), pack_(pack) {}

  Result<std::string> draw();

 private:
  void draw_vertices();
  Result<void> draw_edges();
  Result<std::string> tooltip(const Bundle& bundle) const;
  void draw_legend();
  std::string caption() const;

  const graph::Snapshot& graph_;
  const Selection& selection_;
  const pack::Pack* pack_;
  std::string text_;
  std::set<std::string> types_;
  bool dashed_ = false, negated_ = false;
};

Result<std::string> Drawing::draw() {
  text_ = fmt::format(
      "digraph rapport {{\n"
      "  graph [charset=\"UTF-8\", rankdir=LR, fontname=\"sans-serif\", fontsize=11,\n"
      "         nodesep=0.25, ranksep=0.6, labelloc=b, labeljust=l,\n"
      "         label={}]\n"
      "  node [fontname=\"sans-serif\", fontsize=11, style=filled, color=\"#666666\"]\n"
      "  edge [fontname=\"sans-serif\", fontsize=9, color=\"#555555\", fontcolor=\"#333333\"]\n",
      dot_string(caption()));
  draw_vertices();
  RAPPORT_CHECK(draw_edges());
  draw_legend();
  return text_ + "}\n";
}

void Drawing::draw_vertices() {
  std::vector<VertexIndex> vertices = selection_.vertices;
  std::sort(vertices.begin(), vertices.end());
  for (const VertexIndex v : vertices) {
    const std::string type = type_of(graph_, v);
    const Look look = look_of(type, pack_);
    types_.insert(type);
    const std::string name = name_of(graph_, v);
    text_ += fmt::format(
        "  v{} [label={}, shape={}, fillcolor={}, tooltip={}, class={}]\n", v.value,
        dot_string(wrapped(name, kLabelColumns)), dot_string(look.shape), dot_string(look.fill),
        dot_string(type.empty() ? name : name + " (" + type + ")"), dot_string(type));
  }
}

Result<std::string> Drawing::tooltip(const Bundle& bundle) const {
  std::string text;
  std::size_t quotes = 0;
  for (const EdgeIndex e : bundle.edges) {
    RAPPORT_TRY(const auto evidence, sorted_evidence(graph_, e));
    for (const graph::Evidence& piece : evidence) {
      if (++quotes <= kQuotesInTooltip) {
        text += fmt::format("{}{}: \"{}\" ({})", text.empty() ? "" : "\n", relation_of(graph_, e),
                            one_line(piece.claim.quote, kTooltipColumns), place_of(piece));
      }
    }
  }
  if (quotes > kQuotesInTooltip) {
    text += fmt::format("\nand {} more", quotes - kQuotesInTooltip);
  }
  return text;
}

Result<void> Drawing::draw_edges() {
  std::map<std::tuple<VertexIndex, VertexIndex, std::string, bool>, Bundle> bundles;
  for (const EdgeIndex e : selection_.edges) {
    const std::string& relation = relation_of(graph_, e);
    Bundle& bundle = bundles[{graph_.source(e), graph_.target(e), status_of(graph_, e),
                              is_symmetric(relation, pack_)}];
    ++bundle.labels[label_of(graph_, e)];
    bundle.edges.push_back(e);
  }
  for (const auto& [key, bundle] : bundles) {
    const auto& [from, to, status, symmetric] = key;
    std::string label;
    for (const auto& [words, count] : bundle.labels) {
      label += fmt::format("{}{}{}", label.empty() ? "" : "\n", wrapped(words, kLabelColumns),
                           count > 1 ? fmt::format(" ×{}", count) : "");
    }
    const bool negated = status.starts_with("negated");
    const bool dashed = !status.empty() && status != "negated";
    negated_ = negated_ || negated;
    dashed_ = dashed_ || dashed;
    if (dashed) {
      label += "\n(" + status + ")";
    }
    RAPPORT_TRY(const std::string quotes, tooltip(bundle));
    text_ += fmt::format("  v{} -> v{} [label={}, tooltip={}, labeltooltip={}{}{}{}]\n", from.value,
                         to.value, dot_string(label), dot_string(quotes), dot_string(quotes),
                         symmetric ? ", dir=none" : "", dashed ? ", style=dashed" : "",
                         negated ? ", color=\"#c00000\", fontcolor=\"#c00000\"" : "");
  }
  return {};
}

void Drawing::draw_legend() {
  text_ +=
      "  subgraph cluster_legend {\n    label=\"Legend\"; labelloc=t; color=\"#cccccc\"\n"
      "    node [fontsize=9, height=0.2, width=0.2, margin=\"0.06,0.03\"]\n";
  std::size_t number = 0;
  for (const std::string& type : types_) {
    const Look look = look_of(type, pack_);
    text_ += fmt::format("    legend{} [label={}, shape={}, fillcolor={}]\n", number++,
                         dot_string(type.empty() ? "(no type)" : type), dot_string(look.shape),
                         dot_string(look.fill));
  }
  const auto line = [&](std::string_view meaning, std::string_view style) {
    text_ += fmt::format(
        "    legend{0} [shape=point, style=invis]; legend{1} [shape=plaintext, "
        "style=\"\", label={2}]\n    legend{0} -> legend{1} [{3}]\n",
        number, number + 1, dot_string(meaning), style);
    number += 2;
  };
  if (dashed_) {
    line("planned, possible or recommended", "style=dashed");
  }
  if (negated_) {
    line("negated", "color=\"#c00000\"");
  }
  text_ += "  }\n";
}

std::string Drawing::caption() const {
  std::string text =
      fmt::format("{}: {} {}, {}.", selection_.title, grouped(selection_.vertices.size()),
                  selection_.vertices.size() == 1 ? "entity" : "entities",
                  counted(selection_.edges.size(), "edge"));
  if (!selection_.left_out.empty()) {
    text += "\n" + selection_.left_out;
  }
  return text;
}

}  // namespace

Result<std::string> to_dot(const graph::Snapshot& graph, const Selection& selection,
                           const pack::Pack* pack) {
  return Drawing(graph, selection, pack).draw();
}

}  // namespace rapport::app
