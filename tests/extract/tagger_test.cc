// The tagger's model and its tag lists.

#include "extract/language/tagger.h"

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

std::vector<TagId> tag(const Tagger& tagger, const std::vector<std::string>& forms) {
  std::vector<WordForm> words;
  for (const std::string& form : forms) {
    words.push_back(word_form(form));
  }
  Tagger::Scratch scratch;
  std::vector<TagId> tags{7};  // cleared by tag()
  tagger.tag(words, scratch, tags);
  return tags;
}

TEST(Tagger, FeaturesVoteForTags) {
  const Tagger tagger = Tagger::make(small_model(), "test").value();
  EXPECT_EQ(tag(tagger, {"The", "end", "of", "the"}), (std::vector<TagId>{1, 0, 0, 1}));
  EXPECT_TRUE(tag(tagger, {}).empty());
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
