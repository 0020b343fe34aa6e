// Features, scores and greedy search of the tagger; how its model lies in the file.

#include "extract/language/tagger.h"

#include <algorithm>

#include "extract/language/model_file.h"
#include "extract/language/parser_loops.h"

namespace rapport::extract {
namespace {

constexpr std::uint32_t kOutside = 0x5eed;  // stands for a word before or after the sentence
constexpr std::size_t kMaxTags = 250;
constexpr std::uint32_t kFirstTagTemplate = 36;  // 17 templates of the word, 18 of its neighbours

const WordForm& outside() {
  static const WordForm word = [] {
    WordForm w;
    w.plain_hash = w.lower_hash = w.outline = kOutside;
    w.suffixes.fill(kOutside);
    w.prefixes.fill(kOutside);
    return w;
  }();
  return word;
}

// The first of the best. The compiler makes vectors of the maximum, not of std::max_element.
TagId best_of(const std::int32_t* scores, std::size_t tags) {
  std::int32_t best = scores[0];
  for (std::size_t t = 1; t < tags; ++t) {
    best = scores[t] > best ? scores[t] : best;
  }
  return static_cast<TagId>(std::find(scores, scores + tags, best) - scores);
}

}  // namespace

std::string tag_list(const std::vector<JointTag>& tags) {
  std::string list;
  for (const JointTag& tag : tags) {
    list += list.empty() ? "" : " ";
    list += to_string(tag.upos);
    list += '|';
    list += tag.xpos;
  }
  return list;
}

std::vector<JointTag> read_tag_list(std::string_view list) {
  std::vector<JointTag> tags;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    const std::string_view item = list.substr(0, end);
    const std::size_t bar = item.find('|');
    const auto upos = std::find(kUposNames.begin(), kUposNames.end(), item.substr(0, bar));
    if (bar == std::string_view::npos || upos == kUposNames.end() || tags.size() == kMaxTags) {
      return {};
    }
    tags.push_back(
        {static_cast<Upos>(upos - kUposNames.begin()), std::string(item.substr(bar + 1))});
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return tags;
}

void TagFeatures::start(std::span<const WordForm> words, std::span<const std::uint32_t> classes) {
  words_ = words;
  classes_.assign(words.size() + 4, kOutside);
  std::copy(classes.begin(), classes.end(), classes_.begin() + 2);
}

const std::vector<std::uint32_t>& TagFeatures::keys(std::size_t i, TagId before,
                                                    TagId before_that) {
  word_keys(i);
  add_tags(i, before, before_that);
  return keys_;
}

const std::vector<std::uint32_t>& TagFeatures::word_keys(std::size_t i) {
  keys_.clear();
  next_template_ = 1;
  add_word(i);
  add_neighbours(i);
  return keys_;
}

const std::vector<std::uint32_t>& TagFeatures::tag_keys(std::size_t i, TagId before,
                                                        TagId before_that) {
  keys_.clear();
  next_template_ = kFirstTagTemplate;
  add_tags(i, before, before_that);
  return keys_;
}

void TagFeatures::add_word(std::size_t i) {
  const WordForm& word = words_[i];
  const std::uint32_t start = i == 0 ? 1 : 0;
  const auto shape = static_cast<std::uint32_t>(word.shape);
  add(0);  // how frequent the tag is
  add(word.plain_hash);
  add(word.lower_hash);
  for (const std::uint32_t suffix : word.suffixes) {
    add(suffix);
  }
  for (const std::uint32_t prefix : word.prefixes) {
    add(prefix);
  }
  add(word.outline);
  add(word.outline, start);
  add(word.suffixes[2], shape * 2 + start);
  add(word.suffixes[1], shape);
  add(word.lower_hash, shape);
}

void TagFeatures::add_neighbours(std::size_t i) {
  const std::span<const WordForm> words = words_;
  const WordForm& word = words[i];
  const WordForm& left = i >= 1 ? words[i - 1] : outside();
  const WordForm& left2 = i >= 2 ? words[i - 2] : outside();
  const WordForm& right = i + 1 < words.size() ? words[i + 1] : outside();
  const WordForm& right2 = i + 2 < words.size() ? words[i + 2] : outside();
  const std::uint32_t* classes = &classes_[i + 2];
  add(left.lower_hash);
  add(left2.lower_hash);
  add(right.lower_hash);
  add(right2.lower_hash);
  add(left.lower_hash, word.lower_hash);
  add(word.lower_hash, right.lower_hash);
  add(left.lower_hash, right.lower_hash);
  add(left.suffixes[2]);
  add(right.suffixes[2]);
  add(right.suffixes[1], word.suffixes[1]);
  add(left.outline, word.outline);
  add(word.outline, right.outline);
  add(classes[0]);
  add(classes[1]);
  add(mix(classes[1], classes[2]));
  add(classes[0], classes[1]);
  add(mix(classes[0], classes[1]), classes[2]);
  add(classes[0], static_cast<std::uint32_t>(word.shape));
}

void TagFeatures::add_tags(std::size_t i, TagId before, TagId before_that) {
  const std::span<const WordForm> words = words_;
  const WordForm& word = words[i];
  const std::uint32_t right = i + 1 < words.size() ? words[i + 1].lower_hash : outside().lower_hash;
  const std::uint32_t* classes = &classes_[i + 2];
  const std::uint32_t both = before * 256U + before_that;
  add(before);
  add(both);
  add(before, word.lower_hash);
  add(before, word.suffixes[2]);
  add(before, word.outline);
  add(before, right);
  add(before, classes[0]);
  add(both, classes[0]);
  add(mix(before, classes[0]), classes[1]);
  add(before, classes[1]);
  add(before_that, word.lower_hash);
}

Result<Tagger> Tagger::make(Model model, const std::string& name) {
  const std::size_t weights = model.weights.size();
  bool fits = !model.tags.empty() && model.class_words.size() == model.class_of.size() &&
              model.weight_begin.size() == model.features.size() + 1 &&
              model.weight_tags.size() == weights && model.weight_begin.front() == 0 &&
              model.weight_begin.back() == weights &&
              std::is_sorted(model.weight_begin.begin(), model.weight_begin.end());
  fits = fits && std::all_of(model.weight_tags.begin(), model.weight_tags.end(),
                             [&](TagId tag) { return tag < model.tags.size(); });
  if (!fits) {
    return Error{Code::kCorrupt, "is not a consistent tagger", name, "train the models anew"};
  }
  Tagger tagger;
  tagger.class_index_ = KeyIndex<std::uint32_t>(model.class_words);
  tagger.model_ = std::move(model);
  tagger.place_weights();
  return tagger;
}

void Tagger::place_weights() {
  constexpr std::size_t kFew = 8;  // more are added faster as a row
  row_size_ = padded_to(model_.tags.size(), 16);
  places_ = KeyIndex<std::uint32_t>(model_.features.size());
  for (std::size_t f = 0; f < model_.features.size(); ++f) {
    const std::size_t begin = model_.weight_begin[f];
    const std::size_t end = model_.weight_begin[f + 1];
    if (end - begin > kFew) {
      places_.insert(model_.features[f], static_cast<std::uint32_t>(rows_.size()) | kRow);
      rows_.resize(rows_.size() + row_size_);
      for (std::size_t w = begin; w < end; ++w) {
        rows_[rows_.size() - row_size_ + model_.weight_tags[w]] += model_.weights[w];
      }
    } else if (end > begin) {
      places_.insert(model_.features[f], static_cast<std::uint32_t>(weights_.size()));
      for (std::size_t w = begin; w < end; ++w) {
        weights_.push_back({model_.weights[w], model_.weight_tags[w], w + 1 == end});
      }
    }
  }
}

Result<Tagger> Tagger::read(std::string_view file, const std::string& name) {
  RAPPORT_TRY(const std::string_view payload, model_payload(file, name, kKind, kVersion));
  ModelReader in(payload);
  Model model;
  model.tags = read_tag_list(in.text());
  model.class_words = in.array<std::uint32_t>();
  model.class_of = in.array<std::uint32_t>();
  model.features = in.array<std::uint32_t>();
  const std::vector<std::uint8_t> counts = in.array<std::uint8_t>();
  model.weight_begin.push_back(0);
  for (const std::uint8_t count : counts) {
    model.weight_begin.push_back(model.weight_begin.back() + count);
  }
  model.weight_tags = in.array<TagId>();
  model.weights = in.array<std::int16_t>();
  if (!in.at_end()) {
    return Error{Code::kCorrupt, "ends too early or too late", name, "train the models anew"};
  }
  return make(std::move(model), name);
}

std::string Tagger::write() const {
  std::vector<std::uint8_t> counts;
  for (std::size_t f = 0; f < model_.features.size(); ++f) {
    counts.push_back(
        static_cast<std::uint8_t>(model_.weight_begin[f + 1] - model_.weight_begin[f]));
  }
  ModelWriter out;
  out.text(tag_list(model_.tags));
  out.array(model_.class_words);
  out.array(model_.class_of);
  out.array(model_.features);
  out.array(counts);
  out.array(model_.weight_tags);
  out.array(model_.weights);
  return out.finish(kKind, kVersion);
}

// Adds the places of those keys that are known, and asks the memory for the weights.
void Tagger::find(std::span<const std::uint32_t> keys, std::vector<std::uint32_t>& places) const {
  for (const std::uint32_t key : keys) {
    const std::uint32_t place = places_.find(key);
    if (place != KeyIndex<std::uint32_t>::kAbsent) {
      prefetch(place);
      places.push_back(place);
    }
  }
}

void Tagger::find_word_features(std::span<const WordForm> words, Scratch& scratch) const {
  scratch.keys.clear();
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (const std::uint32_t key : scratch.features.word_keys(i)) {
      places_.prefetch(key);
      scratch.keys.push_back(key);
    }
  }
  scratch.word_places.clear();
  scratch.places_end.clear();
  for (std::size_t i = 0; i < words.size(); ++i) {
    constexpr std::size_t kKeys = kFirstTagTemplate - 1;
    find(std::span(scratch.keys).subspan(i * kKeys, kKeys), scratch.word_places);
    scratch.places_end.push_back(scratch.word_places.size());
  }
}

void Tagger::prefetch(std::uint32_t place) const {
  constexpr std::size_t kLine = 32;  // weights in a line of the cache
  if ((place & kRow) == 0) {
    __builtin_prefetch(&weights_[place]);
    return;
  }
  for (std::size_t t = 0; t < row_size_; t += kLine) {
    __builtin_prefetch(&rows_[(place ^ kRow) + t]);
  }
}

void Tagger::add(std::uint32_t place, std::int32_t* scores) const {
  if ((place & kRow) != 0) {
    parser_loops(path_).add_row(row_size_, &rows_[place ^ kRow], scores);
    return;
  }
  const Weight* weight = &weights_[place];
  scores[weight->tag] += weight->value;
  while (!weight->last) {
    ++weight;
    scores[weight->tag] += weight->value;
  }
}

void Tagger::tag(std::span<const WordForm> words, Scratch& scratch,
                 std::vector<TagId>& tags) const {
  scratch.classes.clear();
  for (const WordForm& word : words) {
    const std::uint32_t at = class_index_.find(word.lower_hash);
    scratch.classes.push_back(at == KeyIndex<std::uint32_t>::kAbsent ? 0 : model_.class_of[at]);
  }
  scratch.features.start(words, scratch.classes);
  find_word_features(words, scratch);
  tags.clear();
  TagId before = TagFeatures::kNoTag;
  TagId before_that = TagFeatures::kNoTag;
  std::size_t found = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::vector<std::uint32_t>& keys = scratch.features.tag_keys(i, before, before_that);
    for (const std::uint32_t key : keys) {
      places_.prefetch(key);
    }
    scratch.scores.assign(row_size_, 0);
    for (; found < scratch.places_end[i]; ++found) {
      add(scratch.word_places[found], scratch.scores.data());
    }
    scratch.tag_places.clear();
    find(keys, scratch.tag_places);
    for (const std::uint32_t place : scratch.tag_places) {
      add(place, scratch.scores.data());
    }
    before_that = before;
    before = best_of(scratch.scores.data(), model_.tags.size());
    tags.push_back(before);
  }
}

}  // namespace rapport::extract
