// The integer matrix product: against the definition, and the code paths against each other.

#include "extract/language/int8_matrix.h"

#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace rapport::extract {
namespace {

std::vector<std::int8_t> random_bytes(std::size_t size, int lowest, int highest,
                                      std::mt19937& random) {
  std::vector<std::int8_t> bytes(size);
  for (std::int8_t& byte : bytes) {
    const auto range = static_cast<std::uint32_t>(highest - lowest + 1);
    byte = static_cast<std::int8_t>(lowest + static_cast<int>(random() % range));
  }
  return bytes;
}

struct Range {
  int lowest;
  int highest;
};

// Checks every path of this machine against the sum written out.
void check_product(std::size_t rows, std::size_t columns, std::size_t count, Range of_weights,
                   Range of_inputs, std::mt19937& random) {
  const std::size_t stride = padded_to(columns, Int8Matrix::kColumnBlock) + 4;
  const auto weights = random_bytes(rows * columns, of_weights.lowest, of_weights.highest, random);
  auto inputs = random_bytes(count * stride, of_inputs.lowest, of_inputs.highest, random);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t c = columns; c < stride; ++c) {
      inputs[i * stride + c] = 0;
    }
  }
  const Int8Matrix matrix(weights.data(), rows, columns, columns);
  for (const CodePath path : {CodePath::kPlain, CodePath::kAvx2, CodePath::kAvx512Vnni}) {
    if (!has_code_path(path)) {
      continue;
    }
    std::vector<std::int32_t> out(count * matrix.padded_rows(), -1);
    matrix.multiply(inputs.data(), count, stride, out.data(), path);
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t r = 0; r < rows; ++r) {
        std::int32_t sum = 0;
        for (std::size_t c = 0; c < columns; ++c) {
          sum += weights[r * columns + c] * inputs[i * stride + c];
        }
        ASSERT_EQ(out[i * matrix.padded_rows() + r], sum)
            << "path " << static_cast<int>(path) << ", row " << r << ", input " << i;
      }
    }
  }
}

TEST(Int8Matrix, EveryPathGivesTheExactProduct) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    check_product(1 + random() % 100, 1 + random() % 300, random() % 20, {-127, 127}, {-128, 127},
                  random);
  }
}

TEST(Int8Matrix, NoPathSaturatesAtTheExtremes) {
  std::mt19937 random(7);
  for (const int weight : {-127, 127}) {
    for (const int input : {-128, -127, 127}) {
      check_product(33, Int8Matrix::kMaxColumns, 9, {weight, weight}, {input, input}, random);
    }
  }
  check_product(33, 64, 9, {-127, -126}, {-128, -127}, random);
}

TEST(Int8Matrix, TheUnusedValueBecomesItsNeighbour) {
  const std::int8_t lowest = -128;
  const Int8Matrix matrix(&lowest, 1, 1, 1);
  const std::int8_t input[4] = {1, 0, 0, 0};
  std::vector<std::int32_t> out(matrix.padded_rows());
  matrix.multiply(input, 1, 4, out.data(), CodePath::kPlain);
  EXPECT_EQ(out[0], -127);
}

TEST(Int8Matrix, ThePlainPathIsAlwaysThere) {
  EXPECT_TRUE(has_code_path(CodePath::kPlain));
  EXPECT_TRUE(has_code_path(best_code_path()));
}

}  // namespace
}  // namespace rapport::extract
