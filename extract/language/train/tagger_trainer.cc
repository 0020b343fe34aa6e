// The averaged perceptron. The average of a weight over all steps is kept as a running total,
// brought up to date only when the weight changes.

#include "extract/language/train/tagger_trainer.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "extract/language/train/random.h"

namespace rapport::extract::train {
namespace {

constexpr std::int64_t kScale = 64;  // a model's weight is the average times this
constexpr std::size_t kMinClassCount = 3;

struct Weight {
  TagId tag = 0;
  std::int32_t value = 0;
  std::int64_t total = 0;  // of the value over the steps before `since`
  std::int64_t since = 0;
};

struct Feature {
  std::uint32_t updates = 0;
  std::vector<Weight> weights;

  void add(TagId tag, std::int32_t change, std::int64_t step) {
    auto at = std::find_if(weights.begin(), weights.end(),
                           [&](const Weight& weight) { return weight.tag == tag; });
    if (at == weights.end()) {
      at = weights.insert(at, {tag, 0, 0, step});
    }
    at->total += at->value * (step - at->since);
    at->since = step;
    at->value += change;
  }
};

// The classes of ambiguity: one for each set of tags that a word is seen with.
void learn_classes(const std::vector<const Example*>& examples, Tagger::Model& model) {
  std::map<std::uint32_t, std::map<TagId, std::size_t>> seen;
  for (const Example* example : examples) {
    for (std::size_t i = 0; i < example->words.size() && !example->noisy; ++i) {
      ++seen[example->words[i].lower_hash][example->tags[i]];
    }
  }
  std::map<std::set<TagId>, std::uint32_t> classes;
  for (const auto& [word, tags] : seen) {
    std::size_t count = 0;
    for (const auto& [tag, times] : tags) {
      count += times;
    }
    if (count < kMinClassCount) {
      continue;
    }
    std::set<TagId> frequent;
    for (const auto& [tag, times] : tags) {
      if (times * 20 >= count) {
        frequent.insert(tag);
      }
    }
    const auto number = static_cast<std::uint32_t>(classes.size() + 1);
    model.class_words.push_back(word);
    model.class_of.push_back(classes.emplace(frequent, number).first->second);
  }
}

class Perceptron {
 public:
  Perceptron(Tagger::Model& model, std::size_t tags)
      : classes_(model.class_words), class_of_(model.class_of), scores_(tags) {}

  void learn(const Example& example) {
    std::vector<std::uint32_t> classes;
    for (const WordForm& word : example.words) {
      const std::uint32_t at = classes_.find(word.lower_hash);
      classes.push_back(at == KeyIndex<std::uint32_t>::kAbsent ? 0 : class_of_[at]);
    }
    extractor_.start(example.words, classes);
    TagId before = TagFeatures::kNoTag;
    TagId before_that = TagFeatures::kNoTag;
    for (std::size_t i = 0; i < example.words.size(); ++i) {
      const std::vector<std::uint32_t>& keys = extractor_.keys(i, before, before_that);
      const TagId guess = best(keys);
      ++step_;
      if (guess != example.tags[i]) {
        update(keys, example.tags[i], guess);
      }
      before_that = before;
      before = guess;
    }
  }

  // Averages, prunes, and lists the features by key.
  void finish(std::uint32_t min_updates, Tagger::Model& model) {
    std::vector<std::uint32_t> keys;
    for (const auto& [key, feature] : features_) {
      if (feature.updates >= min_updates) {
        keys.push_back(key);
      }
    }
    std::sort(keys.begin(), keys.end());
    model.weight_begin.push_back(0);
    for (const std::uint32_t key : keys) {
      std::vector<Weight> weights = features_.at(key).weights;
      std::sort(weights.begin(), weights.end(),
                [](const Weight& a, const Weight& b) { return a.tag < b.tag; });
      const std::size_t first = model.weights.size();
      for (const Weight& weight : weights) {
        const std::int64_t total = weight.total + weight.value * (step_ - weight.since);
        const std::int64_t value = std::clamp<std::int64_t>(total * kScale / step_, -32767, 32767);
        if (value != 0) {
          model.weight_tags.push_back(weight.tag);
          model.weights.push_back(static_cast<std::int16_t>(value));
        }
      }
      if (model.weights.size() > first) {
        model.features.push_back(key);
        model.weight_begin.push_back(static_cast<std::uint32_t>(model.weights.size()));
      }
    }
  }

 private:
  TagId best(const std::vector<std::uint32_t>& keys) {
    std::fill(scores_.begin(), scores_.end(), 0);
    for (const std::uint32_t key : keys) {
      const auto feature = features_.find(key);
      if (feature != features_.end()) {
        for (const Weight& weight : feature->second.weights) {
          scores_[weight.tag] += weight.value;
        }
      }
    }
    return static_cast<TagId>(std::max_element(scores_.begin(), scores_.end()) - scores_.begin());
  }

  void update(const std::vector<std::uint32_t>& keys, TagId right, TagId wrong) {
    for (const std::uint32_t key : keys) {
      Feature& feature = features_[key];
      ++feature.updates;
      feature.add(right, 1, step_);
      feature.add(wrong, -1, step_);
    }
  }

  KeyIndex<std::uint32_t> classes_;
  const std::vector<std::uint32_t>& class_of_;
  TagFeatures extractor_;
  std::unordered_map<std::uint32_t, Feature> features_;
  std::vector<std::int32_t> scores_;
  std::int64_t step_ = 0;
};

}  // namespace

Tagger train_tagger(const std::vector<JointTag>& tags, const std::vector<const Example*>& examples,
                    const TaggerOptions& options) {
  Tagger::Model model;
  model.tags = tags;
  learn_classes(examples, model);
  Perceptron perceptron(model, tags.size());
  std::vector<const Example*> order = examples;
  Random random(options.seed);
  for (int pass = 0; pass < options.passes; ++pass) {
    random.shuffle(order);
    for (const Example* example : order) {
      perceptron.learn(*example);
    }
  }
  perceptron.finish(options.min_updates, model);
  return Tagger::make(std::move(model), "the trained tagger").value();
}

std::vector<std::vector<TagId>> jackknife_tags(const Corpus& corpus, const TaggerOptions& options) {
  constexpr std::size_t kFolds = 5;
  std::vector<std::vector<TagId>> tags(corpus.examples.size());
  Tagger::Scratch scratch;
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<const Example*> others;
    for (const Example& example : corpus.examples) {
      if (example.source % kFolds != fold) {
        others.push_back(&example);
      }
    }
    const Tagger tagger = train_tagger(corpus.tags, others, options);
    for (std::size_t i = 0; i < corpus.examples.size(); ++i) {
      if (corpus.examples[i].source % kFolds == fold) {
        tagger.tag(corpus.examples[i].words, scratch, tags[i]);
      }
    }
  }
  return tags;
}

}  // namespace rapport::extract::train
