// The domain pack: a field as data. Entity types, relation types with their signatures, the
// patterns that turn propositions into typed claims, and the names of the field (the gazetteer).
//
// A pack is a JSON file; docs/packs.md describes its language. It may name parts, further JSON
// files beside it, whose arrays are appended to its own, so that packs share lists of countries,
// say.
//
// Errors: kNotFound, kIo; kUnsupported (a format of another version); kBadInput with where =
// "FILE: /json/pointer" or "FILE: line L, column C". All names are resolved on load, all faults of
// a pack are looked for: `where` is the first one's, `message` lists up to ten, one a line.
// Threads: const after load, shared freely.

#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rapport/claim.h"
#include "rapport/result.h"

namespace rapport::pack {

using TypeIndex = std::uint16_t;
using RelationIndex = std::uint16_t;

// The frames that a pattern may name: what kind of construction a proposition was read off.
inline constexpr std::array<std::string_view, 13> kFrames = {
    "verb",      "noun",    "adjective", "apposition", "title", "include", "location",
    "adverbial", "purpose", "column",    "columns",    "item",  "label"};

// Looks strings up by string_view.
struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};
template <typename T>
using StringMap = std::unordered_map<std::string, T, StringHash, std::equal_to<>>;

// What a type is to the language, whatever the field calls it: how names of it are recognised.
enum class Kind : std::uint8_t {
  kOther,
  kPerson,        // titles, first and last names
  kOrganization,  // acronyms
  kPlace,         // where things are: states too
};
inline constexpr std::array<std::string_view, 4> kKindNames = {"other", "person", "organization",
                                                               "place"};

struct EntityType {
  std::string name;  // "Country"
  std::string description;
  std::optional<TypeIndex> parent;  // Actor
  bool abstract = false;  // an abstract type groups others and is never given to a mention
  std::vector<std::string>
      nouns;  // head nouns, singular lower case; also of several words: "political will"
  std::vector<std::string> suffixes;  // endings of a head noun that suggest it: "ship"
  Kind kind = Kind::kOther;
  // The type of an unnamed thing of this type ("ministers" of Person: Group); none: this type.
  std::optional<TypeIndex> generic;
  // Types that a concept of this type can be read as where a signature asks for it ("training" is
  // an Initiative, and an Outcome in "enhances training").
  std::vector<TypeIndex> may_be;
  std::string shape, fill;  // how a diagram draws it: GraphViz shape, #rrggbb
};

// How sentences mean what they say, as far as a pack asks: any of some modalities, or negated.
struct Mood {
  std::array<bool, kModalityNames.size()> modalities{};  // of what is affirmed
  bool negated = false;
  bool holds(Modality modality, Polarity polarity) const {
    return polarity == Polarity::kNegated ? negated
                                          : modalities[static_cast<std::size_t>(modality)];
  }
};

// What a relation turns into in a sentence of some mood: aid that is promised is an agreement.
struct Becomes {
  Mood when;
  RelationIndex relation = 0;
};

struct RelationType {
  std::string name;  // "COOPERATES_WITH"
  std::string description;
  std::vector<TypeIndex> from, to;  // signature; a supertype admits its subtypes
  bool symmetric = false;
  bool deed = false;    // what is only intended is planned: "is committed to holding talks"
  std::string inverse;  // how it reads from the object: "is supported by"
  std::string label;    // how it reads: "supports"
  std::string plover;   // PLOVER event type, where one fits: "COOPERATE"
  std::vector<Becomes> becomes;  // the first that holds is taken
};

// One binary claim that a pattern gives. A role names an argument of the proposition ("subject",
// "object", "prep:to", "self", "column:1", ...); the first of a list that is there is taken.
// Between two things a pattern gives one claim, the first that it can.
struct Gives {
  std::vector<std::string> from, to;
  std::vector<TypeIndex> only_from, only_to;  // types that the ends must have; none: any
  std::vector<RelationIndex> relations;       // the first whose signature admits the two types
  std::optional<TypeIndex> to_type;  // what an unnamed `to` is, if its own type does not fit
  std::optional<Modality> modality;  // overrides the proposition's
  std::optional<Polarity> polarity;  // flips an affirmed proposition
  std::uint16_t confidence = 0;      // thousandths; 0: the pattern's
};

struct Pattern {
  std::string id;     // "provide"
  std::string frame;  // "verb", "noun", "adjective", "column", "columns", "item", ...
  std::vector<std::string>
      cues;  // lemmas, with a particle or preposition where it belongs: "lead to"; none: any
  std::optional<Mood> when;  // only in sentences of this mood
  std::vector<Gives> gives;
  std::uint16_t confidence = 800;
};

// One entry of the gazetteer.
struct Name {
  std::string name;  // canonical: "Türkiye"
  TypeIndex type = 0;
  std::vector<std::string> aliases;     // "Turkey", "Republic of Türkiye", "TUR", former names
  std::vector<std::string> adjectives;  // demonyms: "Turkish"
};

class Pack {
 public:
  static Result<std::shared_ptr<const Pack>> load(const std::filesystem::path& file);
  // From text, for tests and `--pack -`; parts are looked for in `folder`.
  static Result<std::shared_ptr<const Pack>> parse(std::string_view json, const std::string& origin,
                                                   const std::filesystem::path& folder);

  const std::string& name() const { return name_; }
  const std::string& title() const { return title_; }
  const std::string& version() const { return version_; }
  const std::string& hash() const { return hash_; }  // SHA-256 over the pack and its parts
  // The type of a name, and of a concept, of which nothing else is known (the pack's "defaults").
  std::optional<TypeIndex> default_named() const { return default_named_; }
  std::optional<TypeIndex> default_concept() const { return default_concept_; }

  const std::vector<EntityType>& types() const { return types_; }
  const std::vector<RelationType>& relations() const { return relations_; }
  const std::vector<Pattern>& patterns() const { return patterns_; }
  const std::vector<Name>& names() const { return names_; }

  std::optional<TypeIndex> find_type(std::string_view name) const;
  std::optional<RelationIndex> find_relation(std::string_view name) const;
  // The last type of this kind, when the pack has one: what a name of the kind is that no gazetteer
  // knows. (Of "Country" and "Place" the latter: all countries have names there.)
  std::optional<TypeIndex> find_kind(Kind kind) const;
  bool is_a(TypeIndex type, TypeIndex ancestor) const;
  TypeIndex root(TypeIndex type) const;  // the topmost ancestor
  // The type and all its ancestors, most specific first: {"Country", "Actor"}: a vertex's labels.
  std::vector<std::string> labels(std::string_view type) const;
  // What `relation` is in a sentence of this mood, by its `becomes`: itself where none holds.
  RelationIndex in_mood(RelationIndex relation, Modality modality, Polarity polarity) const;
  // Does the signature of `relation` admit these types? A symmetric relation admits both orders.
  bool admits(RelationIndex relation, TypeIndex from, TypeIndex to) const;

  // Patterns of a frame whose cue is `cue`, in the order of the pack; with an empty cue, those
  // without cues.
  const std::vector<std::uint32_t>& patterns_for(std::string_view frame,
                                                 std::string_view cue) const;
  // The type whose `nouns` hold this singular lower-case noun.
  std::optional<TypeIndex> type_of_noun(std::string_view noun) const;
  // The type one of whose `suffixes` the noun ends in (the longest wins).
  std::optional<TypeIndex> type_of_suffix(std::string_view noun) const;

  struct NameMatch {
    std::uint32_t name = 0;  // index into names()
    bool adjective = false;  // matched a demonym
    bool capitals = false;   // an abbreviation ("WHO", "US") that is a name only in capitals
  };
  // The gazetteer: `folded` is fold(words joined by one blank); hyphens, full stops and blanks
  // around apostrophes make no difference, so that "U.N.", "Guinea - Bissau" and "people 's
  // republic" are found. Longest-first search is the caller's.
  std::optional<NameMatch> find_name(std::string_view folded) const;
  // The same, checked against the words as written: an abbreviation of up to five letters must be
  // in capitals ("WHO", not "who"), any other name must have a capital somewhere after a leading
  // "the" ("Turkey", "Polish", "The Economist", not "turkey", "polish", "The economist").
  std::optional<NameMatch> find_name(std::string_view folded, std::string_view surface) const;
  // May a text that begins with `folded` be a name? Where not, no longer text need be looked up.
  bool begins_name(std::string_view folded) const;
  // How many words of a tokeniser that splits at hyphens and apostrophes the longest name has.
  std::size_t longest_name_words() const { return longest_name_words_; }
  // Words that are never an entity, folded.
  bool is_stopped(std::string_view folded) const;

 private:
  friend class Loader;
  std::optional<TypeIndex> default_named_, default_concept_;
  std::string name_, title_, version_, hash_;
  std::vector<EntityType> types_;
  std::vector<RelationType> relations_;
  std::vector<Pattern> patterns_;
  std::vector<Name> names_;
  StringMap<TypeIndex> type_index_, noun_index_;
  std::vector<std::pair<std::string, TypeIndex>> suffixes_;  // longest first
  StringMap<RelationIndex> relation_index_;
  StringMap<std::vector<std::uint32_t>> pattern_index_;  // frame + '\0' + cue
  StringMap<NameMatch> name_index_;                      // by gazetteer_key
  std::vector<std::string> name_keys_;                   // of name_index_, sorted
  StringMap<bool> stopped_;
  std::size_t longest_name_words_ = 0;
};

// What a pack holds, in lines for a person: its name, version and hash, how many types, relations,
// patterns, names and aliases it has, and each type with its nouns and names counted.
std::string describe(const Pack& pack);

}  // namespace rapport::pack
