// Endings and edits of the lemmatiser; how its model lies in the file.

#include "extract/lemmatiser.h"

#include <algorithm>

#include "extract/model_file.h"

namespace rapport::extract {
namespace {

constexpr std::size_t kMaxEnding = 8;  // bytes; longer endings count as whole words only

}  // namespace

std::string apply(const LemmaEdit& edit, const WordForm& word) {
  const std::string& base = edit.keep_case ? word.plain : word.lower;
  if (edit.strip >= base.size() && edit.append.empty()) {
    return base;
  }
  return base.substr(0, base.size() - std::min<std::size_t>(edit.strip, base.size())) + edit.append;
}

std::vector<std::uint64_t> ending_keys(const WordForm& word, TagId tag) {
  const std::string_view lower = word.lower;
  const std::uint64_t context =
      mix(tag * 2ULL + (word.shape == Shape::kUpper ? 1 : 0) + 0x1e33aULL);
  std::vector<std::uint64_t> keys;
  keys.push_back(mix(context ^ hash_text(lower) ^ 1));
  for (std::size_t size = std::min(kMaxEnding, lower.size()); size > 0; --size) {
    keys.push_back(mix(context ^ hash_text(lower.substr(lower.size() - size))));
  }
  keys.push_back(mix(context));
  return keys;
}

Result<Lemmatiser> Lemmatiser::make(Model model, const std::string& name) {
  const bool fits = model.endings.size() == model.edit_of.size() &&
                    std::all_of(model.edit_of.begin(), model.edit_of.end(),
                                [&](std::uint16_t edit) { return edit < model.edits.size(); });
  if (!fits) {
    return Error{Code::kCorrupt, "is not a consistent lemmatiser", name, "train the models anew"};
  }
  Lemmatiser lemmatiser;
  lemmatiser.index_ = KeyIndex<std::uint64_t>(model.endings);
  lemmatiser.model_ = std::move(model);
  return lemmatiser;
}

Result<Lemmatiser> Lemmatiser::read(std::string_view file, const std::string& name) {
  RAPPORT_TRY(const std::string_view payload, model_payload(file, name, kKind, kVersion));
  ModelReader in(payload);
  Model model;
  model.tags = in.text();
  const std::uint32_t edits = in.number();
  for (std::uint32_t i = 0; i < edits && in.ok(); ++i) {
    LemmaEdit edit;
    const std::uint32_t packed = in.number();
    edit.keep_case = (packed & 0x100) != 0;
    edit.strip = static_cast<std::uint8_t>(packed & 0xff);
    edit.append = in.text();
    model.edits.push_back(std::move(edit));
  }
  model.endings = in.array<std::uint64_t>();
  model.edit_of = in.array<std::uint16_t>();
  if (!in.at_end()) {
    return Error{Code::kCorrupt, "ends too early or too late", name, "train the models anew"};
  }
  return make(std::move(model), name);
}

std::string Lemmatiser::write() const {
  ModelWriter out;
  out.text(model_.tags);
  out.number(static_cast<std::uint32_t>(model_.edits.size()));
  for (const LemmaEdit& edit : model_.edits) {
    out.number((edit.keep_case ? 0x100U : 0U) | edit.strip);
    out.text(edit.append);
  }
  out.array(model_.endings);
  out.array(model_.edit_of);
  return out.finish(kKind, kVersion);
}

std::string Lemmatiser::lemma(const WordForm& word, TagId tag) const {
  for (const std::uint64_t key : ending_keys(word, tag)) {
    const std::uint32_t ending = index_.find(key);
    if (ending != KeyIndex<std::uint64_t>::kAbsent) {
      return apply(model_.edits[model_.edit_of[ending]], word);
    }
  }
  return word.lower;
}

}  // namespace rapport::extract
