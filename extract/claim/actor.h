// Actors: the words of a sentence that name somebody who acts, found in or within a phrase.

#pragma once

#include <vector>

#include "extract/claim/mention.h"

namespace rapport::extract {

struct Actor {
  int sentence = 0;
  std::vector<int> words;  // in order of the text
  bool operator==(const Actor&) const = default;
};

class ActorFinder {
 public:
  explicit ActorFinder(Mentions& mentions) : mentions_(mentions) {}

  // Whom the mention names, if one of these types; else the nearest named within its phrase, with
  // what is coordinated ("efforts of Poland and Romania"). Nobody of `taken`.
  std::vector<Actor> in(MentionId id, const std::vector<pack::TypeIndex>& types,
                        const std::vector<Actor>& taken);
  // The nearest in what hangs on a predicate after it.
  std::vector<Actor> after(WordRef predicate, const std::vector<pack::TypeIndex>& types,
                           const std::vector<Actor>& taken);
  // The words as the text has them.
  std::string words(const Actor& actor) const;

 private:
  std::vector<Actor> within(WordRef head, const std::vector<pack::TypeIndex>& types,
                            const std::vector<Actor>& taken, int from);
  std::vector<Actor> at(WordRef word, const std::vector<pack::TypeIndex>& types);
  std::vector<Actor> named(MentionId id, const std::vector<pack::TypeIndex>& types) const;
  bool is_one(const Mention& mention, const std::vector<pack::TypeIndex>& types) const;

  Mentions& mentions_;
};

}  // namespace rapport::extract
