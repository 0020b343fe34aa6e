// Descriptions that tell how many are meant, or whose they are: "both sides", "the two leaders",
// "the three countries", "our governments", "our nation".

#pragma once

#include <optional>
#include <vector>

#include "extract/claim/authors.h"
#include "extract/claim/mention.h"
#include "extract/claim/parties.h"
#include "extract/claim/people.h"

namespace rapport::extract {

// Whom a description stands for, and which sieve found them; empty where it is left open.
struct Referents {
  std::vector<MentionId> ids;
  const char* sieve = "";
};

// The type that a named thing of this noun has: Country for "country", although an unnamed one is a
// Group.
std::optional<pack::TypeIndex> type_by_name(const Mentions& mentions, WordRef noun);

// Reads what the document has told up to the description; all that is given to it outlives it.
class Several {
 public:
  Several(const Mentions& mentions, const Authors& authors, const People& people,
          const Parties& parties)
      : mentions_(mentions), authors_(authors), people_(people), parties_(parties) {}

  // "our nation", "our governments", "our three nations", "the three countries": those who speak.
  Referents authors(WordRef noun) const;
  // "both sides", "the two governments", "our two nations": the parties of the document; "the two
  // leaders": the persons with titles.
  Referents parties(WordRef noun) const;
  // "the two countries", "the three states": the last so many named ones of that type.
  Referents last_named(WordRef noun, const std::vector<MentionId>& named) const;

 private:
  bool may_be(WordRef noun, const std::vector<MentionId>& found) const;

  const Mentions& mentions_;
  const Authors& authors_;
  const People& people_;
  const Parties& parties_;
};

}  // namespace rapport::extract
