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
constexpr std::size_t kTile = kRows * kColumns;

// A group of inputs and the blocks of rows that they meet.
struct Product {
  const std::int8_t* tiles;
  const std::int32_t* starts;
  std::size_t blocks;
  std::size_t tiles_a_block;
  std::int32_t* out;
  std::size_t out_stride;

  void next(std::size_t done) {
    tiles += done * tiles_a_block * kTile;
    starts += done * kRows;
    out += done * kRows;
    blocks -= done;
  }
};

// A code path is a struct that holds a group of inputs, so that each weight is loaded once for all
// of the group, and multiplies them with blocks of rows. kGroup: how many inputs at most. kSums:
// how many blocks times inputs it sums at a time.

// Row by row in 16 bits, the form in which compilers know a sum of products.
struct Plain {
  static constexpr std::size_t kGroup = 8;
  static constexpr std::size_t kSums = 8;
  static constexpr std::size_t kPad = 8;
  std::int16_t wide[kGroup][Int8Matrix::kMaxColumns];

  void take(const std::int8_t* inputs, std::size_t count, std::size_t stride, std::size_t columns) {
    for (std::size_t i = 0; i < count; ++i) {
      std::copy(inputs + i * stride, inputs + i * stride + columns, wide[i]);
      std::fill(wide[i] + columns, wide[i] + padded_to(columns, kPad), std::int16_t{0});
    }
  }

  template <std::size_t kBlocks, std::size_t kInputs>
  void multiply(const Product& product) const {
    const std::size_t columns = padded_to(product.tiles_a_block * kColumns, kPad);
    for (std::size_t r = 0; r < kBlocks * kRows; ++r) {
      const std::int8_t* from =
          product.tiles + r / kRows * product.tiles_a_block * kTile + r % kRows * kColumns;
      std::int8_t narrow[Int8Matrix::kMaxColumns];
      std::int16_t row[Int8Matrix::kMaxColumns];
      std::fill(narrow + columns - kPad, narrow + columns, std::int8_t{0});
      for (std::size_t t = 0; t < product.tiles_a_block; ++t) {
        std::memcpy(narrow + t * kColumns, from + t * kTile, kColumns);
      }
      std::copy(narrow, narrow + columns, row);
      std::int32_t sums[kInputs] = {};
      for (std::size_t c = 0; c < columns; ++c) {
        for (std::size_t i = 0; i < kInputs; ++i) {
          sums[i] += wide[i][c] * row[c];
        }
      }
      for (std::size_t i = 0; i < kInputs; ++i) {
        product.out[i * product.out_stride + r] = sums[i];
      }
    }
  }
};

#if defined(__x86_64__)

#define RAPPORT_AVX2 __attribute__((target("avx2")))
#define RAPPORT_AVX512 __attribute__((target("avx512f,avx512bw,avx512vnni")))

std::int32_t four_bytes(const void* from) {
  std::int32_t value;
  std::memcpy(&value, from, sizeof(value));
  return value;
}

// AVX2 multiplies unsigned by signed bytes: the size of an input with the weight, or, for a
// negative input, with ~weight = -weight - 1, so that the sizes of the negative inputs remain to be
// added.
struct Avx2 {
  static constexpr std::size_t kGroup = 4;
  static constexpr std::size_t kSums = 4;
  std::uint8_t sizes[kGroup][Int8Matrix::kMaxColumns];
  std::uint8_t signs[kGroup][Int8Matrix::kMaxColumns];  // 0 or ~0
  std::int32_t starts[kGroup];

  RAPPORT_AVX2 void take(const std::int8_t* inputs, std::size_t count, std::size_t stride,
                         std::size_t columns) {
    for (std::size_t i = 0; i < count; ++i) {
      const std::int8_t* x = inputs + i * stride;
      for (std::size_t c = 0; c < columns; ++c) {
        sizes[i][c] = static_cast<std::uint8_t>(x[c] < 0 ? -x[c] : x[c]);
        signs[i][c] = static_cast<std::uint8_t>(x[c] >> 7);
      }
      starts[i] = 0;
      for (std::size_t c = 0; c < columns; ++c) {
        starts[i] += sizes[i][c] & signs[i][c];
      }
    }
  }

  template <std::size_t kBlocks, std::size_t kInputs>
  RAPPORT_AVX2 void multiply(const Product& product) const {
    constexpr std::size_t kHalves = 2 * kBlocks;
    const __m256i ones = _mm256_set1_epi16(1);
    __m256i sums[kInputs][kHalves];
    for (std::size_t i = 0; i < kInputs; ++i) {
      for (std::size_t h = 0; h < kHalves; ++h) {
        sums[i][h] = _mm256_set1_epi32(starts[i]);
      }
    }
    for (std::size_t t = 0; t < product.tiles_a_block; ++t) {
      for (std::size_t i = 0; i < kInputs; ++i) {
        const __m256i size = _mm256_set1_epi32(four_bytes(sizes[i] + t * kColumns));
        const __m256i sign = _mm256_set1_epi32(four_bytes(signs[i] + t * kColumns));
        for (std::size_t h = 0; h < kHalves; ++h) {
          const std::int8_t* w =
              product.tiles + (h / 2 * product.tiles_a_block + t) * kTile + h % 2 * kTile / 2;
          const __m256i weights = _mm256_load_si256(reinterpret_cast<const __m256i*>(w));
          const __m256i pairs = _mm256_maddubs_epi16(size, _mm256_xor_si256(weights, sign));
          sums[i][h] = _mm256_add_epi32(sums[i][h], _mm256_madd_epi16(pairs, ones));
        }
      }
    }
    for (std::size_t i = 0; i < kInputs; ++i) {
      for (std::size_t h = 0; h < kHalves; ++h) {
        std::int32_t* to = product.out + i * product.out_stride + h * kRows / 2;
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), sums[i][h]);
      }
    }
  }
};

// The first factor of VNNI's product is unsigned: inputs are moved up by 128, and 128 times the sum
// of the row is taken off again.
struct Avx512 {
  static constexpr std::size_t kGroup = 8;
  static constexpr std::size_t kSums = 16;
  std::uint8_t moved[kGroup][Int8Matrix::kMaxColumns];

  RAPPORT_AVX512 void take(const std::int8_t* inputs, std::size_t count, std::size_t stride,
                           std::size_t columns) {
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t c = 0; c < columns; ++c) {
        moved[i][c] = static_cast<std::uint8_t>(inputs[i * stride + c] ^ 0x80);
      }
    }
  }

  template <std::size_t kBlocks, std::size_t kInputs>
  RAPPORT_AVX512 void multiply(const Product& product) const {
    __m512i sums[kInputs][kBlocks];
    for (std::size_t i = 0; i < kInputs; ++i) {
      for (std::size_t b = 0; b < kBlocks; ++b) {
        sums[i][b] = _mm512_loadu_si512(product.starts + b * kRows);
      }
    }
    for (std::size_t t = 0; t < product.tiles_a_block; ++t) {
      for (std::size_t i = 0; i < kInputs; ++i) {
        const __m512i x = _mm512_set1_epi32(four_bytes(moved[i] + t * kColumns));
        for (std::size_t b = 0; b < kBlocks; ++b) {
          const __m512i w =
              _mm512_load_si512(product.tiles + (b * product.tiles_a_block + t) * kTile);
          sums[i][b] = _mm512_dpbusd_epi32(sums[i][b], x, w);
        }
      }
    }
    for (std::size_t i = 0; i < kInputs; ++i) {
      for (std::size_t b = 0; b < kBlocks; ++b) {
        _mm512_storeu_si512(product.out + i * product.out_stride + b * kRows, sums[i][b]);
      }
    }
  }
};

#endif

template <typename Path, std::size_t kInputs>
void multiply_group(const Path& group, Product product) {
  constexpr std::size_t kBlocks = std::min<std::size_t>(4, Path::kSums / kInputs);
  while (product.blocks >= kBlocks) {
    group.template multiply<kBlocks, kInputs>(product);
    product.next(kBlocks);
  }
  while (product.blocks > 0) {
    group.template multiply<1, kInputs>(product);
    product.next(1);
  }
}

// Turns the number of inputs into a constant.
template <typename Path, std::size_t kInputs = Path::kGroup>
void multiply_group(const Path& group, std::size_t count, const Product& product) {
  if (count == kInputs) {
    multiply_group<Path, kInputs>(group, product);
  } else if constexpr (kInputs > 1) {
    multiply_group<Path, kInputs - 1>(group, count, product);
  }
}

template <typename Path>
void multiply_with(Product product, const std::int8_t* inputs, std::size_t count,
                   std::size_t stride) {
  Path group;
  while (count > 0) {
    const std::size_t together = std::min(count, Path::kGroup);
    group.take(inputs, together, stride, product.tiles_a_block * kColumns);
    multiply_group(group, together, product);
    inputs += together * stride;
    product.out += together * product.out_stride;
    count -= together;
  }
}

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
  tiles_.assign(padded_rows() * padded_columns_ / kTile, {});
  starts_.assign(padded_rows(), 0);
  for (std::size_t r = 0; r < rows; ++r) {
    Tile* block = tiles_.data() + r / kRows * (padded_columns_ / kColumns);
    for (std::size_t c = 0; c < columns; ++c) {
      const std::int8_t element = std::max<std::int8_t>(elements[r * stride + c], -127);
      block[c / kColumns].elements[r % kRows * kColumns + c % kColumns] = element;
      starts_[r] -= 128 * element;
    }
  }
}

void Int8Matrix::multiply(const std::int8_t* inputs, std::size_t count, std::size_t stride,
                          std::int32_t* out, CodePath path) const {
  const Product product{tiles_.data()->elements,
                        starts_.data(),
                        padded_rows() / kRows,
                        padded_columns_ / kColumns,
                        out,
                        padded_rows()};
  switch (path) {
#if defined(__x86_64__)
    case CodePath::kAvx512Vnni:
      return multiply_with<Avx512>(product, inputs, count, stride);
    case CodePath::kAvx2:
      return multiply_with<Avx2>(product, inputs, count, stride);
#endif
    default:
      return multiply_with<Plain>(product, inputs, count, stride);
  }
}

}  // namespace rapport::extract
