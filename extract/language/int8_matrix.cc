// The three paths of the integer matrix product.

#include "extract/language/int8_matrix.h"

#include <algorithm>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace rapport::extract {
namespace {

constexpr std::size_t kRows = Int8Matrix::kRowBlock;
constexpr std::size_t kColumns = Int8Matrix::kColumnBlock;
constexpr std::size_t kBlock = kRows * kColumns;

// Each function multiplies one block of 16 rows with `count` inputs.
struct Block {
  const std::int8_t* weights;
  const std::int32_t* row_sums;
  std::size_t column_blocks;
  std::size_t out_stride;
};

void multiply_plain(const Block& block, const std::int8_t* inputs, std::size_t count,
                    std::size_t stride, std::int32_t* out) {
  for (std::size_t i = 0; i < count; ++i) {
    std::int32_t sums[kRows] = {};
    for (std::size_t c = 0; c < block.column_blocks; ++c) {
      const std::int8_t* x = inputs + i * stride + c * kColumns;
      const std::int8_t* w = block.weights + c * kBlock;
      for (std::size_t r = 0; r < kRows; ++r) {
        for (std::size_t j = 0; j < kColumns; ++j) {
          sums[r] += x[j] * w[r * kColumns + j];
        }
      }
    }
    std::copy(sums, sums + kRows, out + i * block.out_stride);
  }
}

#if defined(__x86_64__)

std::int32_t four_bytes(const std::int8_t* from) {
  std::int32_t value;
  std::memcpy(&value, from, sizeof(value));
  return value;
}

__attribute__((target("avx2"))) void multiply_avx2(const Block& block, const std::int8_t* inputs,
                                                   std::size_t count, std::size_t stride,
                                                   std::int32_t* out) {
  const __m256i ones = _mm256_set1_epi16(1);
  for (std::size_t i = 0; i < count; ++i) {
    __m256i low = _mm256_setzero_si256();
    __m256i high = _mm256_setzero_si256();
    for (std::size_t c = 0; c < block.column_blocks; ++c) {
      const __m256i x = _mm256_set1_epi32(four_bytes(inputs + i * stride + c * kColumns));
      const __m256i size = _mm256_abs_epi8(x);
      const auto* w = reinterpret_cast<const __m256i*>(block.weights + c * kBlock);
      const __m256i w0 = _mm256_sign_epi8(_mm256_loadu_si256(w), x);
      const __m256i w1 = _mm256_sign_epi8(_mm256_loadu_si256(w + 1), x);
      low = _mm256_add_epi32(low, _mm256_madd_epi16(_mm256_maddubs_epi16(size, w0), ones));
      high = _mm256_add_epi32(high, _mm256_madd_epi16(_mm256_maddubs_epi16(size, w1), ones));
    }
    auto* to = reinterpret_cast<__m256i*>(out + i * block.out_stride);
    _mm256_storeu_si256(to, low);
    _mm256_storeu_si256(to + 1, high);
  }
}

// kTogether inputs share each load of weights. The first factor of VNNI's product is unsigned:
// inputs are moved up by 128, and 128 times the sum of the row is taken off again.
template <std::size_t kTogether>
__attribute__((target("avx512f,avx512bw,avx512vnni"))) void multiply_vnni(const Block& block,
                                                                          const std::int8_t* inputs,
                                                                          std::size_t stride,
                                                                          std::int32_t* out) {
  const __m512i start =
      _mm512_mullo_epi32(_mm512_loadu_si512(block.row_sums), _mm512_set1_epi32(-128));
  __m512i sums[kTogether];
  for (std::size_t i = 0; i < kTogether; ++i) {
    sums[i] = start;
  }
  for (std::size_t c = 0; c < block.column_blocks; ++c) {
    const __m512i w = _mm512_loadu_si512(block.weights + c * kBlock);
    for (std::size_t i = 0; i < kTogether; ++i) {
      const auto x = static_cast<std::uint32_t>(four_bytes(inputs + i * stride + c * kColumns));
      sums[i] = _mm512_dpbusd_epi32(
          sums[i], _mm512_set1_epi32(static_cast<std::int32_t>(x ^ 0x80808080U)), w);
    }
  }
  for (std::size_t i = 0; i < kTogether; ++i) {
    _mm512_storeu_si512(out + i * block.out_stride, sums[i]);
  }
}

void multiply_avx512(const Block& block, const std::int8_t* inputs, std::size_t count,
                     std::size_t stride, std::int32_t* out) {
  constexpr std::size_t kTogether = 8;
  std::size_t i = 0;
  for (; i + kTogether <= count; i += kTogether) {
    multiply_vnni<kTogether>(block, inputs + i * stride, stride, out + i * block.out_stride);
  }
  for (; i < count; ++i) {
    multiply_vnni<1>(block, inputs + i * stride, stride, out + i * block.out_stride);
  }
}

#endif

}  // namespace

bool has_code_path(CodePath path) {
#if defined(__x86_64__)
  switch (path) {
    case CodePath::kPlain:
      return true;
    case CodePath::kAvx2:
      return __builtin_cpu_supports("avx2") != 0;
    case CodePath::kAvx512Vnni:
      return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
             __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0 &&
             __builtin_cpu_supports("avx512vnni") != 0;
  }
#endif
  return path == CodePath::kPlain;
}

CodePath best_code_path() {
  for (const CodePath path : {CodePath::kAvx512Vnni, CodePath::kAvx2}) {
    if (has_code_path(path)) {
      return path;
    }
  }
  return CodePath::kPlain;
}

void Int8Matrix::assign(const std::int8_t* elements, std::size_t rows, std::size_t columns,
                        std::size_t stride) {
  rows_ = rows;
  padded_columns_ = padded_to(columns, kColumns);
  blocks_.assign(padded_rows() * padded_columns_, 0);
  row_sums_.assign(padded_rows(), 0);
  for (std::size_t r = 0; r < rows; ++r) {
    const std::size_t block = r / kRows * kRows * padded_columns_ + r % kRows * kColumns;
    for (std::size_t c = 0; c < columns; ++c) {
      const std::int8_t element = std::max<std::int8_t>(elements[r * stride + c], -127);
      blocks_[block + c / kColumns * kBlock + c % kColumns] = element;
      row_sums_[r] += element;
    }
  }
}

void Int8Matrix::multiply(const std::int8_t* inputs, std::size_t count, std::size_t stride,
                          std::int32_t* out, CodePath path) const {
  for (std::size_t r = 0; r < padded_rows(); r += kRows) {
    const Block block{blocks_.data() + r * padded_columns_, row_sums_.data() + r,
                      padded_columns_ / kColumns, padded_rows()};
    switch (path) {
#if defined(__x86_64__)
      case CodePath::kAvx512Vnni:
        multiply_avx512(block, inputs, count, stride, out + r);
        break;
      case CodePath::kAvx2:
        multiply_avx2(block, inputs, count, stride, out + r);
        break;
#endif
      default:
        multiply_plain(block, inputs, count, stride, out + r);
    }
  }
}

}  // namespace rapport::extract
