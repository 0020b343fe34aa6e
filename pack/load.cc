// Loads a pack: types and relations. Patterns and names are in load_patterns.cc and load_names.cc.

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "rapport/pack/fold.h"

#include "pack/loader.h"

namespace rapport::pack {
namespace {

constexpr std::size_t kMaxTypes = 1000;
constexpr std::size_t kMaxRelations = 1000;

// The event types of PLOVER, the successor of CAMEO (manual of 2021).
constexpr std::array<std::string_view, 16> kPloverEvents = {
    "AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
    "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};

// Node shapes of GraphViz that hold a label.
constexpr std::array<std::string_view, 26> kShapes = {
    "box",          "ellipse",   "oval",          "circle",        "egg",           "triangle",
    "diamond",      "trapezium", "parallelogram", "house",         "pentagon",      "hexagon",
    "septagon",     "octagon",   "doublecircle",  "doubleoctagon", "tripleoctagon", "invtriangle",
    "invtrapezium", "invhouse",  "rectangle",     "square",        "note",          "tab",
    "folder",       "component"};

template <typename Words>
std::vector<std::string> to_strings(const Words& words) {
  return {words.begin(), words.end()};
}

template <typename Words>
bool is_one_of(const Words& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// A label or relation type must be a plain identifier of the query language.
bool is_identifier(const std::string& name) {
  const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  return !name.empty() && letter(name.front()) &&
         std::all_of(name.begin(), name.end(),
                     [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

bool is_colour(const std::string& text) {
  return text.size() == 7 && text[0] == '#' &&
         text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
}

}  // namespace

Pack Loader::load() {
  read_header();
  read_types();
  read_relations();
  read_patterns();
  read_names();
  read_stop();
  pack_.hash_ = files_.hash;
  return std::move(pack_);
}

void Loader::read_header() {
  for (std::size_t i = 0; i < files_.files.size(); ++i) {
    Reader reader({&files_.files[i].json, files_.files[i].origin, ""}, faults_);
    if (i > 0) {
      reader.allow({"title", "description", "licence", "types", "nouns", "relations", "patterns",
                    "names", "stop"});
      continue;
    }
    reader.allow({"format", "name", "version", "title", "description", "licence", "parts", "types",
                  "nouns", "relations", "patterns", "names", "stop", "default_named",
                  "default_concept"});
    pack_.name_ = reader.text("name", true);
    pack_.version_ = reader.text("version", true);
    pack_.title_ = reader.text("title", false);
    reader.text("description", false);
    reader.text("licence", false);
  }
}

// The entries of a section over all files.
std::vector<Node> Loader::section(std::string_view key) const {
  std::vector<Node> out;
  for (const PackFile& file : files_.files) {
    const Node node{&file.json, file.origin, ""};
    if (!file.json.is_object() || node.at(key).value == nullptr) {
      continue;
    }
    Reader reader(node, faults_);
    std::vector<Node> entries = reader.list(key, false);
    out.insert(out.end(), entries.begin(), entries.end());
  }
  return out;
}

void Loader::read_types() {
  std::vector<Node> nodes = section("types");
  if (nodes.size() > kMaxTypes) {
    faults_.add(nodes[kMaxTypes].where(), fmt::format("there are more than {} types", kMaxTypes));
    nodes.resize(kMaxTypes);
  }
  for (const Node& node : nodes) {
    Reader reader(node, faults_);
    reader.allow({"name", "parent", "abstract", "description", "nouns", "suffixes", "kind",
                  "generic", "may_be", "shape", "fill"});
    EntityType type = read_type(reader);
    const auto index = static_cast<TypeIndex>(pack_.types_.size());
    if (!type.name.empty() && !pack_.type_index_.emplace(type.name, index).second) {
      faults_.add(reader.where("name"), fmt::format("the type {} is declared twice", type.name));
    }
    pack_.types_.push_back(std::move(type));
    add_nouns(index, reader);
  }
  resolve_parents(nodes);
  resolve_readings(nodes);
  check_concrete(nodes);
  for (const Node& node : section("nouns")) {
    Reader reader(node, faults_);
    reader.allow({"type", "nouns", "suffixes"});
    if (const auto index = type(reader.text("type", true), reader.where("type"))) {
      add_nouns(*index, reader);
    }
  }
  std::sort(pack_.suffixes_.begin(), pack_.suffixes_.end(), [](const auto& a, const auto& b) {
    return a.first.size() != b.first.size() ? a.first.size() > b.first.size() : a.first < b.first;
  });
}

EntityType Loader::read_type(Reader& reader) {
  EntityType type;
  type.name = reader.text("name", true);
  if (!type.name.empty() && !is_identifier(type.name)) {
    faults_.add(reader.where("name"), "must be letters, digits and _, a letter first",
                "it is a label of the query language");
  }
  type.description = reader.text("description", false);
  type.abstract = reader.flag("abstract");
  if (const std::string kind = reader.text("kind", false); !kind.empty()) {
    const auto* const found = std::find(kKindNames.begin(), kKindNames.end(), kind);
    if (found == kKindNames.end()) {
      faults_.add(reader.where("kind"), fmt::format("no kind \"{}\"", kind),
                  fmt::format("kinds: {}", fmt::join(kKindNames, ", ")));
    } else {
      type.kind = static_cast<Kind>(found - kKindNames.begin());
    }
  }
  type.shape = reader.text("shape", false);
  type.fill = reader.text("fill", false);
  if (!type.shape.empty() && !is_one_of(kShapes, type.shape)) {
    std::string hint = did_you_mean(type.shape, to_strings(kShapes));
    faults_.add(reader.where("shape"), fmt::format("\"{}\" is no GraphViz shape", type.shape),
                hint.empty() ? fmt::format("shapes: {}", fmt::join(kShapes, ", ")) : hint);
  }
  if (!type.fill.empty() && !is_colour(type.fill)) {
    faults_.add(reader.where("fill"), fmt::format("\"{}\" is no colour", type.fill),
                "write it #rrggbb, as in #a6cee3");
  }
  return type;
}

void Loader::add_nouns(TypeIndex type, Reader& reader) {
  std::vector<std::string> nouns = reader.texts("nouns", false);
  for (std::string& noun : nouns) {
    if (fold(noun) != noun) {
      faults_.add(reader.where("nouns"), fmt::format("\"{}\" must be lower case and plain", noun),
                  "write it " + fold(noun));
    } else if (const auto [at, added] = pack_.noun_index_.emplace(noun, type); !added) {
      faults_.add(reader.where("nouns"),
                  fmt::format("\"{}\" is already a noun of {} ({})", noun,
                              pack_.types_[at->second].name, noun_where_[noun]),
                  "a noun names one type");
    } else {
      noun_where_[noun] = reader.where("nouns");
      pack_.types_[type].nouns.push_back(std::move(noun));
    }
  }
  for (std::string suffix : reader.texts("suffixes", false)) {
    suffix.erase(0, suffix.find_first_not_of('-'));
    const auto known = std::find_if(pack_.suffixes_.begin(), pack_.suffixes_.end(),
                                    [&](const auto& s) { return s.first == suffix; });
    if (suffix.empty() || fold(suffix) != suffix) {
      faults_.add(reader.where("suffixes"), "a suffix must be lower-case letters, as in \"-ship\"");
    } else if (known != pack_.suffixes_.end()) {
      faults_.add(reader.where("suffixes"), fmt::format("\"-{}\" is already a suffix of {}", suffix,
                                                        pack_.types_[known->second].name));
    } else {
      pack_.suffixes_.emplace_back(suffix, type);
      pack_.types_[type].suffixes.push_back(std::move(suffix));
    }
  }
}

void Loader::resolve_parents(const std::vector<Node>& nodes) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const Node parent = nodes[i].at("parent");
    if (parent.value == nullptr) {
      continue;
    }
    Reader reader(nodes[i], faults_);
    const std::string name = reader.text("parent", true);
    const std::optional<TypeIndex> ancestor =
        name.empty() ? std::nullopt : type(name, parent.where());
    if (!ancestor) {
      continue;
    }
    // So far there is no cycle, so the walk up from the ancestor ends.
    if (pack_.is_a(*ancestor, static_cast<TypeIndex>(i))) {
      faults_.add(parent.where(), fmt::format("{} would be its own ancestor", pack_.types_[i].name),
                  "types form a tree");
      continue;
    }
    pack_.types_[i].parent = ancestor;
  }
}

// How an unnamed thing of a type is typed, and as what a concept of it may be read.
void Loader::resolve_readings(const std::vector<Node>& nodes) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    Reader reader(nodes[i], faults_);
    pack_.types_[i].generic = concrete(reader.text("generic", false), reader.where("generic"));
    for (const std::string& name : reader.texts("may_be", false)) {
      if (const auto index = concrete(name, reader.where("may_be"))) {
        pack_.types_[i].may_be.push_back(*index);
      }
    }
  }
  Reader reader({&files_.files.front().json, files_.files.front().origin, ""}, faults_);
  pack_.default_named_ =
      concrete(reader.text("default_named", false), reader.where("default_named"));
  pack_.default_concept_ =
      concrete(reader.text("default_concept", false), reader.where("default_concept"));
}

void Loader::check_concrete(const std::vector<Node>& nodes) {
  has_concrete_.assign(pack_.types_.size(), false);
  bool any = false;
  for (std::size_t i = 0; i < pack_.types_.size(); ++i) {
    if (pack_.types_[i].abstract) {
      continue;
    }
    any = true;
    for (std::optional<TypeIndex> t = static_cast<TypeIndex>(i); t; t = pack_.types_[*t].parent) {
      has_concrete_[*t] = true;
    }
  }
  for (std::size_t i = 0; i < pack_.types_.size(); ++i) {
    if (!has_concrete_[i]) {
      faults_.add(nodes[i].where(),
                  fmt::format("{} is abstract and has no concrete subtype", pack_.types_[i].name));
    }
  }
  if (!any && nodes.empty()) {
    faults_.add(files_.files.front().origin + ": /", "the pack declares no type",
                "give it a list \"types\"");
  }
}

std::vector<TypeIndex> Loader::signature(Reader& reader, std::string_view key) {
  const auto member = reader.member(key);
  if (member && member->value->is_array() && member->value->empty()) {
    faults_.add(reader.where(key), "is empty: the relation could never hold");
  }
  return types_of(reader, key, true);
}

std::vector<TypeIndex> Loader::types_of(Reader& reader, std::string_view key, bool required) {
  std::vector<TypeIndex> out;
  for (const std::string& name : reader.texts(key, required, true)) {
    if (const auto index = type(name, reader.where(key))) {
      out.push_back(*index);
    }
  }
  return out;
}

void Loader::read_relations() {
  std::vector<Node> nodes = section("relations");
  if (nodes.empty()) {
    faults_.add(files_.files.front().origin + ": /", "the pack declares no relation",
                "give it a list \"relations\"");
  }
  if (nodes.size() > kMaxRelations) {
    faults_.add(nodes[kMaxRelations].where(),
                fmt::format("there are more than {} relations", kMaxRelations));
    nodes.resize(kMaxRelations);
  }
  for (const Node& node : nodes) {
    Reader reader(node, faults_);
    reader.allow({"name", "from", "to", "symmetric", "deed", "label", "inverse", "plover",
                  "becomes", "description"});
    RelationType relation;
    relation.name = reader.text("name", true);
    if (!relation.name.empty() && !is_identifier(relation.name)) {
      faults_.add(reader.where("name"), "must be letters, digits and _, a letter first",
                  "it is a relationship type of the query language");
    }
    relation.description = reader.text("description", false);
    relation.label = reader.text("label", true);
    relation.symmetric = reader.flag("symmetric");
    relation.deed = reader.flag("deed");
    relation.inverse = reader.text("inverse", false);
    if (relation.symmetric && relation.inverse.empty()) {
      relation.inverse = relation.label;
    }
    relation.plover = reader.text("plover", false);
    if (!relation.plover.empty() && !is_one_of(kPloverEvents, relation.plover)) {
      faults_.add(reader.where("plover"),
                  fmt::format("\"{}\" is no PLOVER event type", relation.plover),
                  did_you_mean(relation.plover, to_strings(kPloverEvents)));
    }
    relation.from = signature(reader, "from");
    relation.to = signature(reader, "to");
    const auto index = static_cast<RelationIndex>(pack_.relations_.size());
    if (!relation.name.empty() && !pack_.relation_index_.emplace(relation.name, index).second) {
      faults_.add(reader.where("name"),
                  fmt::format("the relation {} is declared twice", relation.name));
    }
    pack_.relations_.push_back(std::move(relation));
  }
  resolve_moods(nodes);
}

std::optional<TypeIndex> Loader::type(const std::string& name, const std::string& where) {
  const std::optional<TypeIndex> index = pack_.find_type(name);
  if (!index && !name.empty()) {
    faults_.add(where, fmt::format("no type \"{}\"", name), did_you_mean(name, type_names()));
  }
  return index;
}

// A type that things can have.
std::optional<TypeIndex> Loader::concrete(const std::string& name, const std::string& where) {
  const std::optional<TypeIndex> index = type(name, where);
  if (index && pack_.types_[*index].abstract) {
    faults_.add(where, fmt::format("{} is abstract: nothing can be of this type", name),
                "name a subtype of it");
    return std::nullopt;
  }
  return index;
}

std::vector<std::string> Loader::type_names() const {
  std::vector<std::string> names;
  for (const EntityType& type : pack_.types_) {
    names.push_back(type.name);
  }
  return names;
}

std::vector<std::string> Loader::relation_names() const {
  std::vector<std::string> names;
  for (const RelationType& relation : pack_.relations_) {
    names.push_back(relation.name);
  }
  return names;
}

Result<std::shared_ptr<const Pack>> Pack::parse(std::string_view json, const std::string& origin,
                                                const std::filesystem::path& folder) {
  Faults faults;
  RAPPORT_TRY(const PackFiles files, read_pack_files(json, origin, folder, faults));
  auto pack = std::make_shared<const Pack>(Loader(files, faults).load());
  if (!faults.empty()) {
    return faults.error();
  }
  return pack;
}

Result<std::shared_ptr<const Pack>> Pack::load(const std::filesystem::path& file) {
  RAPPORT_TRY(const std::string text, read_file(file));
  return parse(text, file.string(), file.parent_path());
}

}  // namespace rapport::pack
