// Float matrices for training, row by row, and their product.

#pragma once

#include <cstddef>
#include <vector>

namespace rapport::extract::train {

struct Matrix {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<float> values;

  Matrix() = default;
  Matrix(std::size_t r, std::size_t c) : rows(r), columns(c), values(r * c) {}
  // Sets the size, all elements zero.
  void reset(std::size_t r, std::size_t c) {
    rows = r;
    columns = c;
    values.assign(r * c, 0.0F);
  }
  float* row(std::size_t r) { return values.data() + r * columns; }
  const float* row(std::size_t r) const { return values.data() + r * columns; }
};

// A factor: element (i, j) lies at data[i * row_step + j * column_step].
struct Factor {
  const float* data = nullptr;
  std::size_t row_step = 0;
  std::size_t column_step = 1;
};
inline Factor plain(const Matrix& m) { return {m.values.data(), m.columns, 1}; }
inline Factor transposed(const Matrix& m) { return {m.values.data(), 1, m.columns}; }

// out(m x n) += a(m x k) * b(k x n); the rows of b and out lie b_step and out_step apart.
void add_product(std::size_t m, std::size_t n, std::size_t k, Factor a, const float* b,
                 std::size_t b_step, float* out, std::size_t out_step);

Matrix transpose(const Matrix& m);

}  // namespace rapport::extract::train
