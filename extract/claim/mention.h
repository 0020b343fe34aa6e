// Mentions: the words of a document that name something, with their names, types and layers.
//
//   named    found in the pack's gazetteer, or a proper noun
//   generic  a common noun for those who act or where things are ("donor countries")
//   concept  everything else ("stability")
//
// A mention is made when a frame asks for it, once a head word; references (reference.h) then point
// from pronouns and definite descriptions to what they stand for.

#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "rapport/claim.h"
#include "rapport/pack/pack.h"

#include "extract/claim/analysis.h"

namespace rapport::extract {

using MentionId = int;

struct Mention {
  WordRef head;
  bool action = false;  // a verb phrase told as a thing: "rebuilding institutions"
  bool pronoun = false;
  std::string name;
  std::vector<std::string> aliases;
  std::vector<std::string> titles;      // of a person: "president"; folded
  std::optional<pack::TypeIndex> type;  // none: to be read off the argument position
  Layer layer = Layer::kConcept;
  std::vector<int> words;             // of the head's sentence
  std::vector<MentionId> stands_for;  // a resolved reference; empty otherwise
  std::string sieve;                  // which rule resolved it: "pronoun.subject"
};

// A place in a sentence where the gazetteer knows a name: words [begin, end).
struct NameHit {
  int begin = 0;
  int end = 0;
  std::uint32_t name = 0;
  bool adjective = false;
};

class Mentions {
 public:
  Mentions(const Analysis& analysis, const pack::Pack& pack);

  MentionId of(WordRef noun);         // the mention that this word heads
  MentionId of_action(WordRef verb);  // the verb phrase as a thing
  // What a label, an item or a cell names whose head is `ref`: a noun, an action ("Expanding
  // trade"), or else its own words: a participle before its noun that was read as a verb
  // ("Increased trust").
  MentionId of_piece(WordRef ref);
  Mention& operator[](MentionId id) { return all_[static_cast<std::size_t>(id)]; }
  const Mention& operator[](MentionId id) const { return all_[static_cast<std::size_t>(id)]; }
  const std::vector<Mention>& all() const { return all_; }
  const std::vector<NameHit>& names_in(int sentence) const {
    return hits_[static_cast<std::size_t>(sentence)];
  }
  // The mention for a gazetteer name found at a hit ("Türkiye" in "Türkiye-Iraq alliance").
  MentionId of_name(int sentence, const NameHit& hit);

  // Does the gazetteer know the name that the word is part of?
  bool is_known(WordRef ref) const { return hit_at(ref) != nullptr; }

  // What the mention stands for in the end: itself, or what it refers to (several: "the two
  // countries").
  std::vector<MentionId> referents(MentionId id) const;

  const Analysis& analysis() const { return analysis_; }
  const pack::Pack& pack() const { return pack_; }

 private:
  void find_names(int sentence);
  bool is_capital_noun(const TreeView& tree, int noun) const;
  bool acts(const TreeView& tree, int noun) const;
  bool inside_longer_name(const TreeView& tree, int end, const pack::Name& name) const;
  bool ends_longer_name(const TreeView& tree, int begin, int end, const pack::Name& name) const;
  const NameHit* hit_at(WordRef ref) const;
  void name_from_gazetteer(Mention& mention, const pack::Name& name) const;
  void find_told_kinds();
  void find_persons();
  void name_proper_noun(Mention& mention, const std::vector<int>& core);
  bool name_person(Mention& mention, const std::vector<int>& words);
  // "I, ANNA KELLER": who speaks is a person, capitals and all.
  static bool says_i(const TreeView& tree, const std::vector<int>& name);
  void point_acronym(MentionId id);
  bool is_collective(pack::TypeIndex type) const;
  bool is_certain_one(WordRef noun) const;
  bool name_those_who(Mention& mention) const;
  std::optional<pack::TypeIndex> type_of_action(WordRef verb) const;
  std::optional<pack::TypeIndex> told_kind(const TreeView& tree,
                                           const std::vector<int>& name) const;
  void type_common_noun(Mention& mention, const std::vector<int>& core) const;
  MentionId add(Mention mention);

  const Analysis& analysis_;
  const pack::Pack& pack_;
  std::vector<Mention> all_;
  std::map<WordRef, MentionId> nouns_, actions_, names_;
  std::vector<std::vector<NameHit>> hits_;
  std::map<std::string, std::string> persons_;  // folded last name -> full name, in this document
  std::map<std::string, pack::TypeIndex> told_kinds_;  // by folded name, in this document
  std::map<std::string, WordRef> acronyms_;            // bound in this document
  std::set<std::string> bare_titles_;  // folded: "taoiseach", where the text has "the Taoiseach"
};

// Is the noun a proper one, or inside of a sentence with a capital: "the Harbour Initiative"?
bool is_written_as_name(const TreeView& tree, int noun);
// Is it the name of a fund or a network, by its last word?
bool is_named_fund(const TreeView& tree, const std::vector<int>& core);

}  // namespace rapport::extract
