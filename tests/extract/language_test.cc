// The language engine with the models that the project ships: what it says of real sentences, and
// that no input upsets it.

#include "rapport/extract/language.h"

#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>
#include <thread>

#include <gtest/gtest.h>

#include "rapport/extract/conllu.h"
#include "rapport/extract/structure.h"

#include "extract/language/lemmatiser.h"
#include "extract/language/parser.h"
#include "extract/language/tagger.h"

namespace rapport::extract {
namespace {

using Path = std::filesystem::path;

const Path kModels = Path(RAPPORT_SOURCE_DIR) / "models";

const Language& english() {
  static const std::shared_ptr<const Language> language = Language::load(kModels).value();
  return *language;
}

std::string read_file(const Path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

Sentence sentence_of(const std::vector<std::string>& forms) {
  Sentence sentence;
  for (const std::string& form : forms) {
    sentence.tokens.push_back({{}, form});
  }
  return sentence;
}

Tree analyse(const std::vector<std::string>& forms) {
  const Language::ScratchPtr scratch = english().make_scratch();
  return english().analyse(sentence_of(forms), *scratch);
}

void expect_is_tree(const Tree& tree) {
  std::size_t roots = 0;
  for (const Word& word : tree.words) {
    roots += word.head == kRoot ? 1 : 0;
    EXPECT_EQ(word.head == kRoot, word.deprel == Deprel::kRoot);
    int at = word.head;
    std::size_t steps = 0;
    while (at != kRoot && steps <= tree.words.size()) {
      ASSERT_LT(at, static_cast<int>(tree.words.size()));
      at = tree.words[static_cast<std::size_t>(at)].head;
      ++steps;
    }
    ASSERT_EQ(at, kRoot) << "a cycle";
  }
  EXPECT_EQ(roots, tree.words.empty() ? 0U : 1U);
}

// The treebanks outside the project, or an empty path.
Path treebanks() {
  const char* shared = std::getenv("RAPPORT_SHARED");
  const Path folder =
      (shared != nullptr ? Path(shared) : Path(RAPPORT_SOURCE_DIR) / ".." / "shared") / "treebanks";
  return std::filesystem::is_directory(folder) ? folder : Path();
}

TEST(Language, ParsesTheGoldenSentences) {
  const Path path = Path(RAPPORT_SOURCE_DIR) / "tests/extract/cases/golden.conllu";
  const auto golden = read_conllu(read_file(path), path.string());
  ASSERT_TRUE(golden.has_value()) << to_string(golden.error());
  ASSERT_GE(golden->size(), 10U);
  const Language::ScratchPtr scratch = english().make_scratch();
  for (const ConlluSentence& gold : *golden) {
    ConlluSentence found = gold;
    found.tree = english().analyse(gold.sentence(), *scratch);
    EXPECT_EQ(write_conllu(found), write_conllu(gold));
  }
}

TEST(Language, KeepsFormsAndSpans) {
  Sentence sentence = sentence_of({"Iraq", "agreed"});
  sentence.tokens[1].span = {5, 11};
  const Language::ScratchPtr scratch = english().make_scratch();
  const Tree tree = english().analyse(sentence, *scratch);
  ASSERT_EQ(tree.words.size(), 2U);
  EXPECT_EQ(tree.words[0].form, "Iraq");
  EXPECT_EQ(tree.words[1].span, (Span{5, 11}));
}

TEST(Language, ScratchKeepsNothingOfTheSentenceBefore) {
  const Sentence sentence = sentence_of({"NATO", "supports", "Iraq", "'s", "reforms", "."});
  const Language::ScratchPtr fresh = english().make_scratch();
  const Language::ScratchPtr used = english().make_scratch();
  const std::vector<std::string> many(300, "report");
  (void)english().analyse(sentence_of(many), *used);
  ConlluSentence a;
  ConlluSentence b;
  a.tree = english().analyse(sentence, *fresh);
  b.tree = english().analyse(sentence, *used);
  EXPECT_EQ(write_conllu(a), write_conllu(b));
}

TEST(Language, SentencesTogetherGiveTheSameTrees) {
  const Path path = Path(RAPPORT_SOURCE_DIR) / "tests/extract/cases/golden.conllu";
  const auto golden = read_conllu(read_file(path), "golden").value();
  std::vector<Sentence> sentences;
  for (const ConlluSentence& gold : golden) {
    sentences.push_back(gold.sentence());
    sentences.push_back(sentence_of(std::vector<std::string>(sentences.size() % 3 * 300, "so")));
  }
  std::vector<const Sentence*> all;
  for (const Sentence& sentence : sentences) {
    all.push_back(&sentence);
  }
  const Language::ScratchPtr scratch = english().make_scratch();
  const std::vector<Tree> together = english().analyse(all, *scratch);
  ASSERT_EQ(together.size(), sentences.size());
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    ConlluSentence one;
    ConlluSentence of_many;
    one.tree = english().analyse(sentences[s], *scratch);
    of_many.tree = together[s];
    ASSERT_EQ(of_many.tree.words.size(), sentences[s].tokens.size());
    EXPECT_EQ(write_conllu(of_many), write_conllu(one));
  }
}

TEST(Language, AnySentenceLengthGivesATree) {
  for (const std::size_t size : {0U, 1U, 2U, 511U, 512U, 513U, 1024U, 5000U}) {
    const std::vector<std::string> words{"the", "parties", "agreed", "to", "cooperate", ","};
    std::vector<std::string> forms;
    for (std::size_t i = 0; i < size; ++i) {
      forms.push_back(words[i % words.size()]);
    }
    const Tree tree = analyse(forms);
    ASSERT_EQ(tree.words.size(), size);
    expect_is_tree(tree);
  }
}

TEST(Language, AnyBytesGiveATree) {
  std::mt19937 random(5);
  for (int round = 0; round < 100; ++round) {
    std::vector<std::string> forms(1 + random() % 30);
    for (std::string& form : forms) {
      form.resize(random() % 12);
      for (char& c : form) {
        c = static_cast<char>(random());
      }
    }
    expect_is_tree(analyse(forms));
  }
}

TEST(Language, ATokenOfAMegabyteGivesATree) {
  const Tree tree = analyse({"The", std::string(1 << 20, 'x'), std::string(1 << 20, '\xff'), "."});
  expect_is_tree(tree);
  EXPECT_EQ(tree.words[1].lemma.size(), std::size_t{1} << 20);
}

// The golden sentences, once more as one long, disorderly sentence, and, where they are there, some
// of the treebanks.
std::vector<std::vector<WordForm>> real_sentences() {
  std::vector<ConlluSentence> all =
      read_conllu(read_file(Path(RAPPORT_SOURCE_DIR) / "tests/extract/cases/golden.conllu"),
                  "golden")
          .value();
  ConlluSentence together;
  for (const ConlluSentence& sentence : all) {
    together.tree.words.insert(together.tree.words.end(), sentence.tree.words.begin(),
                               sentence.tree.words.end());
  }
  all.push_back(together);
  if (!treebanks().empty()) {
    const Path path = treebanks() / "UD_English-EWT/en_ewt-ud-dev.conllu";
    const auto bank = read_conllu(read_file(path), path.string()).value();
    all.insert(all.end(), bank.begin(), bank.begin() + 300);
  }
  std::vector<std::vector<WordForm>> sentences;
  for (const ConlluSentence& sentence : all) {
    std::vector<WordForm>& words = sentences.emplace_back();
    for (const Word& word : sentence.tree.words) {
      words.push_back(word_form(word.form));
    }
  }
  return sentences;
}

TEST(Language, EveryCodePathGivesTheSameTrees) {
  Tagger tagger = Tagger::read(read_file(kModels / "english.tagger"), "tagger").value();
  Parser parser = Parser::read(read_file(kModels / "english.parser"), "parser").value();
  Tagger::Scratch tagger_scratch;
  Parser::Scratch scratch;
  for (const std::vector<WordForm>& words : real_sentences()) {
    std::vector<TagId> plain_tags;
    Parse plain;
    tagger.use(CodePath::kPlain);
    tagger.tag(words, tagger_scratch, plain_tags);
    parser.use(CodePath::kPlain);
    parser.parse(words, plain_tags, scratch, plain);
    const std::vector<std::int32_t> plain_arcs = scratch.arc_scores;
    const std::vector<std::int32_t> plain_relations = scratch.relation_scores;
    for (const CodePath code_path : {CodePath::kAvx2, CodePath::kAvx512Vnni}) {
      if (!has_code_path(code_path)) {
        continue;
      }
      std::vector<TagId> tags;
      Parse parse;
      tagger.use(code_path);
      tagger.tag(words, tagger_scratch, tags);
      EXPECT_EQ(tags, plain_tags);
      parser.use(code_path);
      parser.parse(words, tags, scratch, parse);
      EXPECT_EQ(scratch.arc_scores, plain_arcs);
      EXPECT_EQ(scratch.relation_scores, plain_relations);
      EXPECT_EQ(parse.tags, plain.tags);
      EXPECT_EQ(parse.names, plain.names);
      for (std::size_t i = 0; i < words.size(); ++i) {
        ASSERT_EQ(parse.arcs[i].head, plain.arcs[i].head);
        ASSERT_EQ(parse.arcs[i].deprel, plain.arcs[i].deprel);
      }
    }
  }
}

TEST(Language, IsSharedByThreads) {
  const std::vector<std::string> texts = {"NATO welcomed the new initiative.",
                                          "The ministers of both states met in Oslo on Friday."};
  std::vector<std::vector<Tree>> found(4);
  std::vector<std::thread> threads;
  for (std::vector<Tree>& trees : found) {
    threads.emplace_back([&texts, &trees] {
      const Language::ScratchPtr scratch = english().make_scratch();
      for (int round = 0; round < 50; ++round) {
        for (const std::string& text : texts) {
          trees.push_back(english().analyse(sentences(text, structure(text))[0], *scratch));
        }
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  for (const std::vector<Tree>& trees : found) {
    ASSERT_EQ(trees.size(), 100U);
    for (std::size_t i = 0; i < trees.size(); ++i) {
      const Tree& first = found[0][i % 2];
      ASSERT_EQ(trees[i].words.size(), first.words.size());
      for (std::size_t w = 0; w < first.words.size(); ++w) {
        EXPECT_EQ(trees[i].words[w].head, first.words[w].head);
        EXPECT_EQ(trees[i].words[w].deprel, first.words[w].deprel);
        EXPECT_EQ(trees[i].words[w].xpos, first.words[w].xpos);
        EXPECT_EQ(trees[i].words[w].lemma, first.words[w].lemma);
      }
    }
  }
}

// A floor under the shipped models, a point below what they reach on these sentences.
TEST(Language, KeepsItsAccuracyOnDevelopmentText) {
  if (treebanks().empty()) {
    GTEST_SKIP() << "no ../shared/treebanks: set RAPPORT_SHARED";
  }
  const Path path = treebanks() / "UD_English-EWT/en_ewt-ud-dev.conllu";
  auto gold = read_conllu(read_file(path), path.string()).value();
  gold.resize(500);
  const Language::ScratchPtr scratch = english().make_scratch();
  std::vector<Tree> trees;
  for (const ConlluSentence& sentence : gold) {
    trees.push_back(english().analyse(sentence.sentence(), *scratch));
  }
  const ParseScores::Count count = score_parses(gold, trees).value().all;
  const auto share = [&](std::size_t part) {
    return 100.0 * static_cast<double>(part) / static_cast<double>(count.words);
  };
  EXPECT_GE(share(count.upos), 95.2);
  EXPECT_GE(share(count.lemma), 96.7);
  EXPECT_GE(share(count.uas), 88.1);
  EXPECT_GE(share(count.las), 85.7);
}

class ModelFolder : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = Path(::testing::TempDir()) /
              ("rapport_models_" +
               std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    for (const char* name : {"english.tagger", "english.lemmas", "english.parser"}) {
      std::filesystem::copy_file(kModels / name, folder_ / name);
    }
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void write(const char* name, const std::string& bytes) {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }
  Error load_error() {
    const auto language = Language::load(folder_);
    EXPECT_FALSE(language.has_value());
    return language ? Error{} : language.error();
  }

  Path folder_;
};

TEST_F(ModelFolder, LoadsWhole) { EXPECT_TRUE(Language::load(folder_).has_value()); }

TEST_F(ModelFolder, AMissingModelIsNotFound) {
  std::filesystem::remove(folder_ / "english.lemmas");
  const Error error = load_error();
  EXPECT_EQ(error.code, Code::kNotFound);
  EXPECT_NE(error.where.find("english.lemmas"), std::string::npos);
}

TEST_F(ModelFolder, ATruncatedModelIsCorrupt) {
  const std::string whole = read_file(folder_ / "english.parser");
  write("english.parser", whole.substr(0, whole.size() / 2));
  EXPECT_EQ(load_error().code, Code::kCorrupt);
}

TEST_F(ModelFolder, AChangedByteIsCorrupt) {
  std::string bytes = read_file(folder_ / "english.tagger");
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 4);
  write("english.tagger", bytes);
  EXPECT_EQ(load_error().code, Code::kCorrupt);
}

TEST_F(ModelFolder, AForeignFileIsNotAModel) {
  write("english.parser", std::string(1000, 'x'));
  EXPECT_EQ(load_error().code, Code::kCorrupt);
  write("english.parser", read_file(folder_ / "english.tagger"));
  EXPECT_EQ(load_error().code, Code::kUnsupported);
}

TEST_F(ModelFolder, ModelsOfDifferentTagSetsAreRefused) {
  Lemmatiser::Model other;
  other.tags = "NOUN|NN";
  write("english.lemmas", Lemmatiser::make(std::move(other), "other").value().write());
  const Error error = load_error();
  EXPECT_EQ(error.code, Code::kCorrupt);
  EXPECT_NE(error.message.find("belong together"), std::string::npos);
}

}  // namespace
}  // namespace rapport::extract
