// Turns the JSON of a pack into a Pack: sections in the order in which they refer to each other,
// every name resolved, every fault noted.

#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rapport/pack/pack.h"

#include "pack/faults.h"
#include "pack/files.h"
#include "pack/json.h"

namespace rapport::pack {

class Loader {
 public:
  Loader(const PackFiles& files, Faults& faults) : files_(files), faults_(faults) {}
  Pack load();

 private:
  void read_header();
  std::vector<Node> section(std::string_view key) const;

  void read_types();
  EntityType read_type(Reader& reader);
  void resolve_parents(const std::vector<Node>& nodes);
  void resolve_readings(const std::vector<Node>& nodes);
  void add_nouns(TypeIndex type, Reader& reader);
  void check_concrete(const std::vector<Node>& nodes);

  void read_relations();
  std::vector<TypeIndex> signature(Reader& reader, std::string_view key);
  std::vector<TypeIndex> types_of(Reader& reader, std::string_view key, bool required);
  void resolve_moods(const std::vector<Node>& nodes);
  Mood mood(Reader& reader);

  void read_patterns();
  Pattern read_pattern(Reader& reader);
  std::vector<std::string> cues(Reader& reader);
  Gives read_gives(const Node& node);
  std::vector<std::string> roles(Reader& reader, std::string_view key);
  std::vector<RelationIndex> relations_of(Reader& reader);
  void check_reachable(const std::vector<RelationIndex>& relations, const std::string& where);

  void read_names();
  void index_name(std::uint32_t index, const std::string& text, bool adjective,
                  const std::string& where);
  void read_stop();

  // The type of this name; none, without a fault, for the empty name.
  std::optional<TypeIndex> type(const std::string& name, const std::string& where);
  std::optional<TypeIndex> concrete(const std::string& name, const std::string& where);
  std::vector<std::string> type_names() const;
  std::vector<std::string> relation_names() const;

  const PackFiles& files_;
  Faults& faults_;
  Pack pack_;
  std::vector<bool> has_concrete_;  // by type: it or a subtype is not abstract
  std::unordered_map<std::string, std::string> noun_where_, pattern_where_;
};

}  // namespace rapport::pack
