// The pack's mapping: propositions to typed binary claims.
//
// A proposition's cues are tried from the most specific; the first for which the pack has patterns
// that give at least one claim decides. Patterns for any word in sentences of some mood go before.
// Of the relations that a pattern lists, the first whose signature admits the two ends is taken; an
// end that is a concept may be read as another type where the pack says so (Gives::to_type,
// EntityType::may_be), and an end whose type nobody knows takes what the position asks for.
//
// Threads: const after construction.

#pragma once

#include <vector>

#include "extract/claim/proposition.h"

namespace rapport::extract {

// A claim before it is given names, evidence and qualifiers.
struct TypedClaim {
  MentionId subject = 0, object = 0;
  pack::TypeIndex subject_type = 0, object_type = 0;
  pack::RelationIndex relation = 0;
  const Proposition* proposition = nullptr;
  const pack::Pattern* pattern = nullptr;
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;
  std::uint16_t confidence = 0;
};

class Mapper {
 public:
  // Of one proposition: a sentence that coordinates hundreds of names would give all their pairs.
  static constexpr std::size_t kMostClaims = 1000;

  explicit Mapper(const pack::Pack& pack);
  // At most kMostClaims. Pointers in the result are into `proposition` and the pack.
  std::vector<TypedClaim> map(const Mentions& mentions, const Proposition& proposition) const;

 private:
  struct Fit {
    pack::TypeIndex type = 0;
    std::uint16_t confidence = 1000;  // thousandths kept
  };
  std::vector<TypedClaim> apply(const Mentions& mentions, const Proposition& p,
                                const std::string& frame, const std::string& cue,
                                bool any_mood) const;
  void give(const Mentions& mentions, const Proposition& p, const pack::Pattern& pattern,
            const pack::Gives& gives, std::vector<TypedClaim>& out) const;
  bool relate(const Mentions& mentions, const Proposition& p, const pack::Pattern& pattern,
              const pack::Gives& gives, MentionId from, MentionId to,
              std::vector<TypedClaim>& out) const;
  bool is_one_of(pack::TypeIndex type, const std::vector<pack::TypeIndex>& wanted) const;
  // As what a mention can stand at an end that admits these types, and of them `only` those, if any
  // are given. `reading`: what an unnamed one is taken for when its own type does not fit.
  std::optional<Fit> fit(const Mention& mention, const std::vector<pack::TypeIndex>& admitted,
                         const std::vector<pack::TypeIndex>& only,
                         std::optional<pack::TypeIndex> reading) const;

  const pack::Pack& pack_;
  // Types that a concept nobody knows may be guessed to be: not those that act, nor those with
  // names.
  std::vector<bool> guessable_;
};

}  // namespace rapport::extract
