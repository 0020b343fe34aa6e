// The inner loops. Each is written once, plainly, and the compiler makes a version for each
// instruction set of it; only where a sum is rescaled, which compilers do not see the short way
// for, is there a version by hand, and the plain one takes the rows that fill no vector.
//
// Bounds, for any model that fits (extract/language/parser_layers.cc): sums and biases stay below
// 2^24 each, multipliers below 2^30, so their product stays below 2^56. A cell's state is 2^-12
// fine and held within +-16, so its product with a gate of 2^14 stays below 2^30.

#include "extract/language/parser_loops.h"

#include <algorithm>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define RAPPORT_INLINE [[gnu::always_inline]] inline

namespace rapport::extract {
namespace {

constexpr std::int32_t kMaxCell = (16 << 12) - 1;

// The low 32 bits of the shifted product. An unsigned shift gives the same and is there for
// vectors.
RAPPORT_INLINE std::int32_t rescale(std::int32_t sum, std::int32_t multiplier) {
  constexpr std::int64_t kHalf = std::int64_t{1} << (kShift - 1);
  const std::int64_t product = static_cast<std::int64_t>(sum) * multiplier + kHalf;
  return static_cast<std::int32_t>(static_cast<std::uint64_t>(product) >> kShift);
}

RAPPORT_INLINE std::int32_t between(std::int32_t value, std::int32_t low, std::int32_t high) {
  return value < low ? low : value > high ? high : value;
}

// A gate reads the sigmoid of a value in 1/1024, a candidate and a cell that of twice the value, as
// a tanh is made of it.
enum class Read { kSigmoid, kTanh };

// The values that have places of their own: those in [-end, end).
constexpr std::int32_t end_of(Read read) {
  return (read == Read::kTanh ? 4 : 8) << GateTable::kInputBits;
}
constexpr int shift_of(Read read) { return read == Read::kTanh ? 1 : 2; }

RAPPORT_INLINE std::uint16_t place_of(std::int32_t value, Read read) {
  const std::int32_t end = end_of(read);
  return static_cast<std::uint16_t>((between(value, -end, end - 1) + end) >> shift_of(read));
}

// tanh(x) from the sigmoid of 2x.
RAPPORT_INLINE std::int32_t tanh_of(std::int32_t sigmoid) { return 2 * sigmoid - GateTable::kUnit; }

struct Plain {
  RAPPORT_INLINE static void to_outputs(RowScale scale, const std::int32_t* sums,
                                        std::int32_t lowest, std::int8_t* out) {
    for (std::size_t r = 0; r < scale.rows; ++r) {
      const std::int32_t value = rescale(sums[r] + scale.bias[r], scale.multiplier[r]);
      out[r] = static_cast<std::int8_t>(between(value, lowest, 127));
    }
  }

  RAPPORT_INLINE static void to_places(RowScale scale, const std::int32_t* sums,
                                       const std::int32_t* step, Read read, std::uint16_t* places) {
    for (std::size_t r = 0; r < scale.rows; ++r) {
      places[r] = place_of(rescale(sums[r] + step[r] + scale.bias[r], scale.multiplier[r]), read);
    }
  }

  RAPPORT_INLINE static void to_cells(std::size_t units, const std::int16_t* gates,
                                      std::int32_t* cells, std::uint16_t* places) {
    for (std::size_t u = 0; u < units; ++u) {
      const std::int32_t input = gates[u];
      const std::int32_t forget = gates[units + u];
      const std::int32_t candidate = tanh_of(gates[3 * units + u]);
      const std::int32_t cell = (forget * cells[u] + ((input * candidate) >> 2) + (1 << 13)) >> 14;
      cells[u] = between(cell, -kMaxCell, kMaxCell);
      places[u] = place_of(cells[u] >> 2, Read::kTanh);
    }
  }

  RAPPORT_INLINE static void to_states(std::size_t units, const std::int16_t* output_gates,
                                       const std::int16_t* cell_sigmoids, std::int8_t* states) {
    for (std::size_t u = 0; u < units; ++u) {
      const std::int32_t value = (output_gates[u] * tanh_of(cell_sigmoids[u])) >> 14;
      states[u] = static_cast<std::int8_t>(between((value * 127 + (1 << 13)) >> 14, -127, 127));
    }
  }

  RAPPORT_INLINE static void add_outputs(RowScale scale, const std::int32_t* sums,
                                         std::int32_t factor, std::int32_t* scores) {
    for (std::size_t r = 0; r < scale.rows; ++r) {
      const std::int32_t value = rescale(sums[r] + scale.bias[r], scale.multiplier[r]);
      scores[r] += factor * between(value, -127, 127);
    }
  }

  RAPPORT_INLINE static void add_row(std::size_t size, const std::int16_t* row,
                                     std::int32_t* scores) {
    std::int32_t* __restrict to = scores;  // so that compilers see a loop for vectors
    for (std::size_t t = 0; t < size; ++t) {
      to[t] += row[t];
    }
  }
};

#if defined(__x86_64__)

#define RAPPORT_AVX2 __attribute__((target("avx2")))
#define RAPPORT_AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl")))

struct Avx2 {
  static constexpr std::size_t kLanes = 8;

  // Products of the even lanes and of the odd ones, each shifted to where the lane is.
  RAPPORT_INLINE RAPPORT_AVX2 static __m256i rescale(__m256i sum, const std::int32_t* bias,
                                                     const std::int32_t* multiplier) {
    const __m256i half = _mm256_set1_epi64x(std::int64_t{1} << (kShift - 1));
    const __m256i x =
        _mm256_add_epi32(sum, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bias)));
    const __m256i by = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(multiplier));
    const __m256i even = _mm256_add_epi64(_mm256_mul_epi32(x, by), half);
    const __m256i odd = _mm256_add_epi64(
        _mm256_mul_epi32(_mm256_srli_epi64(x, 32), _mm256_srli_epi64(by, 32)), half);
    return _mm256_blend_epi32(_mm256_srli_epi64(even, kShift), _mm256_slli_epi64(odd, 32 - kShift),
                              0xaa);
  }
  RAPPORT_INLINE RAPPORT_AVX2 static __m256i load(const std::int32_t* from) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
  }
  RAPPORT_INLINE RAPPORT_AVX2 static __m256i between(__m256i x, std::int32_t low,
                                                     std::int32_t high) {
    return _mm256_min_epi32(_mm256_max_epi32(x, _mm256_set1_epi32(low)), _mm256_set1_epi32(high));
  }

  RAPPORT_AVX2 static void to_outputs(RowScale scale, const std::int32_t* sums, std::int32_t lowest,
                                      std::int8_t* out) {
    std::size_t r = 0;
    for (; r + kLanes <= scale.rows; r += kLanes) {
      const __m256i x = rescale(load(sums + r), scale.bias + r, scale.multiplier + r);
      const __m256i y = between(x, lowest, 127);
      const __m128i words =
          _mm_packs_epi32(_mm256_castsi256_si128(y), _mm256_extracti128_si256(y, 1));
      _mm_storel_epi64(reinterpret_cast<__m128i*>(out + r), _mm_packs_epi16(words, words));
    }
    Plain::to_outputs(scale.from(r), sums + r, lowest, out + r);
  }

  RAPPORT_AVX2 static void to_places(RowScale scale, const std::int32_t* sums,
                                     const std::int32_t* step, Read read, std::uint16_t* places) {
    const std::int32_t end = end_of(read);
    std::size_t r = 0;
    for (; r + kLanes <= scale.rows; r += kLanes) {
      const __m256i sum = _mm256_add_epi32(load(sums + r), load(step + r));
      const __m256i x = rescale(sum, scale.bias + r, scale.multiplier + r);
      const __m256i y = _mm256_add_epi32(between(x, -end, end - 1), _mm256_set1_epi32(end));
      const __m128i words =
          _mm_packs_epi32(_mm256_castsi256_si128(y), _mm256_extracti128_si256(y, 1));
      _mm_storeu_si128(reinterpret_cast<__m128i*>(places + r),
                       _mm_srl_epi16(words, _mm_cvtsi32_si128(shift_of(read))));
    }
    Plain::to_places(scale.from(r), sums + r, step + r, read, places + r);
  }

  RAPPORT_AVX2 static void add_outputs(RowScale scale, const std::int32_t* sums,
                                       std::int32_t factor, std::int32_t* scores) {
    std::size_t r = 0;
    for (; r + kLanes <= scale.rows; r += kLanes) {
      const __m256i x = rescale(load(sums + r), scale.bias + r, scale.multiplier + r);
      const __m256i y = _mm256_mullo_epi32(between(x, -127, 127), _mm256_set1_epi32(factor));
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(scores + r),
                          _mm256_add_epi32(load(scores + r), y));
    }
    Plain::add_outputs(scale.from(r), sums + r, factor, scores + r);
  }

  RAPPORT_AVX2 static void to_cells(std::size_t units, const std::int16_t* gates,
                                    std::int32_t* cells, std::uint16_t* places) {
    Plain::to_cells(units, gates, cells, places);
  }
  RAPPORT_AVX2 static void to_states(std::size_t units, const std::int16_t* output_gates,
                                     const std::int16_t* cell_sigmoids, std::int8_t* states) {
    Plain::to_states(units, output_gates, cell_sigmoids, states);
  }
  RAPPORT_AVX2 static void add_row(std::size_t size, const std::int16_t* row,
                                   std::int32_t* scores) {
    Plain::add_row(size, row, scores);
  }
};

struct Avx512 {
  static constexpr std::size_t kLanes = 16;
  // Masks that cover all lanes: GCC 12 warns of the unmasked forms of some instructions.
  static constexpr __mmask8 kAll8 = 0xff;
  static constexpr __mmask16 kAll16 = 0xffff;

  RAPPORT_INLINE RAPPORT_AVX512 static __m512i rescale(__m512i sum, const std::int32_t* bias,
                                                       const std::int32_t* multiplier) {
    const __m512i half = _mm512_set1_epi64(std::int64_t{1} << (kShift - 1));
    const __m512i x = _mm512_add_epi32(sum, _mm512_loadu_si512(bias));
    const __m512i by = _mm512_loadu_si512(multiplier);
    const __m512i even = _mm512_add_epi64(_mm512_maskz_mul_epi32(kAll8, x, by), half);
    const __m512i odd =
        _mm512_add_epi64(_mm512_maskz_mul_epi32(kAll8, _mm512_maskz_srli_epi64(kAll8, x, 32),
                                                _mm512_maskz_srli_epi64(kAll8, by, 32)),
                         half);
    return _mm512_mask_blend_epi32(0xaaaa, _mm512_maskz_srli_epi64(kAll8, even, kShift),
                                   _mm512_maskz_slli_epi64(kAll8, odd, 32 - kShift));
  }
  RAPPORT_INLINE RAPPORT_AVX512 static __m512i between(__m512i x, std::int32_t low,
                                                       std::int32_t high) {
    return _mm512_maskz_min_epi32(kAll16, _mm512_maskz_max_epi32(kAll16, x, _mm512_set1_epi32(low)),
                                  _mm512_set1_epi32(high));
  }

  RAPPORT_AVX512 static void to_outputs(RowScale scale, const std::int32_t* sums,
                                        std::int32_t lowest, std::int8_t* out) {
    std::size_t r = 0;
    for (; r + kLanes <= scale.rows; r += kLanes) {
      const __m512i x = rescale(_mm512_loadu_si512(sums + r), scale.bias + r, scale.multiplier + r);
      _mm_storeu_si128(reinterpret_cast<__m128i*>(out + r),
                       _mm512_maskz_cvtepi32_epi8(kAll16, between(x, lowest, 127)));
    }
    Plain::to_outputs(scale.from(r), sums + r, lowest, out + r);
  }

  RAPPORT_AVX512 static void to_places(RowScale scale, const std::int32_t* sums,
                                       const std::int32_t* step, Read read, std::uint16_t* places) {
    const std::int32_t end = end_of(read);
    std::size_t r = 0;
    for (; r + kLanes <= scale.rows; r += kLanes) {
      const __m512i sum =
          _mm512_add_epi32(_mm512_loadu_si512(sums + r), _mm512_loadu_si512(step + r));
      const __m512i x = rescale(sum, scale.bias + r, scale.multiplier + r);
      const __m512i y = _mm512_add_epi32(between(x, -end, end - 1), _mm512_set1_epi32(end));
      const __m256i words = _mm512_maskz_cvtepi32_epi16(kAll16, y);
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(places + r),
                          _mm256_srl_epi16(words, _mm_cvtsi32_si128(shift_of(read))));
    }
    Plain::to_places(scale.from(r), sums + r, step + r, read, places + r);
  }

  RAPPORT_AVX512 static void add_outputs(RowScale scale, const std::int32_t* sums,
                                         std::int32_t factor, std::int32_t* scores) {
    std::size_t r = 0;
    for (; r + kLanes <= scale.rows; r += kLanes) {
      const __m512i x = rescale(_mm512_loadu_si512(sums + r), scale.bias + r, scale.multiplier + r);
      const __m512i y = _mm512_mullo_epi32(between(x, -127, 127), _mm512_set1_epi32(factor));
      _mm512_storeu_si512(scores + r, _mm512_add_epi32(_mm512_loadu_si512(scores + r), y));
    }
    Plain::add_outputs(scale.from(r), sums + r, factor, scores + r);
  }

  RAPPORT_AVX512 static void to_cells(std::size_t units, const std::int16_t* gates,
                                      std::int32_t* cells, std::uint16_t* places) {
    Plain::to_cells(units, gates, cells, places);
  }
  // Units come by eights, which a loop of AVX2 takes without a rest.
  static constexpr auto to_states = Avx2::to_states;
  RAPPORT_AVX512 static void add_row(std::size_t size, const std::int16_t* row,
                                     std::int32_t* scores) {
    Plain::add_row(size, row, scores);
  }
};

#endif

// Three quarters of the rows are gates, the last one candidates.
template <typename Loops>
void to_places(RowScale scale, const std::int32_t* sums, const std::int32_t* step,
               std::uint16_t* places) {
  const std::size_t gates = scale.rows / 4 * 3;
  Loops::to_places({scale.bias, scale.multiplier, gates}, sums, step, Read::kSigmoid, places);
  Loops::to_places(scale.from(gates), sums + gates, step + gates, Read::kTanh, places + gates);
}

template <typename Loops>
constexpr ParserLoops kLoops{Loops::to_outputs, to_places<Loops>,   Loops::to_cells,
                             Loops::to_states,  Loops::add_outputs, Loops::add_row};

}  // namespace

const ParserLoops& parser_loops(CodePath path) {
#if defined(__x86_64__)
  if (path != CodePath::kPlain) {
    return path == CodePath::kAvx2 ? kLoops<Avx2> : kLoops<Avx512>;
  }
#endif
  return kLoops<Plain>;
}

}  // namespace rapport::extract
