// Products of 8-bit integer matrices with 32-bit sums: the arithmetic of the parser's network.
//
// Sums of integers do not depend on their order, so the plain, the AVX2 and the AVX-512 path give
// the same bits. Elements of matrices lie in [-127, 127]: -128 is not used, so that the pair sums
// of AVX2's `maddubs` never saturate (2 * 128 * 127 < 2^15).

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rapport::extract {

enum class CodePath : std::uint8_t { kPlain, kAvx2, kAvx512Vnni };

// The fastest path of this machine.
CodePath best_code_path();
bool has_code_path(CodePath path);

// A matrix laid out for products with row vectors: tiles of 16 rows and 4 columns, those of the
// same rows side by side. Rows and columns are filled up with zeros.
class Int8Matrix {
 public:
  static constexpr std::size_t kRowBlock = 16;
  static constexpr std::size_t kColumnBlock = 4;
  static constexpr std::size_t kMaxColumns = 1024;  // keeps every sum below 2^24

  Int8Matrix() = default;
  // REQUIRES: columns <= kMaxColumns; `stride` from row to row of `elements`. -128 becomes -127.
  Int8Matrix(const std::int8_t* elements, std::size_t rows, std::size_t columns,
             std::size_t stride) {
    assign(elements, rows, columns, stride);
  }
  void assign(const std::int8_t* elements, std::size_t rows, std::size_t columns,
              std::size_t stride);

  std::size_t rows() const { return rows_; }
  std::size_t padded_rows() const { return (rows_ + kRowBlock - 1) / kRowBlock * kRowBlock; }
  std::size_t padded_columns() const { return padded_columns_; }

  // out[i * padded_rows() + r] = the product of row r and input i. Each input has padded_columns()
  // elements, zeros at the end, and starts `stride` after the one before.
  void multiply(const std::int8_t* inputs, std::size_t count, std::size_t stride, std::int32_t* out,
                CodePath path) const;

 private:
  struct alignas(64) Tile {  // a register of AVX-512, a line of the cache
    std::int8_t elements[kRowBlock * kColumnBlock];
  };

  std::size_t rows_ = 0;
  std::size_t padded_columns_ = 0;
  std::vector<Tile> tiles_;
  std::vector<std::int32_t> starts_;  // -128 times the sum of each row, for AVX-512
};

constexpr std::size_t padded_to(std::size_t size, std::size_t block) {
  return (size + block - 1) / block * block;
}

}  // namespace rapport::extract
