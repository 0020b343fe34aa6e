// The float matrix product: tiles of 6 x 32 elements held in registers.

#include "extract/language/train/matrix.h"

#include <algorithm>
#include <cstring>

namespace rapport::extract::train {
namespace {

using Lane = float __attribute__((vector_size(64)));
constexpr std::size_t kLane = 16;
constexpr std::size_t kWidth = 2 * kLane;
constexpr std::size_t kHeight = 6;

Lane load(const float* from) {
  Lane lane;
  std::memcpy(&lane, from, sizeof(lane));
  return lane;
}

template <std::size_t kRows>
void tile(std::size_t k, Factor a, const float* b, std::size_t b_step, float* out,
          std::size_t out_step, std::size_t width) {
  Lane sums[kRows][2] = {};
  for (std::size_t j = 0; j < k; ++j) {
    const Lane left = load(b + j * b_step);
    const Lane right = load(b + j * b_step + kLane);
    for (std::size_t r = 0; r < kRows; ++r) {
      const float x = a.data[r * a.row_step + j * a.column_step];
      sums[r][0] += x * left;
      sums[r][1] += x * right;
    }
  }
  for (std::size_t r = 0; r < kRows; ++r) {
    float row[kWidth];
    std::memcpy(row, sums[r], sizeof(row));
    for (std::size_t c = 0; c < width; ++c) {
      out[r * out_step + c] += row[c];
    }
  }
}

using Tile = void (*)(std::size_t, Factor, const float*, std::size_t, float*, std::size_t,
                      std::size_t);
constexpr Tile kTiles[kHeight + 1] = {nullptr, tile<1>, tile<2>, tile<3>,
                                      tile<4>, tile<5>, tile<6>};

}  // namespace

void add_product(std::size_t m, std::size_t n, std::size_t k, Factor a, const float* b,
                 std::size_t b_step, float* out, std::size_t out_step) {
  std::vector<float> panel;
  for (std::size_t c = 0; c < n; c += kWidth) {
    const std::size_t width = std::min(kWidth, n - c);
    const float* columns = b + c;
    std::size_t step = b_step;
    if (width < kWidth) {  // a copy filled up with zeros
      panel.assign(k * kWidth, 0.0F);
      for (std::size_t j = 0; j < k; ++j) {
        std::copy_n(b + j * b_step + c, width, panel.data() + j * kWidth);
      }
      columns = panel.data();
      step = kWidth;
    }
    for (std::size_t r = 0; r < m; r += kHeight) {
      const std::size_t height = std::min(kHeight, m - r);
      kTiles[height](k, {a.data + r * a.row_step, a.row_step, a.column_step}, columns, step,
                     out + r * out_step + c, out_step, width);
    }
  }
}

Matrix transpose(const Matrix& m) {
  Matrix t(m.columns, m.rows);
  for (std::size_t r = 0; r < m.rows; ++r) {
    for (std::size_t c = 0; c < m.columns; ++c) {
      t.values[c * m.rows + r] = m.values[r * m.columns + c];
    }
  }
  return t;
}

}  // namespace rapport::extract::train
