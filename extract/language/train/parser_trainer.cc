// Vocabulary, batches and the training loop of the parser.

#include "extract/language/train/parser_trainer.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "extract/language/train/quantise.h"

namespace rapport::extract::train {
namespace {

constexpr std::size_t kMaxNodes = 160;  // longer sentences are not learned from
constexpr std::size_t kPool = 400;      // sentences sorted by length together

using Batch = std::vector<const ParserExample*>;

void longest_first(Batch& batch) {
  std::stable_sort(batch.begin(), batch.end(), [](const ParserExample* a, const ParserExample* b) {
    return a->inputs.size() > b->inputs.size();
  });
}

// The sentences of an epoch: all gold ones, and the next ones of the silver.
Batch choose(const TrainingSet& set, std::size_t epoch, std::size_t silver) {
  Batch chosen;
  for (const ParserExample& example : set.gold) {
    chosen.push_back(&example);
  }
  for (std::size_t i = 0; i < silver && !set.silver.empty(); ++i) {
    chosen.push_back(&set.silver[(epoch * silver + i) % set.silver.size()]);
  }
  return chosen;
}

// Batches of sentences of like length, in random order.
std::vector<Batch> make_batches(Batch order, std::size_t nodes, Random& random) {
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

std::vector<std::size_t> behind_root(const auto& values) {
  std::vector<std::size_t> all;
  for (const auto value : values) {
    if (all.empty()) {
      all.push_back(0);
    }
    all.push_back(static_cast<std::size_t>(value));
  }
  return all;
}

}  // namespace

std::vector<ParserExample> parser_examples(const std::vector<Example>& examples,
                                           const std::vector<std::vector<TagId>>& tags,
                                           const Vocabulary& words) {
  const KeyIndex<std::uint32_t> index(words.words);
  std::vector<ParserExample> all;
  for (std::size_t e = 0; e < examples.size(); ++e) {
    const Example& from = examples[e];
    if (from.words.empty() || from.words.size() + 1 > kMaxNodes) {
      continue;
    }
    ParserExample& to = all.emplace_back();
    to.inputs.push_back(root_input());
    for (std::size_t i = 0; i < from.words.size(); ++i) {
      const std::uint32_t at = index.find(from.words[i].lower_hash);
      to.inputs.push_back(parser_input(from.words[i], tags[e][i],
                                       at == KeyIndex<std::uint32_t>::kAbsent
                                           ? ParserInput::kUnknown
                                           : at + ParserInput::kFirstWord));
    }
    to.heads = behind_root(from.heads);
    for (std::size_t i = 1; i < to.heads.size(); ++i) {
      to.heads[i] = static_cast<std::size_t>(from.heads[i - 1] + 1);
    }
    to.relations = behind_root(from.deprels);
    to.tags = behind_root(from.tags);
    to.names = behind_root(from.names);
  }
  return all;
}

Parser train_parser(
    const TrainingSet& set, const ParserOptions& options,
    const std::function<void(std::size_t, float, const std::function<Parser()>&)>& report) {
  Random random(options.seed);
  FloatParser network(options.sizes, set.words, set.tags.size(), random);
  network.weights = options.weights;
  Batch sample;
  for (std::size_t i = 0; i < set.gold.size(); i += 40) {
    sample.push_back(&set.gold[i]);
  }
  longest_first(sample);
  const auto finished = [&] { return quantise(network, tag_list(set.tags), sample); };
  const std::vector<Parameter*> parameters = network.parameters();
  Adam adam;
  FloatParser::Pass pass;
  for (std::size_t epoch = 0; epoch < options.epochs; ++epoch) {
    const std::vector<Batch> batches =
        make_batches(choose(set, epoch, options.silver), options.batch_nodes, random);
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
