// The tagger: one joint tag "NOUN|NNS" (universal and Penn part of speech) a word, left to right,
// by an averaged perceptron (Collins 2002) over hashed features of the word, its neighbours, the
// tags that the treebanks know for them, and the two tags before.
//
// Weights are integers, and training too counts in integers, so the same treebanks give the same
// model and the same model the same tags, everywhere. Threads: const after load.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/extract/tree.h"
#include "rapport/result.h"

#include "extract/language/key_index.h"
#include "extract/language/word_form.h"

namespace rapport::extract {

using TagId = std::uint8_t;

struct JointTag {
  Upos upos = Upos::kX;
  std::string xpos;
};

// The list of tags, in the order of their ids, as the models store it: "NOUN|NN VERB|VB ...".
std::string tag_list(const std::vector<JointTag>& tags);
// The reverse; empty where the list is malformed or has more than 250 tags.
std::vector<JointTag> read_tag_list(std::string_view list);

// The features of one word of a sentence, as keys. The trainer and the tagger share it.
class TagFeatures {
 public:
  static constexpr TagId kNoTag = 255;  // before the sentence begins

  // Prepares a sentence. `classes[i]` stands for the set of tags that word i is known with.
  void start(const std::vector<WordForm>& words, const std::vector<std::uint32_t>& classes);
  // The keys of word `i`, given the tags of the two words before; valid until the next call.
  const std::vector<std::uint32_t>& keys(std::size_t i, TagId before, TagId before_that);

 private:
  void add(std::uint32_t value) { keys_.push_back(mix(next_template_++, value)); }
  void add(std::uint32_t a, std::uint32_t b) { add(mix(a, b)); }
  void add_word(std::size_t i);
  void add_neighbours(std::size_t i);
  void add_tags(std::size_t i, TagId before, TagId before_that);

  const std::vector<WordForm>* words_ = nullptr;
  std::vector<std::uint32_t> classes_;  // shifted by two, so that i - 2 and i + 2 always exist
  std::vector<std::uint32_t> keys_;
  std::uint32_t next_template_ = 0;
};

class Tagger {
 public:
  static constexpr std::string_view kKind = "TAGS";
  static constexpr std::uint32_t kVersion = 1;

  // What the file holds. `weight_begin[f]..weight_begin[f + 1]` are the weights of feature f.
  struct Model {
    std::vector<JointTag> tags;
    std::vector<std::uint32_t> class_words;  // hashes of words in lower case
    std::vector<std::uint32_t> class_of;     // the class of each
    std::vector<std::uint32_t> features;
    std::vector<std::uint32_t> weight_begin;
    std::vector<TagId> weight_tags;
    std::vector<std::int16_t> weights;
  };

  // `name` is what an error calls the model. kCorrupt when the parts do not fit together.
  static Result<Tagger> make(Model model, const std::string& name);
  static Result<Tagger> read(std::string_view file, const std::string& name);
  std::string write() const;

  const std::vector<JointTag>& tags() const { return model_.tags; }

  // Working memory, reused from sentence to sentence.
  struct Scratch {
    TagFeatures features;
    std::vector<std::uint32_t> classes;
    std::vector<std::int32_t> scores;
  };
  void tag(const std::vector<WordForm>& words, Scratch& scratch, std::vector<TagId>& tags) const;

 private:
  Model model_;
  KeyIndex<std::uint32_t> class_index_;
  KeyIndex<std::uint32_t> feature_index_;
};

}  // namespace rapport::extract
