// Reading the treebanks, choosing the tags, making noisy copies.

#include "extract/language/train/corpus.h"

#include <algorithm>
#include <array>
#include <map>

#include "extract/language/model_file.h"
#include "extract/language/train/gum_names.h"
#include "extract/language/train/names.h"
#include "extract/language/train/random.h"

namespace rapport::extract::train {
namespace {

constexpr std::array<std::string_view, 10> kFreeGenres = {
    "academic", "bio",    "conversation", "court", "interview",
    "news",     "speech", "textbook",     "vlog",  "voyage"};
constexpr std::size_t kMinTagCount = 5;
constexpr float kNoisyShare = 0.16F;

bool is_free(std::string_view document) {
  return std::any_of(kFreeGenres.begin(), kFreeGenres.end(), [&](std::string_view genre) {
    return document.starts_with("GUM_" + std::string(genre) + "_");
  });
}

std::string upper_ascii(std::string text) {
  for (char& c : text) {
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return text;
}

std::string capital_first(const std::string& text) {
  return upper_ascii(text.substr(0, 1)) + text.substr(std::min<std::size_t>(1, text.size()));
}

bool is_small_word(Upos upos) {
  return upos == Upos::kAdp || upos == Upos::kDet || upos == Upos::kCconj || upos == Upos::kPart;
}

// Changes the forms as careless writers and headings do.
void distort(std::vector<Word>& words, Random& random) {
  const float kind = random.unit();
  const bool small_stay_small = random.chance(0.7F);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string& form = words[i].form;
    if (kind < 0.40F) {
      if (i == 0) {
        form = lower_case(form);
      }
    } else if (kind < 0.80F) {
      if (i == 0 || !small_stay_small || !is_small_word(words[i].upos)) {
        form = capital_first(form);
      }
    } else if (kind < 0.95F) {
      form = upper_ascii(form);
    } else {
      form = lower_case(form);
    }
  }
}

// Takes the closing full stop off, where nothing hangs on it.
void drop_stop(std::vector<Word>& words) {
  const int last = static_cast<int>(words.size()) - 1;
  if (last < 1 || words.back().form != "." || words.back().head == kRoot ||
      std::any_of(words.begin(), words.end(), [&](const Word& w) { return w.head == last; })) {
    return;
  }
  words.pop_back();
}

using TagNames = std::map<std::pair<Upos, std::string>, std::size_t>;

// The joint tags that are frequent enough, and for every other the one that stands for it.
std::vector<JointTag> choose_tags(const TagNames& counts,
                                  std::map<TagNames::key_type, TagId>& ids) {
  std::vector<JointTag> tags;
  for (const auto& [name, count] : counts) {
    if (count >= kMinTagCount) {
      ids[name] = static_cast<TagId>(tags.size());
      tags.push_back({name.first, name.second});
    }
  }
  for (const auto& [name, count] : counts) {
    if (count >= kMinTagCount) {
      continue;
    }
    std::size_t best = 0;
    for (const auto& [other, other_count] : counts) {
      if (other_count > best && other_count >= kMinTagCount && other.first == name.first) {
        best = other_count;
        ids[name] = ids[other];
      }
    }
  }
  return tags;
}

Example example_of(const std::vector<Word>& words,
                   const std::map<TagNames::key_type, TagId>& tag_ids, bool has_names) {
  Example example;
  for (const Word& word : words) {
    example.words.push_back(word_form(word.form));
    example.lemmas.push_back(word.lemma);
    example.tags.push_back(tag_ids.at({word.upos, word.xpos}));
    example.heads.push_back(word.head);
    example.deprels.push_back(word.deprel);
    if (has_names) {
      example.names.push_back(word.name);
    }
  }
  return example;
}

}  // namespace

Result<std::vector<ConlluSentence>> read_treebank(const std::filesystem::path& treebanks,
                                                  const std::string& bank,
                                                  const std::string& part) {
  const std::string lower = lower_case(bank);
  const std::filesystem::path path =
      treebanks / ("UD_English-" + bank) / ("en_" + lower + "-ud-" + part + ".conllu");
  std::error_code failed;
  if (!std::filesystem::is_regular_file(path, failed)) {
    return Error{Code::kNotFound, "no such treebank", path.string(),
                 "name the folder that holds UD_English-EWT and UD_English-GUM"};
  }
  RAPPORT_TRY(const std::string text, read_model_file(path));
  RAPPORT_TRY(std::vector<ConlluSentence> all, read_conllu(text, path.string()));
  if (bank != "GUM") {
    return all;
  }
  std::vector<ConlluSentence> free;
  bool keep = false;
  for (ConlluSentence& sentence : all) {
    const std::string_view document = sentence.comment("newdoc id");
    keep = document.empty() ? keep : is_free(document);
    if (keep) {
      free.push_back(std::move(sentence));
    }
  }
  return free;
}

Result<Corpus> read_corpus(const std::filesystem::path& treebanks) {
  RAPPORT_TRY(std::vector<ConlluSentence> sentences, read_treebank(treebanks, "EWT", "train"));
  RAPPORT_TRY(std::vector<ConlluSentence> gum, read_treebank(treebanks, "GUM", "train"));
  RAPPORT_TRY(const std::vector<NamedSentence> named,
              read_names(treebanks / "UNER_English-EWT" / "en_ewt-ud-train.iob2"));
  const auto found = mark_names(named, sentences);
  std::vector<bool> marked;
  for (const NamedSentence* sentence : found) {
    marked.push_back(sentence != nullptr);
  }
  mark_gum_names(gum);
  std::move(gum.begin(), gum.end(), std::back_inserter(sentences));
  marked.resize(sentences.size(), true);
  TagNames counts;
  for (const ConlluSentence& sentence : sentences) {
    for (const Word& word : sentence.tree.words) {
      ++counts[{word.upos, word.xpos}];
    }
  }
  Corpus corpus;
  std::map<TagNames::key_type, TagId> tag_ids;
  corpus.tags = choose_tags(counts, tag_ids);
  Random random(2024);
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    std::vector<Word>& words = sentences[s].tree.words;
    corpus.examples.push_back(example_of(words, tag_ids, marked[s]));
    corpus.examples.back().source = s;
    if (random.chance(kNoisyShare)) {
      distort(words, random);
      if (random.chance(0.5F)) {
        drop_stop(words);
      }
      corpus.examples.push_back(example_of(words, tag_ids, marked[s]));
      corpus.examples.back().source = s;
      corpus.examples.back().noisy = true;
    }
  }
  return corpus;
}

}  // namespace rapport::extract::train
