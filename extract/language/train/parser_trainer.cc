// Vocabulary, batches and the training loop of the parser.

#include "extract/language/train/parser_trainer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "extract/language/train/quantise.h"

namespace rapport::extract::train {
namespace {

constexpr std::size_t kMaxNodes = 160;  // longer sentences are not learned from
constexpr std::size_t kPool = 400;      // sentences sorted by length together

std::vector<std::uint32_t> learn_vocabulary(const Corpus& corpus, std::size_t min_count) {
  std::map<std::uint32_t, std::size_t> counts;
  for (const Example& example : corpus.examples) {
    for (std::size_t i = 0; i < example.words.size() && !example.noisy; ++i) {
      ++counts[example.words[i].lower_hash];
    }
  }
  std::vector<std::uint32_t> words;
  for (const auto& [word, count] : counts) {
    if (count >= min_count) {
      words.push_back(word);
    }
  }
  return words;
}

std::vector<ParserExample> learnable(const Corpus& corpus,
                                     const std::vector<std::vector<TagId>>& tags,
                                     const std::vector<std::uint32_t>& vocabulary) {
  const KeyIndex<std::uint32_t> index(vocabulary);
  std::vector<ParserExample> examples;
  for (std::size_t e = 0; e < corpus.examples.size(); ++e) {
    const Example& from = corpus.examples[e];
    if (from.words.empty() || from.words.size() + 1 > kMaxNodes) {
      continue;
    }
    ParserExample& to = examples.emplace_back();
    to.inputs.push_back(root_input());
    to.heads.push_back(0);
    to.relations.push_back(0);
    for (std::size_t i = 0; i < from.words.size(); ++i) {
      const std::uint32_t at = index.find(from.words[i].lower_hash);
      to.inputs.push_back(parser_input(from.words[i], tags[e][i],
                                       at == KeyIndex<std::uint32_t>::kAbsent
                                           ? ParserInput::kUnknown
                                           : at + ParserInput::kFirstWord));
      to.heads.push_back(static_cast<std::size_t>(from.heads[i] + 1));
      to.relations.push_back(static_cast<std::size_t>(from.deprels[i]));
    }
  }
  return examples;
}

using Batch = std::vector<const ParserExample*>;

void longest_first(Batch& batch) {
  std::stable_sort(batch.begin(), batch.end(), [](const ParserExample* a, const ParserExample* b) {
    return a->inputs.size() > b->inputs.size();
  });
}

// Batches of sentences of like length, in random order.
std::vector<Batch> make_batches(const std::vector<ParserExample>& examples, std::size_t nodes,
                                Random& random) {
  Batch order;
  for (const ParserExample& example : examples) {
    order.push_back(&example);
  }
  random.shuffle(order);
  std::vector<Batch> batches;
  for (std::size_t begin = 0; begin < order.size(); begin += kPool) {
    Batch pool(order.begin() + static_cast<std::ptrdiff_t>(begin),
               order.begin() + static_cast<std::ptrdiff_t>(std::min(begin + kPool, order.size())));
    longest_first(pool);
    std::size_t filled = nodes;
    for (const ParserExample* example : pool) {
      if (filled + example->inputs.size() > nodes) {
        batches.emplace_back();
        filled = 0;
      }
      batches.back().push_back(example);
      filled += example->inputs.size();
    }
  }
  random.shuffle(batches);
  return batches;
}

}  // namespace

Parser train_parser(
    const Corpus& corpus, const std::vector<std::vector<TagId>>& tags, const ParserOptions& options,
    const std::function<void(std::size_t, float, const std::function<Parser()>&)>& report) {
  const std::vector<std::uint32_t> vocabulary = learn_vocabulary(corpus, options.min_word_count);
  const std::vector<ParserExample> examples = learnable(corpus, tags, vocabulary);
  Random random(options.seed);
  FloatParser network(options.sizes, vocabulary.size(), corpus.tags.size(), random);
  Batch sample;
  for (std::size_t i = 0; i < examples.size(); i += 40) {
    sample.push_back(&examples[i]);
  }
  longest_first(sample);
  const auto finished = [&] {
    return quantise(network, tag_list(corpus.tags), vocabulary, sample);
  };
  const std::vector<Parameter*> parameters = network.parameters();
  Adam adam;
  FloatParser::Pass pass;
  for (std::size_t epoch = 0; epoch < options.epochs; ++epoch) {
    const std::vector<Batch> batches = make_batches(examples, options.batch_nodes, random);
    double loss = 0;
    for (std::size_t b = 0; b < batches.size(); ++b) {
      const float done =
          (static_cast<float>(epoch) + static_cast<float>(b) / static_cast<float>(batches.size())) /
          static_cast<float>(options.epochs);
      adam.rate = options.rate * 0.5F * (1 + std::cos(std::numbers::pi_v<float> * done));
      network.forward(batches[b], &options.dropout, random, pass);
      loss += network.backward(batches[b], pass);
      adam.step(parameters);
    }
    report(epoch + 1, static_cast<float>(loss / static_cast<double>(batches.size())), finished);
  }
  return finished();
}

}  // namespace rapport::extract::train
