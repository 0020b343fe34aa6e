// The tagger: one joint tag "NOUN|NNS" (universal and Penn part of speech) a word, left to right,
// by an averaged perceptron (Collins 2002) over hashed features of the word, its neighbours, the
// tags that the treebanks know for them, and the two tags before.
//
// Weights are integers, and training too counts in integers, so the same treebanks give the same
// model and the same model the same tags, everywhere. Threads: const after load.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/extract/tree.h"
#include "rapport/result.h"

#include "extract/language/int8_matrix.h"
#include "extract/language/key_index.h"
#include "extract/language/word_form.h"
#include "extract/large_pages.h"

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
  void start(std::span<const WordForm> words, std::span<const std::uint32_t> classes);
  // The keys of word `i`: first those that no tag goes into, as many for every word, then those of
  // the tags of the two words before. Valid until the next call.
  const std::vector<std::uint32_t>& keys(std::size_t i, TagId before, TagId before_that);
  const std::vector<std::uint32_t>& word_keys(std::size_t i);
  const std::vector<std::uint32_t>& tag_keys(std::size_t i, TagId before, TagId before_that);

 private:
  void add(std::uint32_t value) { keys_.push_back(mix(next_template_++, value)); }
  void add(std::uint32_t a, std::uint32_t b) { add(mix(a, b)); }
  void add_word(std::size_t i);
  void add_neighbours(std::size_t i);
  void add_tags(std::size_t i, TagId before, TagId before_that);

  std::span<const WordForm> words_;
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

  // For tests: which instructions to use. All give the same tags.
  void use(CodePath path) { path_ = path; }

  // Working memory, reused from sentence to sentence.
  struct Scratch {
    TagFeatures features;
    std::vector<std::uint32_t> classes;
    std::vector<std::uint32_t> keys;  // of all words, those without tags
    std::vector<std::uint32_t> word_places;
    std::vector<std::size_t> places_end;  // of each word in `word_places`
    std::vector<std::uint32_t> tag_places;
    std::vector<std::int32_t> scores;
  };
  void tag(std::span<const WordForm> words, Scratch& scratch, std::vector<TagId>& tags) const;

 private:
  // Weights of features that know few tags: one after the other.
  struct Weight {
    std::int16_t value;
    TagId tag;
    bool last;  // of its feature
  };
  void place_weights();
  void find(std::span<const std::uint32_t> keys, std::vector<std::uint32_t>& places) const;
  void find_word_features(std::span<const WordForm> words, Scratch& scratch) const;
  void prefetch(std::uint32_t place) const;
  void add(std::uint32_t place, std::int32_t* scores) const;

  Model model_;
  KeyIndex<std::uint32_t> class_index_;
  // The weights lie scattered over more memory than the caches hold, so what will be read is asked
  // for ahead. A feature's place is that of its first weight in `weights_`, or, marked kRow, that
  // of its row in `rows_`: a weight for each tag.
  static constexpr std::uint32_t kRow = 1U << 31;
  KeyIndex<std::uint32_t> places_;
  BigTable<Weight> weights_;
  BigTable<std::int16_t> rows_;
  std::size_t row_size_ = 0;
  CodePath path_ = best_code_path();
};

}  // namespace rapport::extract
