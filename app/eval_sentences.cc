// Pairing propositions with gold statements, then comparing what qualifies them.

#include "app/eval_sentences.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "app/input.h"

namespace rapport::app {

namespace {

constexpr std::size_t kShownSentence = 160;

// In the order of kQualifierKinds.
constexpr std::array<std::string Qualifiers::*, 5> kMembers = {
    &Qualifiers::polarity, &Qualifiers::modality, &Qualifiers::time, &Qualifiers::quantity,
    &Qualifiers::attribution};

constexpr std::size_t kFirstWords = 2;  // from here on the kinds whose values are words

// Sets what is not set yet.
void complete(Qualifiers& qualifiers, const Qualifiers& more) {
  const Qualifiers none;
  for (std::string Qualifiers::* const kind : kMembers) {
    if (qualifiers.*kind == none.*kind) {
      qualifiers.*kind = more.*kind;
    }
  }
}

// Those on the same word put together.
std::vector<FoundStatement> one_a_word(const std::vector<FoundStatement>& found) {
  std::map<Span, std::size_t> seen;
  std::vector<FoundStatement> out;
  for (const FoundStatement& statement : found) {
    const auto [at, added] = seen.emplace(statement.word, out.size());
    if (added) {
      out.push_back(statement);
    } else {
      out[at->second].predicate += ' ' + statement.predicate;
      complete(out[at->second].qualifiers, statement.qualifiers);
    }
  }
  return out;
}

// What a proposition says beyond what the statements of its sentence say: words of time, quantity
// and attribution that a statement has are not wrong a second time on a noun of it.
Qualifiers beyond(const GoldSentence& gold, Qualifiers found) {
  const Qualifiers none;
  const Qualifiers all = found;
  for (const GoldStatement& statement : gold.statements) {
    const auto pairs = compare(statement.qualifiers, all);
    for (std::size_t kind = kFirstWords; kind < pairs.size(); ++kind) {
      if (pairs[kind].right && !pairs[kind].gold.empty()) {
        found.*kMembers[kind] = none.*kMembers[kind];
      }
    }
  }
  return found;
}

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || text[at - 1] == ' ') && (end == text.size() || text[end] == ' ')) {
      return true;
    }
  }
  return false;
}

// For each statement the proposition that stands for it, or null. Those that share its word go
// first.
std::vector<const FoundStatement*> pair_up(const GoldSentence& gold,
                                           const std::vector<FoundStatement>& found) {
  std::vector<const FoundStatement*> partners(gold.statements.size());
  std::set<const FoundStatement*> taken;
  const auto give = [&](const auto& stands_for) {
    for (std::size_t i = 0; i < partners.size(); ++i) {
      const auto match =
          std::find_if(found.begin(), found.end(), [&](const FoundStatement& statement) {
            return !taken.contains(&statement) && stands_for(gold.statements[i], statement);
          });
      if (partners[i] == nullptr && match != found.end()) {
        partners[i] = &*match;
        taken.insert(&*match);
      }
    }
  };
  give([](const GoldStatement& statement, const FoundStatement& proposition) {
    return statement.predicate.overlaps(proposition.word);
  });
  give([&](const GoldStatement& statement, const FoundStatement& proposition) {
    return has_word(proposition.predicate, statement.predicate.in(gold.text));
  });
  return partners;
}

class Counter {
 public:
  Counter(const std::string& sentence, StatementScore& score)
      : sentence_(sentence), score_(score) {}

  void add(Span predicate, const Qualifiers& gold, const Qualifiers& found) {
    score_.qualifiers.add(gold, found);
    const auto pairs = compare(gold, found);
    for (std::size_t kind = 0; kind < pairs.size(); ++kind) {
      const QualifierPair& pair = pairs[kind];
      if (!pair.gold.empty() && !pair.right) {
        score_.missed.push_back(line(kQualifierKinds[kind], predicate, pair.gold));
      }
      if (!pair.found.empty() && !pair.right) {
        score_.wrong.push_back(line(kQualifierKinds[kind], predicate, pair.found));
      }
    }
  }

 private:
  std::string line(std::string_view kind, Span predicate, std::string_view value) const {
    return fmt::format("{} \"{}\" of \"{}\" | {}", kind, value, predicate.in(sentence_),
                       one_line(sentence_, kShownSentence));
  }

  const std::string& sentence_;
  StatementScore& score_;
};

}  // namespace

void score_sentence(const GoldSentence& gold, const std::vector<FoundStatement>& found,
                    StatementScore& score) {
  const std::vector<FoundStatement> propositions = one_a_word(found);
  const std::vector<const FoundStatement*> partners = pair_up(gold, propositions);
  Counter counter(gold.text, score);
  const Qualifiers none;
  ++score.sentences;
  score.statements += gold.statements.size();
  for (std::size_t i = 0; i < partners.size(); ++i) {
    score.uncovered += partners[i] == nullptr ? 1 : 0;
    counter.add(gold.statements[i].predicate, gold.statements[i].qualifiers,
                partners[i] == nullptr ? none : partners[i]->qualifiers);
  }
  for (const FoundStatement& proposition : propositions) {
    if (std::find(partners.begin(), partners.end(), &proposition) == partners.end()) {
      counter.add(proposition.word, none, beyond(gold, proposition.qualifiers));
    }
  }
}

}  // namespace rapport::app
