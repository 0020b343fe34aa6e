// Counts what each key of the decision lists asks for, and keeps a key only where it decides
// otherwise than the next more general one that is kept.

#include "extract/language/train/lemma_trainer.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

namespace rapport::extract::train {
namespace {

LemmaEdit edit_between(std::string_view word, std::string_view lemma) {
  const auto [end, lemma_end] = std::mismatch(word.begin(), word.end(), lemma.begin(), lemma.end());
  auto same = static_cast<std::size_t>(end - word.begin());
  const auto inside_a_character = [&](std::string_view text) {
    return same < text.size() && (static_cast<unsigned char>(text[same]) & 0xc0) == 0x80;
  };
  while (same > 0 && (inside_a_character(word) || inside_a_character(lemma))) {
    --same;
  }
  return {static_cast<std::uint8_t>(std::min<std::size_t>(word.size() - same, 255)),
          std::string(lemma.substr(same))};
}

// The first case that gives the lemma as it is written.
std::optional<LemmaCase> case_between(const WordForm& word, const LemmaEdit& edit,
                                      const std::string& lemma) {
  for (const LemmaCase letter_case : {LemmaCase::kLower, LemmaCase::kKeep, LemmaCase::kTitle}) {
    if (lemma_by(letter_case, edit, word) == lemma) {
      return letter_case;
    }
  }
  return std::nullopt;
}

// A decision list in the making.
template <typename Decision>
class DecisionList {
 public:
  // `keys` from the most special to the most general.
  void count(const std::vector<std::uint64_t>& keys, std::uint32_t word, const Decision& decision) {
    words_[decision].insert(word);
    for (std::size_t k = 0; k < keys.size(); ++k) {
      Entry& entry = entries_[keys[k]];
      ++entry.counts[decision];
      entry.special = k == 0;
      entry.general.assign(keys.begin() + static_cast<std::ptrdiff_t>(k) + 1, keys.end());
    }
  }

  // Calls keep(key, decision) for the keys that decide something, the most general ones first.
  template <typename Keep>
  void finish(const Keep& keep) const {
    std::vector<std::pair<std::size_t, std::uint64_t>> order;
    for (const auto& [key, entry] : entries_) {
      order.emplace_back(entry.general.size(), key);
    }
    std::sort(order.begin(), order.end());
    std::unordered_map<std::uint64_t, Decision> kept;
    for (const auto& [size, key] : order) {
      const Entry& entry = entries_.at(key);
      const Decision& decision =
          std::max_element(entry.counts.begin(), entry.counts.end(),
                           [](const auto& a, const auto& b) { return a.second < b.second; })
              ->first;
      if (!entry.special && words_.at(decision).size() < kMinWords) {
        continue;  // an exception, not to be carried over to other words
      }
      const auto next = std::find_if(entry.general.begin(), entry.general.end(),
                                     [&](std::uint64_t other) { return kept.contains(other); });
      if (next == entry.general.end() || kept.at(*next) != decision) {
        kept.emplace(key, decision);
        keep(key, decision);
      }
    }
  }

 private:
  static constexpr std::size_t kMinWords = 5;  // different ones, that make a decision a rule

  struct Entry {
    std::map<Decision, std::size_t> counts;
    bool special = false;  // stands for one word alone
    std::vector<std::uint64_t> general;
  };
  std::map<std::uint64_t, Entry> entries_;
  std::map<Decision, std::set<std::uint32_t>> words_;  // those that ask for the decision
};

}  // namespace

Lemmatiser train_lemmatiser(const Corpus& corpus) {
  DecisionList<LemmaCase> cases;
  DecisionList<LemmaEdit> endings;
  for (const Example& example : corpus.examples) {
    for (std::size_t i = 0; i < example.words.size(); ++i) {
      const WordForm& word = example.words[i];
      const std::string& lemma = example.lemmas[i];
      if (lemma == "_") {
        continue;
      }
      const LemmaEdit edit = edit_between(word.lower, lower_case(lemma));
      endings.count(ending_keys(word, example.tags[i]), word.lower_hash, edit);
      if (const auto letter_case = case_between(word, edit, lemma)) {
        cases.count(case_keys(word, example.tags[i]), word.lower_hash, *letter_case);
      }
    }
  }
  Lemmatiser::Model model;
  model.tags = tag_list(corpus.tags);
  cases.finish([&](std::uint64_t key, LemmaCase letter_case) {
    model.case_keys.push_back(key);
    model.case_of.push_back(static_cast<std::uint8_t>(letter_case));
  });
  std::map<LemmaEdit, std::uint16_t> edit_ids;
  endings.finish([&](std::uint64_t key, const LemmaEdit& edit) {
    const auto id = edit_ids.try_emplace(edit, static_cast<std::uint16_t>(edit_ids.size())).first;
    if (id->second == model.edits.size()) {
      model.edits.push_back(edit);
    }
    model.ending_keys.push_back(key);
    model.edit_of.push_back(id->second);
  });
  return Lemmatiser::make(std::move(model), "the trained lemmatiser").value();
}

}  // namespace rapport::extract::train
