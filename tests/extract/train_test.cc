// The trainers: gradients against differences, products against their definition, and small
// corpora learned by heart.

#include <cmath>

#include <gtest/gtest.h>

#include "extract/language/train/float_parser.h"
#include "extract/language/train/lemma_trainer.h"
#include "extract/language/train/parser_trainer.h"
#include "extract/language/train/quantise.h"
#include "extract/language/train/tagger_trainer.h"

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
  for (std::size_t i = 1; i <= words; ++i) {
    example.inputs.push_back({static_cast<std::uint32_t>(random.below(5)),
                              static_cast<std::uint32_t>(1 + random.below(3)),
                              static_cast<std::uint32_t>(random.below(4)),
                              static_cast<std::uint32_t>(random.below(4))});
    const std::size_t head = random.below(words + 1);
    example.heads.push_back(head == i ? 0 : head);
    example.relations.push_back(random.below(kDeprelNames.size()));
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
  FloatParser network(sizes, 3, 3, random);
  const std::vector<ParserExample> examples{random_example(7, random), random_example(4, random),
                                            random_example(1, random)};
  const std::vector<const ParserExample*> batch{&examples[0], &examples[1], &examples[2]};
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
  options.epochs = 30;
  options.batch_nodes = 30;
  const Parser parser = train_parser(corpus, tags, options, [](std::size_t, float, const auto&) {});
  Parser::Scratch scratch;
  std::vector<Arc> arcs;
  for (std::size_t e = 0; e < 2; ++e) {
    const Example& example = corpus.examples[e];
    parser.parse(example.words, tags[e], scratch, arcs);
    for (std::size_t i = 0; i < arcs.size(); ++i) {
      EXPECT_EQ(arcs[i].head, example.heads[i]);
      EXPECT_EQ(arcs[i].deprel, example.deprels[i]);
    }
  }
}

}  // namespace
}  // namespace rapport::extract::train
