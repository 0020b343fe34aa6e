// The trainers: gradients against differences, products against their definition, and small
// corpora learned by heart.

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "extract/language/train/float_parser.h"
#include "extract/language/train/gum_names.h"
#include "extract/language/train/lemma_trainer.h"
#include "extract/language/train/names.h"
#include "extract/language/train/parser_trainer.h"
#include "extract/language/train/quantise.h"
#include "extract/language/train/raw_text.h"
#include "extract/language/train/tagger_trainer.h"
#include "extract/language/train/teacher.h"

namespace rapport::extract::train {
namespace {

Matrix random_matrix(std::size_t rows, std::size_t columns, Random& random) {
  Matrix m(rows, columns);
  for (float& value : m.values) {
    value = 2 * random.unit() - 1;
  }
  return m;
}

TEST(Matrix, ProductIsTheSumOfProducts) {
  Random random(1);
  for (int round = 0; round < 20; ++round) {
    const std::size_t m = 1 + random.below(20);
    const std::size_t n = 1 + random.below(80);
    const std::size_t k = 1 + random.below(30);
    const Matrix a = random_matrix(m, k, random);
    const Matrix a_down = transpose(a);
    const Matrix b = random_matrix(k, n, random);
    Matrix once(m, n);
    Matrix twice(m, n);
    add_product(m, n, k, plain(a), b.values.data(), n, once.values.data(), n);
    add_product(m, n, k, transposed(a_down), b.values.data(), n, twice.values.data(), n);
    for (std::size_t i = 0; i < m; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        float sum = 0;
        for (std::size_t c = 0; c < k; ++c) {
          sum += a.row(i)[c] * b.row(c)[j];
        }
        ASSERT_NEAR(once.row(i)[j], sum, 1e-4);
        ASSERT_NEAR(twice.row(i)[j], sum, 1e-4);
      }
    }
  }
}

TEST(FastExp, IsNearExp) {
  for (float x = -30; x < 30; x += 0.37F) {
    EXPECT_NEAR(fast_exp(x) / std::exp(x), 1, 1e-5) << x;
  }
}

ParserExample random_example(std::size_t words, Random& random) {
  ParserExample example;
  example.inputs.push_back(root_input());
  example.heads.push_back(0);
  example.relations.push_back(0);
  example.tags.push_back(0);
  example.names.push_back(0);
  for (std::size_t i = 1; i <= words; ++i) {
    example.inputs.push_back({static_cast<std::uint32_t>(random.below(5)),
                              static_cast<std::uint32_t>(1 + random.below(3)),
                              static_cast<std::uint32_t>(random.below(4)),
                              static_cast<std::uint32_t>(random.below(4))});
    const std::size_t head = random.below(words + 1);
    example.heads.push_back(head == i ? 0 : head);
    example.relations.push_back(random.below(kDeprelNames.size()));
    example.tags.push_back(random.below(3));
    example.names.push_back(random.below(kNameTagNames.size()));
  }
  return example;
}

// The loss of a batch, and its gradients in the network.
float loss_of(FloatParser& network, const std::vector<const ParserExample*>& batch) {
  Random random(0);
  FloatParser::Pass pass;
  network.forward(batch, nullptr, random, pass);
  return network.backward(batch, pass);
}

TEST(FloatParser, GradientsAreTheSlopesOfTheLoss) {
  Random random(3);
  ParserSizes sizes;
  sizes.word = sizes.tag = sizes.affix = sizes.units = sizes.arc = sizes.relation = 8;
  Vocabulary words{{1, 2, 3}, 2, Matrix(5, 4)};  // the last word has a vector alone
  for (float& value : words.vectors.values) {
    value = random.unit();
  }
  FloatParser network(sizes, words, 3, random);
  std::vector<ParserExample> examples{random_example(7, random), random_example(4, random),
                                      random_example(3, random), random_example(1, random)};
  examples[1].heads.clear();  // names alone
  examples[1].tags.clear();
  examples[2].names.clear();
  const std::vector<const ParserExample*> batch{&examples[0], &examples[1], &examples[2],
                                                &examples[3]};
  loss_of(network, batch);
  std::vector<Matrix> gradients;
  for (const Parameter* parameter : network.parameters()) {
    gradients.push_back(parameter->gradient);
  }
  const std::vector<Parameter*> parameters = network.parameters();
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    for (int sample = 0; sample < 12; ++sample) {
      // The embedding rows in use are the first ones.
      const std::size_t i = random.below(std::min<std::size_t>(
          parameters[p]->value.values.size(), p < Parser::kTables ? 24 : 1U << 20));
      float& value = parameters[p]->value.values[i];
      const float before = value;
      constexpr float kStep = 4e-3F;
      value = before + kStep;
      const float above = loss_of(network, batch);
      value = before - kStep;
      const float below = loss_of(network, batch);
      value = before;
      const float slope = (above - below) / (2 * kStep);
      const float wanted = gradients[p].values[i];
      EXPECT_NEAR(slope, wanted, 2e-3 + 0.05 * std::fabs(wanted)) << "parameter " << p;
    }
  }
}

Example example_of(const std::vector<std::string>& forms, const std::vector<TagId>& tags,
                   const std::vector<std::string>& lemmas, const std::vector<int>& heads,
                   const std::vector<Deprel>& deprels) {
  Example example;
  for (const std::string& form : forms) {
    example.words.push_back(word_form(form));
  }
  example.tags = tags;
  example.lemmas = lemmas;
  example.heads = heads;
  example.deprels = deprels;
  return example;
}

Corpus small_corpus() {
  Corpus corpus;
  corpus.tags = {{Upos::kNoun, "NN"}, {Upos::kVerb, "VBD"}, {Upos::kDet, "DT"}};
  const Example first =
      example_of({"the", "states", "signed", "a", "treaty"}, {2, 0, 1, 2, 0},
                 {"the", "state", "sign", "a", "treaty"}, {1, 2, kRoot, 4, 2},
                 {Deprel::kDet, Deprel::kNsubj, Deprel::kRoot, Deprel::kDet, Deprel::kObj});
  const Example second = example_of({"ministers", "met"}, {0, 1}, {"minister", "meet"}, {1, kRoot},
                                    {Deprel::kNsubj, Deprel::kRoot});
  for (int i = 0; i < 30; ++i) {
    corpus.examples.push_back(i % 2 == 0 ? first : second);
    corpus.examples.back().source = static_cast<std::size_t>(i);
    std::vector<NameTag>& names = corpus.examples.back().names;
    names.assign(corpus.examples.back().words.size(), NameTag::kOutside);
    names[0] = NameTag::kBeginOrganization;  // "the states", "ministers"
    names[1] = i % 2 == 0 ? NameTag::kInsideOrganization : NameTag::kOutside;
  }
  return corpus;
}

TEST(TaggerTrainer, LearnsASmallCorpusByHeart) {
  const Corpus corpus = small_corpus();
  std::vector<const Example*> examples;
  for (const Example& example : corpus.examples) {
    examples.push_back(&example);
  }
  TaggerOptions options;
  options.min_updates = 1;
  const Tagger tagger = train_tagger(corpus.tags, examples, options);
  Tagger::Scratch scratch;
  std::vector<TagId> tags;
  for (const Example& example : corpus.examples) {
    tagger.tag(example.words, scratch, tags);
    EXPECT_EQ(tags, example.tags);
  }
  EXPECT_EQ(train_tagger(corpus.tags, examples, options).write(), tagger.write());
}

TEST(LemmaTrainer, CarriesRulesToOtherWordsButNotExceptions) {
  Corpus corpus;
  corpus.tags = {{Upos::kVerb, "VBD"}};
  Example& example = corpus.examples.emplace_back();
  const std::pair<const char*, const char*> verbs[] = {
      {"signed", "sign"}, {"reached", "reach"}, {"called", "call"}, {"joined", "join"},
      {"opened", "open"}, {"put", "put"},       {"cut", "cut"},     {"hit", "hit"},
      {"set", "set"},     {"let", "let"},       {"met", "meet"}};
  for (const auto& [form, lemma] : verbs) {
    example.words.push_back(word_form(form));
    example.lemmas.emplace_back(lemma);
    example.tags.push_back(0);
  }
  const Lemmatiser lemmatiser = train_lemmatiser(corpus);
  EXPECT_EQ(lemmatiser.lemma(word_form("met"), 0), "meet");
  EXPECT_EQ(lemmatiser.lemma(word_form("Designed"), 0), "design");
  EXPECT_EQ(lemmatiser.lemma(word_form("comet"), 0), "comet");
}

TEST(ParserTrainer, LearnsASmallCorpusByHeart) {
  const Corpus corpus = small_corpus();
  std::vector<std::vector<TagId>> tags;
  for (const Example& example : corpus.examples) {
    tags.push_back(example.tags);
  }
  ParserOptions options;
  options.sizes.units = 16;
  options.epochs = 60;
  options.batch_nodes = 30;
  TrainingSet set;
  set.tags = corpus.tags;
  set.words = treebank_vocabulary(corpus.examples, 2);
  set.gold = parser_examples(corpus.examples, tags, set.words);
  const Parser parser = train_parser(set, options, [](std::size_t, float, const auto&) {});
  Parser::Scratch scratch;
  Parse parse;
  for (std::size_t e = 0; e < 2; ++e) {
    const Example& example = corpus.examples[e];
    parser.parse(example.words, tags[e], scratch, parse);
    EXPECT_EQ(parse.tags, example.tags);
    EXPECT_EQ(parse.names, example.names);
    for (std::size_t i = 0; i < parse.arcs.size(); ++i) {
      EXPECT_EQ(parse.arcs[i].head, example.heads[i]);
      EXPECT_EQ(parse.arcs[i].deprel, example.deprels[i]);
    }
  }
}

class TrainingFiles : public ::testing::Test {
 protected:
  TrainingFiles() {
    std::string pattern = ::testing::TempDir() + "rapport-train-XXXXXX";
    folder = ::mkdtemp(pattern.data());
  }
  ~TrainingFiles() override { std::filesystem::remove_all(folder); }
  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::ofstream(folder / name) << text;
    return folder / name;
  }
  std::filesystem::path folder;
};

TEST_F(TrainingFiles, NamesAreFoundByTheWordsOfTheirSentence) {
  const auto named = read_names(write("n",
                                      "1\tAnn\tB-PER\t-\t-\n2\tleft\tO\t-\t-\n"
                                      "3\tParis\tB-OTH\t-\t-\n\n"));
  ASSERT_TRUE(named);
  const auto bank = [](const std::string& verb) {
    return read_conllu("1\tAnn\tAnn\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n2\t" + verb +
                           "\t_\tVERB\tVBD\t_\t0\troot\t_\t_\n"
                           "3\tParis\tParis\tPROPN\tNNP\t_\t2\tobj\t_\t_\n\n",
                       "bank")
        .value();
  };
  auto same = bank("left");
  EXPECT_EQ(mark_names(*named, same), (std::vector<const NamedSentence*>{&named->front()}));
  EXPECT_EQ(same[0].tree.words[0].name, NameTag::kBeginPerson);
  EXPECT_EQ(same[0].tree.words[2].name, NameTag::kOutside);
  auto other = bank("saw");
  EXPECT_EQ(mark_names(*named, other), (std::vector<const NamedSentence*>{nullptr}));
  EXPECT_FALSE(read_names(folder / "none"));
}

TEST(GumNames, AreProperNounsOfPersonsBodiesAndPlaces) {
  const std::string text =
      "1\tPresident\tPresident\tPROPN\tNNP\t_\t2\tcompound\t_\tEntity=(1-person-new-cf1-2-sgl\n"
      "2\tAnn\tAnn\tPROPN\tNNP\t_\t4\tnsubj\t_\t_\n"
      "3\tRoe\tRoe\tPROPN\tNNP\t_\t2\tflat\t_\tEntity=1)|SpaceAfter=No\n"
      "4\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_\n"
      "5\tthe\tthe\tDET\tDT\t_\t6\tdet\t_\tEntity=(2-organization-new-cf1-2-sgl\n"
      "6\tUniversity\tUniversity\tPROPN\tNNP\t_\t4\tobj\t_\t_\n"
      "7\tof\tof\tADP\tIN\t_\t8\tcase\t_\t_\n"
      "8\tOslo\tOslo\tPROPN\tNNP\t_\t6\tnmod\t_\tEntity=(3-place-new-cf1-1-sgl)2)\n"
      "9\tin\tin\tADP\tIN\t_\t11\tcase\t_\t_\n"
      "10\tsouthern\tsouthern\tADJ\tJJ\t_\t11\tamod\t_\tEntity=(4-place-new-cf1-2-sgl\n"
      "11\tNorway\tNorway\tPROPN\tNNP\t_\t4\tobl\t_\tEntity=4)\n"
      "12\tcity\tcity\tNOUN\tNN\t_\t11\tappos\t_\tEntity=(5-place-giv-cf1-1-coref)\n\n";
  auto sentences = read_conllu(text, "gum").value();
  mark_gum_names(sentences);
  std::string tags;
  for (const Word& word : sentences[0].tree.words) {
    tags += std::string(to_string(word.name)) + " ";
  }
  EXPECT_EQ(tags, "O B-PER I-PER O O B-ORG I-ORG I-ORG O O B-LOC O ");
}

using VectorFiles = TrainingFiles;

TEST_F(VectorFiles, AddTheCommonestWordsUpToALimit) {
  Vocabulary words;
  words.words = {word_form("treaty").lower_hash};
  words.own = 1;
  const auto file = write("v", "3 2\nalpha 1 1\ntreaty 2 0\nbeta 0 2\n");
  ASSERT_TRUE(add_vectors(file, 1, words));
  EXPECT_EQ(words.words.size(), 2U);
  EXPECT_EQ(words.vectors.rows, 4U);
  EXPECT_GT(words.vectors.row(2)[0], 0.0F);  // "treaty"
  EXPECT_EQ(words.vectors.row(2)[1], 0.0F);
  EXPECT_EQ(words.vectors.row(3)[0], words.vectors.row(3)[1]);
  EXPECT_EQ(words.table_row(3), ParserInput::kUnknown);
  EXPECT_EQ(words.table_row(2), 2U);
  EXPECT_FALSE(add_vectors(write("w", "3 2\nalpha 1 1\ntreaty 2"), 9, words));
  EXPECT_FALSE(add_vectors(folder / "none", 9, words));
}

using RawText = TrainingFiles;

TEST_F(RawText, BecomesSentencesEachButOnce) {
  std::istringstream in(
      "{\"text\": \"Iraq joined the mission. It was late. Iraq joined the mission.\"}\n"
      "{\"text\": \"** Bold words here ** stay out. Yes.\"}\n");
  ASSERT_EQ(write_sentences(in, folder / "s").value(), 2U);
  ASSERT_TRUE(write_lower(folder / "s", folder / "l"));
  std::ostringstream lower;
  lower << std::ifstream(folder / "l").rdbuf();
  EXPECT_EQ(lower.str(), "iraq joined the mission .\nit was late .\n");
  std::istringstream broken("{\"text\": 1}\n");
  EXPECT_FALSE(write_sentences(broken, folder / "s"));
}

using Teacher = TrainingFiles;

TEST_F(Teacher, PassesOnWhatItsParsersSay) {
  const Corpus corpus = small_corpus();
  std::vector<const Example*> examples;
  std::vector<std::vector<TagId>> tags;
  for (const Example& example : corpus.examples) {
    examples.push_back(&example);
    tags.push_back(example.tags);
  }
  TaggerOptions tagger_options;
  tagger_options.min_updates = 1;
  const Tagger tagger = train_tagger(corpus.tags, examples, tagger_options);
  TrainingSet set;
  set.tags = corpus.tags;
  set.words = treebank_vocabulary(corpus.examples, 2);
  set.gold = parser_examples(corpus.examples, tags, set.words);
  ParserOptions options;
  options.sizes.units = 16;
  options.batch_nodes = 30;
  std::vector<Parser> parsers;
  for (options.seed = 1; options.seed <= 3; ++options.seed) {
    options.epochs = options.seed == 3 ? 1 : 60;  // the third one hardly knows anything
    parsers.push_back(train_parser(set, options, [](std::size_t, float, const auto&) {}));
  }
  TeachOptions teach_options;
  teach_options.least_agreement = 0.5F;
  const auto from = write("s", "the states signed a treaty\nministers met\n");
  ASSERT_EQ(teach(from, tagger, parsers, teach_options, folder / "silver").value(), 2U);
  const auto silver = read_silver(folder / "silver", tagger, set.words);
  ASSERT_TRUE(silver);
  for (std::size_t s = 0; s < 2; ++s) {
    EXPECT_EQ((*silver)[s].heads, set.gold[s].heads);
    EXPECT_EQ((*silver)[s].relations, set.gold[s].relations);
    EXPECT_EQ((*silver)[s].tags, set.gold[s].tags);
    EXPECT_EQ((*silver)[s].names, set.gold[s].names);
  }
  EXPECT_FALSE(read_silver(folder / "none", tagger, set.words));
}

}  // namespace
}  // namespace rapport::extract::train
