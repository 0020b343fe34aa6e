// The decision lists of the lemmatiser; how its model lies in the file.

#include "extract/language/lemmatiser.h"

#include <algorithm>

#include "extract/language/model_file.h"

namespace rapport::extract {
namespace {

constexpr std::size_t kMaxEnding = 8;  // bytes; longer endings count as whole words only

// The position of the first key that is known, or kAbsent.
std::uint32_t first_known(const KeyIndex<std::uint64_t>& index,
                          const std::vector<std::uint64_t>& keys) {
  for (const std::uint64_t key : keys) {
    if (const std::uint32_t at = index.find(key); at != KeyIndex<std::uint64_t>::kAbsent) {
      return at;
    }
  }
  return KeyIndex<std::uint64_t>::kAbsent;
}

// Is the byte at `at` a later one of a character in UTF-8?
bool continues_character(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

}  // namespace

std::string lemma_by(LemmaCase letter_case, const LemmaEdit& edit, const WordForm& word) {
  std::string lemma = letter_case == LemmaCase::kKeep ? word.plain : word.lower;
  if (edit.strip < lemma.size() || !edit.append.empty()) {
    const std::size_t kept = lemma.size() - std::min<std::size_t>(edit.strip, lemma.size());
    // An edit counts bytes; it does not hold for a word of which it would leave half a character.
    if (!continues_character(lemma, kept) && !continues_character(edit.append, 0)) {
      lemma.resize(kept);
      lemma += edit.append;
    }
  }
  return letter_case == LemmaCase::kTitle ? title_case(lemma) : lemma;
}

std::vector<std::uint64_t> case_keys(const WordForm& word, TagId tag) {
  const std::uint64_t context =
      mix(tag * 16ULL + static_cast<std::uint64_t>(word.shape) + 0xca5eULL);
  return {mix(context ^ hash_text(word.lower)), context};
}

std::vector<std::uint64_t> ending_keys(const WordForm& word, TagId tag) {
  const std::string_view lower = word.lower;
  const std::uint64_t context = mix(tag + 0x1e33aULL);
  std::vector<std::uint64_t> keys;
  keys.reserve(kMaxEnding + 2);
  keys.push_back(mix(context ^ hash_text(lower) ^ 1));
  for (std::size_t size = std::min(kMaxEnding, lower.size()); size > 0; --size) {
    keys.push_back(mix(context ^ hash_text(lower.substr(lower.size() - size))));
  }
  keys.push_back(context);
  return keys;
}

Result<Lemmatiser> Lemmatiser::make(Model model, const std::string& name) {
  const auto all_below = [](const auto& values, std::size_t end) {
    return std::all_of(values.begin(), values.end(), [&](auto value) { return value < end; });
  };
  if (model.case_keys.size() != model.case_of.size() || !all_below(model.case_of, 3) ||
      model.ending_keys.size() != model.edit_of.size() ||
      !all_below(model.edit_of, model.edits.size())) {
    return Error{Code::kCorrupt, "is not a consistent lemmatiser", name, "train the models anew"};
  }
  Lemmatiser lemmatiser;
  lemmatiser.cases_ = KeyIndex<std::uint64_t>(model.case_keys);
  lemmatiser.endings_ = KeyIndex<std::uint64_t>(model.ending_keys);
  lemmatiser.model_ = std::move(model);
  return lemmatiser;
}

Result<Lemmatiser> Lemmatiser::read(std::string_view file, const std::string& name) {
  RAPPORT_TRY(const std::string_view payload, model_payload(file, name, kKind, kVersion));
  ModelReader in(payload);
  Model model;
  model.tags = in.text();
  model.case_keys = in.array<std::uint64_t>();
  model.case_of = in.array<std::uint8_t>();
  model.ending_keys = in.array<std::uint64_t>();
  model.edit_of = in.array<std::uint16_t>();
  const std::uint32_t edits = in.number();
  for (std::uint32_t i = 0; i < edits && in.ok(); ++i) {
    const auto strip = static_cast<std::uint8_t>(std::min(in.number(), 255U));
    model.edits.push_back({strip, std::string(in.text())});
  }
  if (!in.at_end()) {
    return Error{Code::kCorrupt, "ends too early or too late", name, "train the models anew"};
  }
  return make(std::move(model), name);
}

std::string Lemmatiser::write() const {
  ModelWriter out;
  out.text(model_.tags);
  out.array(model_.case_keys);
  out.array(model_.case_of);
  out.array(model_.ending_keys);
  out.array(model_.edit_of);
  out.number(static_cast<std::uint32_t>(model_.edits.size()));
  for (const LemmaEdit& edit : model_.edits) {
    out.number(edit.strip);
    out.text(edit.append);
  }
  return out.finish(kKind, kVersion);
}

std::string Lemmatiser::lemma(const WordForm& word, TagId tag) const {
  static const LemmaEdit kNoEdit;
  const std::uint32_t letter_case = first_known(cases_, case_keys(word, tag));
  const std::uint32_t ending = first_known(endings_, ending_keys(word, tag));
  return lemma_by(
      letter_case == KeyIndex<std::uint64_t>::kAbsent
          ? LemmaCase::kLower
          : static_cast<LemmaCase>(model_.case_of[letter_case]),
      ending == KeyIndex<std::uint64_t>::kAbsent ? kNoEdit : model_.edits[model_.edit_of[ending]],
      word);
}

}  // namespace rapport::extract
