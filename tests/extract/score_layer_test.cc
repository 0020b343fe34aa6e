// The scores of classes against the sum written out, on every path of this machine.

#include "extract/language/score_layer.h"

#include <random>

#include <gtest/gtest.h>

namespace rapport::extract {
namespace {

ScoreLayer random_layer(std::uint32_t inputs, std::uint32_t outputs, std::mt19937& random) {
  ScoreLayer layer;
  layer.inputs = inputs;
  layer.outputs = outputs;
  for (std::uint32_t i = 0; i < inputs * outputs; ++i) {
    layer.weights.push_back(static_cast<std::int8_t>(static_cast<int>(random() % 255) - 127));
  }
  for (std::uint32_t o = 0; o < outputs; ++o) {
    layer.bias.push_back(static_cast<std::int32_t>(random() % 20001) - 10000);
  }
  layer.prepare();
  return layer;
}

TEST(ScoreLayer, AddsUpWeightsAndBias) {
  std::mt19937 random(3);
  for (const std::uint32_t outputs : {1U, 7U, 16U, 109U}) {
    const ScoreLayer layer = random_layer(24, outputs, random);
    ASSERT_TRUE(layer.fits(24, outputs));
    std::vector<std::int8_t> in(5 * 24);
    for (std::int8_t& value : in) {
      value = static_cast<std::int8_t>(static_cast<int>(random() % 255) - 127);
    }
    for (const CodePath path : {CodePath::kPlain, CodePath::kAvx2, CodePath::kAvx512Vnni}) {
      if (!has_code_path(path)) {
        continue;
      }
      std::vector<std::int32_t> scores;
      layer.run(in.data(), 5, 24, scores, path);
      for (std::size_t i = 0; i < 5; ++i) {
        for (std::size_t o = 0; o < outputs; ++o) {
          std::int32_t sum = layer.bias[o];
          for (std::size_t c = 0; c < 24; ++c) {
            sum += layer.weights[o * 24 + c] * in[i * 24 + c];
          }
          ASSERT_EQ(scores[i * layer.stride() + o], sum);
        }
      }
    }
  }
}

TEST(ScoreLayer, IsReadAsItWasWritten) {
  std::mt19937 random(4);
  const ScoreLayer layer = random_layer(8, 3, random);
  ModelWriter out;
  write(out, layer);
  const std::string file = out.finish("TEST", 1);
  ModelReader in(model_payload(file, "test", "TEST", 1).value());
  ScoreLayer again;
  read(in, again);
  EXPECT_TRUE(in.at_end());
  EXPECT_EQ(again.weights, layer.weights);
  EXPECT_EQ(again.bias, layer.bias);
  EXPECT_TRUE(again.fits(8, 3));
  EXPECT_FALSE(again.fits(8, 4));
  again.bias[0] = 1 << 25;
  EXPECT_FALSE(again.fits(8, 3));
}

}  // namespace
}  // namespace rapport::extract
