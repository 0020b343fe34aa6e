// The tagger's model and its tag lists.

#include "extract/language/tagger.h"

#include <algorithm>
#include <map>
#include <random>

#include <gtest/gtest.h>

namespace rapport::extract {
namespace {

// Knows one thing: "the" is a determiner; all else is a noun.
Tagger::Model small_model() {
  Tagger::Model model;
  model.tags = {{Upos::kNoun, "NN"}, {Upos::kDet, "DT"}};
  TagFeatures features;
  const std::vector<WordForm> words{word_form("the")};
  const std::vector<std::uint32_t> classes{0};
  features.start(words, classes);
  model.features = {features.keys(0, TagFeatures::kNoTag, TagFeatures::kNoTag)[2]};
  model.weight_begin = {0, 1};
  model.weight_tags = {1};
  model.weights = {100};
  return model;
}

std::vector<WordForm> forms_of(const std::vector<std::string>& forms) {
  std::vector<WordForm> words;
  for (const std::string& form : forms) {
    words.push_back(word_form(form));
  }
  return words;
}

std::vector<TagId> tag(const Tagger& tagger, const std::vector<std::string>& forms) {
  Tagger::Scratch scratch;
  std::vector<TagId> tags{7};  // cleared by tag()
  tagger.tag(forms_of(forms), scratch, tags);
  return tags;
}

TEST(Tagger, FeaturesVoteForTags) {
  const Tagger tagger = Tagger::make(small_model(), "test").value();
  EXPECT_EQ(tag(tagger, {"The", "end", "of", "the"}), (std::vector<TagId>{1, 0, 0, 1}));
  EXPECT_TRUE(tag(tagger, {}).empty());
}

TEST(TagFeatures, KeysAreThoseOfTheWordThenThoseOfTheTags) {
  const std::vector<WordForm> words = forms_of({"The", "parties", "agreed"});
  const std::vector<std::uint32_t> classes{1, 2, 3};
  TagFeatures features;
  features.start(words, classes);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::vector<std::uint32_t> parts = features.word_keys(i);
    const std::vector<std::uint32_t> with_tags = features.tag_keys(i, 4, 5);
    parts.insert(parts.end(), with_tags.begin(), with_tags.end());
    EXPECT_EQ(features.keys(i, 4, 5), parts);
  }
}

// Features of few tags and of many are laid out differently; here is every size of them.
TEST(Tagger, EveryPathTakesTheTagOfTheGreatestSum) {
  std::mt19937 random(11);
  for (int round = 0; round < 20; ++round) {
    const std::vector<WordForm> words = forms_of({"Both", "sides", "met", "in", "Vienna", "."});
    Tagger::Model model;
    for (std::size_t t = 0; t < 3 + random() % 60; ++t) {
      model.tags.push_back({Upos::kX, std::to_string(t)});
    }
    model.weight_begin = {0};
    TagFeatures features;
    const std::vector<std::uint32_t> classes(words.size(), 0);
    features.start(words, classes);
    std::map<std::uint32_t, std::vector<std::int32_t>> weights_of;
    for (std::size_t i = 0; i < words.size(); ++i) {
      for (const std::uint32_t key : features.keys(i, static_cast<TagId>(random() % 4), 1)) {
        std::vector<std::int32_t>& weights = weights_of[key];
        if (!weights.empty() || random() % 3 == 0) {
          continue;
        }
        weights.resize(model.tags.size());
        model.features.push_back(key);
        for (std::size_t t = random() % 8; t < model.tags.size(); t += 1 + random() % 8) {
          weights[t] = static_cast<std::int32_t>(random() % 65536) - 32768;
          model.weight_tags.push_back(static_cast<TagId>(t));
          model.weights.push_back(static_cast<std::int16_t>(weights[t]));
        }
        model.weight_begin.push_back(static_cast<std::uint32_t>(model.weights.size()));
      }
    }
    std::vector<TagId> wanted;
    for (std::size_t i = 0; i < words.size(); ++i) {
      std::vector<std::int32_t> sums(model.tags.size());
      for (const std::uint32_t key : features.keys(i, i >= 1 ? wanted[i - 1] : TagFeatures::kNoTag,
                                                   i >= 2 ? wanted[i - 2] : TagFeatures::kNoTag)) {
        for (std::size_t t = 0; weights_of.contains(key) && t < weights_of[key].size(); ++t) {
          sums[t] += weights_of[key][t];
        }
      }
      wanted.push_back(
          static_cast<TagId>(std::max_element(sums.begin(), sums.end()) - sums.begin()));
    }
    Tagger tagger = Tagger::make(model, "test").value();
    for (const CodePath path : {CodePath::kPlain, CodePath::kAvx2, CodePath::kAvx512Vnni}) {
      if (has_code_path(path)) {
        Tagger::Scratch scratch;
        std::vector<TagId> tags;
        tagger.use(path);
        tagger.tag(words, scratch, tags);
        EXPECT_EQ(tags, wanted);
      }
    }
  }
}

TEST(Tagger, IsTheSameWrittenAndRead) {
  const std::string file = Tagger::make(small_model(), "test").value().write();
  const auto again = Tagger::read(file, "test");
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->write(), file);
  EXPECT_EQ(tag(*again, {"the", "end"}), (std::vector<TagId>{1, 0}));
}

TEST(Tagger, PartsThatDoNotFitAreCorrupt) {
  const auto is_corrupt = [](Tagger::Model model) {
    const auto tagger = Tagger::make(std::move(model), "test");
    return !tagger && tagger.error().code == Code::kCorrupt;
  };
  Tagger::Model model = small_model();
  model.weight_tags = {2};
  EXPECT_TRUE(is_corrupt(model));
  model = small_model();
  model.weight_begin = {0, 2};
  EXPECT_TRUE(is_corrupt(model));
  model = small_model();
  model.class_words = {1};
  EXPECT_TRUE(is_corrupt(model));
  model = small_model();
  model.tags.clear();
  EXPECT_TRUE(is_corrupt(model));
}

TEST(TagList, IsReadAsItIsWritten) {
  const std::vector<JointTag> tags = small_model().tags;
  EXPECT_EQ(tag_list(tags), "NOUN|NN DET|DT");
  EXPECT_EQ(tag_list(read_tag_list(tag_list(tags))), tag_list(tags));
}

TEST(TagList, MalformedListsAreEmpty) {
  EXPECT_TRUE(read_tag_list("NOUN").empty());
  EXPECT_TRUE(read_tag_list("NOUN|NN  DET|DT").empty());
  EXPECT_TRUE(read_tag_list("NOISE|NN").empty());
  EXPECT_TRUE(read_tag_list("").empty());
}

}  // namespace
}  // namespace rapport::extract
