// Reading names and finding their sentences.

#include "extract/language/train/names.h"

#include <algorithm>
#include <map>
#include <string>

#include "extract/language/model_file.h"

namespace rapport::extract::train {
namespace {

std::vector<std::string> forms_of(const Sentence& sentence) {
  std::vector<std::string> forms;
  for (const Token& token : sentence.tokens) {
    forms.push_back(token.form);
  }
  return forms;
}

}  // namespace

NameTag name_tag(std::string_view text) {
  const auto at = std::find(kNameTagNames.begin(), kNameTagNames.end(), text);
  return at == kNameTagNames.end() ? NameTag::kOutside
                                   : static_cast<NameTag>(at - kNameTagNames.begin());
}

std::vector<NameTag> name_tags(const NamedSentence& sentence) {
  std::vector<NameTag> tags(sentence.sentence.tokens.size());
  for (const Name& name : sentence.names) {
    for (std::size_t i = name.begin; i < name.end; ++i) {
      tags[i] = name_tag((i == name.begin ? "B-" : "I-") + name.type);
    }
  }
  return tags;
}

Result<std::vector<NamedSentence>> read_names(const std::filesystem::path& file) {
  RAPPORT_TRY(const std::string text, read_model_file(file));
  return read_iob2(text, file.string());
}

std::vector<const NamedSentence*> mark_names(const std::vector<NamedSentence>& named,
                                             std::vector<ConlluSentence>& sentences) {
  std::map<std::vector<std::string>, const NamedSentence*> by_words;
  for (const NamedSentence& sentence : named) {
    by_words.emplace(forms_of(sentence.sentence), &sentence);
  }
  std::vector<const NamedSentence*> found;
  for (ConlluSentence& sentence : sentences) {
    const auto at = by_words.find(forms_of(sentence.sentence()));
    found.push_back(at == by_words.end() ? nullptr : at->second);
    if (found.back() != nullptr) {
      const std::vector<NameTag> tags = name_tags(*found.back());
      for (std::size_t i = 0; i < tags.size(); ++i) {
        sentence.tree.words[i].name = tags[i];
      }
    }
  }
  return found;
}

}  // namespace rapport::extract::train
