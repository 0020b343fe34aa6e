// Questions that a loaded pack answers.

#include "rapport/pack/pack.h"

#include <algorithm>

#include <fmt/format.h>

#include "pack/gazetteer.h"

namespace rapport::pack {
namespace {

template <typename T>
std::optional<T> find(const StringMap<T>& map, std::string_view key) {
  const auto found = map.find(key);
  return found == map.end() ? std::nullopt : std::optional<T>(found->second);
}

bool any_admits(const Pack& pack, const std::vector<TypeIndex>& signature, TypeIndex type) {
  return std::any_of(signature.begin(), signature.end(),
                     [&](TypeIndex ancestor) { return pack.is_a(type, ancestor); });
}

}  // namespace

std::optional<TypeIndex> Pack::find_type(std::string_view name) const {
  return find(type_index_, name);
}

std::optional<RelationIndex> Pack::find_relation(std::string_view name) const {
  return find(relation_index_, name);
}

std::optional<TypeIndex> Pack::find_kind(Kind kind) const {
  for (std::size_t i = types_.size(); i-- > 0;) {
    if (types_[i].kind == kind) {
      return static_cast<TypeIndex>(i);
    }
  }
  return std::nullopt;
}

bool Pack::is_a(TypeIndex type, TypeIndex ancestor) const {
  for (std::optional<TypeIndex> t = type; t; t = types_[*t].parent) {
    if (*t == ancestor) {
      return true;
    }
  }
  return false;
}

TypeIndex Pack::root(TypeIndex type) const {
  while (types_[type].parent) {
    type = *types_[type].parent;
  }
  return type;
}

std::vector<std::string> Pack::labels(std::string_view type) const {
  std::vector<std::string> out;
  for (std::optional<TypeIndex> t = find_type(type); t; t = types_[*t].parent) {
    out.push_back(types_[*t].name);
  }
  return out;
}

bool Pack::admits(RelationIndex relation, TypeIndex from, TypeIndex to) const {
  const RelationType& r = relations_[relation];
  const auto fits = [&](TypeIndex a, TypeIndex b) {
    return any_admits(*this, r.from, a) && any_admits(*this, r.to, b);
  };
  return fits(from, to) || (r.symmetric && fits(to, from));
}

RelationIndex Pack::in_mood(RelationIndex relation, Modality modality, Polarity polarity) const {
  for (const Becomes& becomes : relations_[relation].becomes) {
    if (becomes.when.holds(modality, polarity)) {
      return becomes.relation;
    }
  }
  return relation;
}

const std::vector<std::uint32_t>& Pack::patterns_for(std::string_view frame,
                                                     std::string_view cue) const {
  static const std::vector<std::uint32_t> none;
  std::string key;
  key.reserve(frame.size() + 1 + cue.size());
  key.append(frame).append(1, '\0').append(cue);
  const auto found = pattern_index_.find(key);
  return found == pattern_index_.end() ? none : found->second;
}

std::optional<TypeIndex> Pack::type_of_noun(std::string_view noun) const {
  return find(noun_index_, noun);
}

std::optional<TypeIndex> Pack::type_of_suffix(std::string_view noun) const {
  for (const auto& [suffix, type] : suffixes_) {
    if (noun.size() > suffix.size() && noun.ends_with(suffix)) {
      return type;
    }
  }
  return std::nullopt;
}

std::optional<Pack::NameMatch> Pack::find_name(std::string_view folded) const {
  if (folded.find_first_of("-'.") == std::string_view::npos) {
    return find(name_index_, folded);
  }
  return find(name_index_, gazetteer_key(folded));
}

std::optional<Pack::NameMatch> Pack::find_name(std::string_view folded,
                                               std::string_view surface) const {
  const std::optional<NameMatch> match = find_name(folded);
  if (!match) {
    return std::nullopt;
  }
  // "The economist" begins a sentence; "The Economist" is a newspaper.
  const bool article = surface.starts_with("The ") || surface.starts_with("the ");
  const Casing written = casing(article ? surface.substr(4) : surface);
  if (match->capitals ? written.small : written.small && !written.capital) {
    return std::nullopt;
  }
  return match;
}

bool Pack::begins_name(std::string_view folded) const {
  const std::string key = gazetteer_key(folded);
  const auto at = std::lower_bound(name_keys_.begin(), name_keys_.end(), key);
  return at != name_keys_.end() && at->starts_with(key);
}

bool Pack::is_stopped(std::string_view folded) const { return stopped_.contains(folded); }

std::string describe(const Pack& pack) {
  std::size_t aliases = 0;
  std::size_t adjectives = 0;
  std::vector<std::size_t> names_of_type(pack.types().size());
  for (const Name& name : pack.names()) {
    aliases += name.aliases.size();
    adjectives += name.adjectives.size();
    ++names_of_type[name.type];
  }
  std::size_t cues = 0;
  for (const Pattern& pattern : pack.patterns()) {
    cues += pattern.cues.size();
  }
  std::size_t nouns = 0;
  std::string types;
  for (std::size_t i = 0; i < pack.types().size(); ++i) {
    const EntityType& type = pack.types()[i];
    nouns += type.nouns.size();
    types += fmt::format(
        "  {:<16}{:>5} nouns {:>5} names{}{}\n", type.name, type.nouns.size(), names_of_type[i],
        type.parent ? fmt::format("  is a {}", pack.types()[*type.parent].name) : "",
        type.abstract ? "  abstract" : "");
  }
  return fmt::format(
      "pack {} {}{}\nsha256 {}\n{} types, {} relations, {} patterns with {} cues, {} nouns, {} "
      "names "
      "with {} aliases and {} adjectives\n{}",
      pack.name(), pack.version(), pack.title().empty() ? "" : ": " + pack.title(), pack.hash(),
      pack.types().size(), pack.relations().size(), pack.patterns().size(), cues, nouns,
      pack.names().size(), aliases, adjectives, types);
}

}  // namespace rapport::pack
