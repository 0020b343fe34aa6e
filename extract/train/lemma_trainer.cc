// Counts which edit each ending asks for, and keeps an ending only where it decides otherwise than
// the next shorter one that is kept.

#include "extract/train/lemma_trainer.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace rapport::extract::train {
namespace {

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const std::size_t end = std::min(a.size(), b.size());
  std::size_t size = 0;
  while (size < end && a[size] == b[size]) {
    ++size;
  }
  while (size > 0 && size < a.size() && (static_cast<unsigned char>(a[size]) & 0xc0) == 0x80) {
    --size;  // not into the middle of a character
  }
  return size;
}

LemmaEdit edit_between(std::string_view base, bool keep_case, std::string_view lemma) {
  const std::size_t same = common_prefix(base, lemma);
  return {keep_case, static_cast<std::uint8_t>(std::min<std::size_t>(base.size() - same, 255)),
          std::string(lemma.substr(same))};
}

// The shorter edit of the two; lower case when they are as short.
LemmaEdit edit_for(const WordForm& word, const std::string& lemma) {
  const LemmaEdit lowered = edit_between(word.lower, false, lemma);
  const LemmaEdit kept = edit_between(word.plain, true, lemma);
  return kept.strip + kept.append.size() < lowered.strip + lowered.append.size() ? kept : lowered;
}

using Counts = std::map<LemmaEdit, std::size_t>;

const LemmaEdit& most_frequent(const Counts& counts) {
  return std::max_element(counts.begin(), counts.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

}  // namespace

Lemmatiser train_lemmatiser(const Corpus& corpus) {
  std::map<std::uint64_t, Counts> seen;
  std::map<std::uint64_t, std::vector<std::uint64_t>> shorter;  // endings of an ending, longest first
  for (const Example& example : corpus.examples) {
    for (std::size_t i = 0; i < example.words.size() && !example.noisy; ++i) {
      const std::vector<std::uint64_t> keys = ending_keys(example.words[i], example.tags[i]);
      const LemmaEdit edit = edit_for(example.words[i], example.lemmas[i]);
      for (std::size_t k = 0; k < keys.size() && example.lemmas[i] != "_"; ++k) {
        ++seen[keys[k]][edit];
        shorter.try_emplace(keys[k], keys.begin() + static_cast<std::ptrdiff_t>(k) + 1, keys.end());
      }
    }
  }
  std::vector<std::uint64_t> order;
  for (const auto& [key, endings] : shorter) {
    order.push_back(key);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::uint64_t a, std::uint64_t b) {
    return shorter[a].size() < shorter[b].size();
  });
  Lemmatiser::Model model;
  model.tags = tag_list(corpus.tags);
  std::unordered_map<std::uint64_t, const LemmaEdit*> kept;
  std::map<LemmaEdit, std::uint16_t> edit_ids;
  for (const std::uint64_t key : order) {
    const LemmaEdit& edit = most_frequent(seen[key]);
    const std::vector<std::uint64_t>& endings = shorter[key];
    const auto next = std::find_if(endings.begin(), endings.end(),
                                   [&](std::uint64_t ending) { return kept.contains(ending); });
    if (next != endings.end() && *kept.at(*next) == edit) {
      continue;
    }
    kept[key] = &edit;
    const auto id = edit_ids.try_emplace(edit, static_cast<std::uint16_t>(edit_ids.size())).first;
    if (id->second == model.edits.size()) {
      model.edits.push_back(edit);
    }
    model.endings.push_back(key);
    model.edit_of.push_back(id->second);
  }
  return Lemmatiser::make(std::move(model), "the trained lemmatiser").value();
}

}  // namespace rapport::extract::train
