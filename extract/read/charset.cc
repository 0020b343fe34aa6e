// Finds out the encoding of a file and decodes it: what cannot be decoded is said, never dropped.

#include "extract/read/charset.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

namespace rapport::extract {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::size_t kNamedFaults = 5;                    // further ones are only counted
constexpr std::size_t kDetectionSample = std::size_t{1} << 18;

Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

// Where the input was broken, as warnings.
class Faults {
 public:
  void add(std::size_t offset) {
    if (++count_ <= kNamedFaults) {
      offsets_.push_back(offset);
    }
  }
  void say(std::string_view charset, std::vector<std::string>& warnings) const {
    for (const std::size_t offset : offsets_) {
      warnings.push_back(fmt::format("byte {}: broken {} replaced by U+FFFD", offset, charset));
    }
    if (count_ > kNamedFaults) {
      warnings.push_back(fmt::format("{} more bytes or sequences of broken {} replaced by U+FFFD",
                                     count_ - kNamedFaults, charset));
    }
  }

 private:
  std::size_t count_ = 0;
  std::vector<std::size_t> offsets_;
};

struct Mark {
  std::string_view bytes;
  const char* charset;
};
// UTF-32LE before UTF-16LE, whose mark it begins with.
constexpr std::array<Mark, 5> kMarks = {{{"\xEF\xBB\xBF", "UTF-8"},
                                         {std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
                                         {std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"},
                                         {"\xFF\xFE", "UTF-16LE"},
                                         {"\xFE\xFF", "UTF-16BE"}}};

// UTF-16 without a mark: English in it has a zero in every other byte.
const char* utf16_by_zeros(std::string_view bytes) {
  const std::size_t pairs = std::min(bytes.size(), kDetectionSample) / 2;
  std::size_t even = 0;
  std::size_t odd = 0;
  for (std::size_t i = 0; i < pairs; ++i) {
    even += bytes[2 * i] == '\0' ? 1 : 0;
    odd += bytes[2 * i + 1] == '\0' ? 1 : 0;
  }
  if (pairs >= 2 && bytes.size() % 2 == 0) {
    if (odd * 10 >= pairs * 7 && even * 50 <= pairs) {
      return "UTF-16LE";
    }
    if (even * 10 >= pairs * 7 && odd * 50 <= pairs) {
      return "UTF-16BE";
    }
  }
  return nullptr;
}

// What stands at `position`: a whole character, or the maximal broken piece that one U+FFFD stands
// for (Unicode 15, table 3-7 and section 3.9).
struct Sequence {
  std::size_t size = 1;
  bool whole = false;
};

Sequence sequence_at(std::string_view bytes, std::size_t position) {
  const auto at = [&](std::size_t i) {
    return position + i < bytes.size() ? static_cast<unsigned char>(bytes[position + i]) : 0U;
  };
  const unsigned lead = at(0);
  if (lead < 0x80) {
    return {1, true};
  }
  if (lead < 0xC2 || lead > 0xF4) {
    return {1, false};
  }
  const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  const unsigned lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (at(1) < lowest || at(1) > highest) {
    return {1, false};
  }
  for (std::size_t i = 2; i < size; ++i) {
    if ((at(i) & 0xC0) != 0x80) {
      return {i, false};
    }
  }
  return {size, true};
}

DecodedText repair_utf8(const MappedText& source) {
  const std::string& bytes = source.text();
  DecodedText decoded;
  decoded.charset = "UTF-8";
  TextBuilder builder(source);
  Faults faults;
  std::size_t position = 0;
  while (position < bytes.size()) {
    const std::size_t valid = valid_prefix(std::string_view(bytes).substr(position));
    builder.copy(span_of(position, position + valid));
    position += valid;
    if (position < bytes.size()) {
      const std::size_t size = sequence_at(bytes, position).size;
      faults.add(source.original(span_of(position, position + 1)).front().begin);
      builder.replace(span_of(position, position + size), kReplacement);
      position += size;
    }
  }
  faults.say("UTF-8", decoded.warnings);
  decoded.text = std::move(builder).finish();
  return decoded;
}

// More whole characters of several bytes than broken ones: UTF-8 with damage, not another charset.
bool mostly_utf8(std::string_view bytes) {
  std::size_t whole = 0;
  std::size_t broken = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const Sequence sequence = sequence_at(bytes, i);
    whole += sequence.whole && sequence.size > 1 ? 1 : 0;
    broken += sequence.whole ? 0 : 1;
    i += sequence.size;
  }
  return whole > broken;
}

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

// Collects ASCII as stretches, so that the map stays small in one-byte and in wide encodings.
class Decoder {
 public:
  Decoder(const MappedText& source, DecodedText& decoded)
      : source_(source), builder_(source), decoded_(decoded) {}

  void add(UChar32 character, std::size_t begin, std::size_t end) {
    const std::size_t size = end - begin;
    const bool plain =
        character < 0x80 && (size == 2 || size == 4 ||
                             (size == 1 && source_.text()[begin] == static_cast<char>(character)));
    if (!plain || (!pending_.empty() && (size != stride_ || begin != end_))) {
      flush();
    }
    if (plain) {
      if (pending_.empty()) {
        begin_ = begin;
        stride_ = size;
      }
      pending_ += static_cast<char>(character);
      end_ = end;
      return;
    }
    std::array<char, U8_MAX_LENGTH> buffer{};
    std::int32_t length = 0;
    UBool failed = 0;
    U8_APPEND(buffer.data(), length, U8_MAX_LENGTH, character, failed);
    if (failed != 0 || character == 0xFFFD) {
      faults_.add(begin);
    }
    builder_.replace(span_of(begin, end),
                     failed != 0
                         ? kReplacement
                         : std::string_view(buffer.data(), static_cast<std::size_t>(length)));
  }

  void finish() {
    flush();
    faults_.say(decoded_.charset, decoded_.warnings);
    decoded_.text = std::move(builder_).finish();
  }

 private:
  void flush() {
    if (!pending_.empty()) {
      builder_.stretch(span_of(begin_, end_), pending_);
      pending_.clear();
    }
  }

  const MappedText& source_;
  TextBuilder builder_;
  DecodedText& decoded_;
  Faults faults_;
  std::string pending_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t stride_ = 1;
};

Result<DecodedText> decode_with(std::string_view bytes, const char* charset, std::size_t skip) {
  UErrorCode status = U_ZERO_ERROR;
  const Converter converter(ucnv_open(charset, &status), &ucnv_close);
  if (U_FAILURE(status)) {
    return Error{Code::kBadInput,
                 fmt::format("the encoding {} cannot be read", charset),
                 {},
                 "save it as UTF-8"};
  }
  DecodedText decoded;
  decoded.charset = charset;
  const MappedText source = MappedText::identity(std::string(bytes));
  Decoder decoder(source, decoded);
  const char* const start = source.text().data();
  const char* const limit = start + bytes.size();
  const char* next = start + skip;
  while (next < limit) {
    const char* const begin = next;
    status = U_ZERO_ERROR;
    UChar32 character = ucnv_getNextUChar(converter.get(), &next, limit, &status);
    if (status == U_INDEX_OUTOFBOUNDS_ERROR) {
      break;  // only marks and shifts were left
    }
    if (U_FAILURE(status)) {
      character = 0xFFFD;
      next = std::max(next, begin + 1);
    }
    if (character == 0) {
      return Error{Code::kBadInput,
                   fmt::format("is not a text: NUL at byte {}", begin - start),
                   {},
                   "only .txt and .md are read"};
    }
    decoder.add(character, static_cast<std::size_t>(begin - start),
                static_cast<std::size_t>(next - start));
  }
  decoder.finish();
  return decoded;
}

// A stretch around the first byte that is not ASCII: where the evidence is.
std::string_view detection_sample(std::string_view bytes) {
  const auto first = std::find_if(bytes.begin(), bytes.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0x80) != 0;
  });
  const auto offset = static_cast<std::size_t>(first - bytes.begin());
  return bytes.substr(offset - std::min(offset, kDetectionSample / 4), kDetectionSample);
}

Result<DecodedText> decode_guessed(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                            &ucsdet_close);
  const std::string_view sample = detection_sample(bytes);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  const char* name = match == nullptr ? nullptr : ucsdet_getName(match, &status);
  const std::int32_t confidence = match == nullptr ? 0 : ucsdet_getConfidence(match, &status);
  if (U_FAILURE(status) || name == nullptr) {
    return Error{
        Code::kBadInput, "is in no encoding that could be recognised", {}, "save it as UTF-8"};
  }
  std::string charset = name;
  if (charset == "ISO-8859-1") {
    charset = "windows-1252";  // the same but for the quotes and dashes that real files have there
  }
  if (charset == "UTF-8") {
    return repair_utf8(MappedText::identity(std::string(bytes)));
  }
  RAPPORT_TRY(DecodedText decoded, decode_with(bytes, charset.c_str(), 0));
  decoded.warnings.insert(decoded.warnings.begin(),
                          fmt::format("decoded as {} ({} % sure); save it as UTF-8 to be certain",
                                      charset, confidence));
  return decoded;
}

}  // namespace

std::size_t valid_prefix(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    std::uint64_t word = 0;
    if (i + sizeof word <= text.size()) {
      std::memcpy(&word, text.data() + i, sizeof word);
      if ((word & 0x8080808080808080ULL) == 0) {
        i += sizeof word;
        continue;
      }
    }
    const Sequence sequence = sequence_at(text, i);
    if (!sequence.whole) {
      return i;
    }
    i += sequence.size;
  }
  return text.size();
}

Result<DecodedText> decode(std::string_view bytes) {
  for (const Mark& mark : kMarks) {
    if (bytes.starts_with(mark.bytes)) {
      if (std::string_view(mark.charset) != "UTF-8") {
        return decode_with(bytes, mark.charset, mark.bytes.size());
      }
      return repair_utf8(MappedText::identity(std::string(bytes.substr(mark.bytes.size())),
                                              static_cast<std::uint32_t>(mark.bytes.size())));
    }
  }
  if (bytes.find('\0') != std::string_view::npos) {
    if (const char* charset = utf16_by_zeros(bytes)) {
      RAPPORT_TRY(DecodedText decoded, decode_with(bytes, charset, 0));
      decoded.warnings.insert(decoded.warnings.begin(),
                              fmt::format("decoded as {} by its zero bytes", charset));
      return decoded;
    }
    return Error{Code::kBadInput,
                 fmt::format("is not a text: NUL at byte {}", bytes.find('\0')),
                 {},
                 "only .txt and .md are read"};
  }
  if (valid_prefix(bytes) == bytes.size()) {
    return DecodedText{MappedText::identity(std::string(bytes)), "UTF-8", {}};
  }
  if (mostly_utf8(bytes)) {
    return repair_utf8(MappedText::identity(std::string(bytes)));
  }
  return decode_guessed(bytes);
}

}  // namespace rapport::extract
