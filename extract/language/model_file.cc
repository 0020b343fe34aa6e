// The container of a trained model: header, check sum, numbers.

#include "extract/language/model_file.h"

#include <array>
#include <fstream>
#include <system_error>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rapport::extract {
namespace {

constexpr std::string_view kMagic = "RAPPORTM";
constexpr std::size_t kHeaderSize = 32;
constexpr const char* kHint = "reinstall Rapport, or train the models anew with scripts/train";

std::uint64_t check_sum(std::string_view bytes) {
  std::uint64_t sum = 14695981039346656037ULL;
  for (const char c : bytes) {
    sum = (sum ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  }
  return sum;
}

void append_little_endian(std::string& out, std::uint64_t value, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) {
    out.push_back(static_cast<char>((value >> (8 * i)) & 0xff));
  }
}

Error not_found(const std::filesystem::path& path) {
  return {Code::kNotFound, "no such model file", path.string(), kHint};
}

Error unreadable(const std::filesystem::path& path) {
  return {Code::kIo, "cannot be read", path.string(), "check its permissions"};
}

}  // namespace

void ModelWriter::append(std::uint64_t value, std::size_t bytes) {
  append_little_endian(payload_, value, bytes);
}

void ModelWriter::number(std::uint32_t value) { append(value, 4); }

void ModelWriter::text(std::string_view value) {
  number(static_cast<std::uint32_t>(value.size()));
  payload_ += value;
}

std::string ModelWriter::finish(std::string_view kind, std::uint32_t version) const {
  std::string file(kMagic);
  file += kind;
  append_little_endian(file, version, 4);
  append_little_endian(file, payload_.size(), 8);
  append_little_endian(file, check_sum(payload_), 8);
  return file + payload_;
}

std::uint64_t ModelReader::little_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) {
    value = value << 8 | static_cast<unsigned char>(bytes[i]);
  }
  return value;
}

std::uint32_t ModelReader::number() {
  if (rest_.size() < 4) {
    fail();
    return 0;
  }
  const auto value = static_cast<std::uint32_t>(little_endian(rest_.substr(0, 4)));
  rest_.remove_prefix(4);
  return value;
}

std::string_view ModelReader::text() {
  const std::size_t size = number();
  if (size > rest_.size()) {
    fail();
    return {};
  }
  const std::string_view value = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return value;
}

Result<std::string_view> model_payload(std::string_view file, const std::string& name,
                                       std::string_view kind, std::uint32_t version) {
  if (file.size() < kHeaderSize || !file.starts_with(kMagic)) {
    return Error{Code::kCorrupt, "is not a language model", name, kHint};
  }
  if (file.substr(8, 4) != kind) {
    return Error{Code::kUnsupported, "is a language model of another kind", name, kHint};
  }
  const std::uint64_t found = ModelReader::little_endian(file.substr(12, 4));
  if (found != version) {
    return Error{Code::kUnsupported,
                 "has format " + std::to_string(found) + ", this program reads format " +
                     std::to_string(version),
                 name, kHint};
  }
  const std::string_view payload = file.substr(kHeaderSize);
  const std::uint64_t size = ModelReader::little_endian(file.substr(16, 8));
  if (payload.size() != size) {
    return Error{Code::kCorrupt,
                 "is cut short or has grown: " + std::to_string(payload.size()) + " bytes of " +
                     std::to_string(size),
                 name, kHint};
  }
  if (check_sum(payload) != ModelReader::little_endian(file.substr(24, 8))) {
    return Error{Code::kCorrupt, "is damaged: its check sum does not fit", name, kHint};
  }
  return payload;
}

Result<std::string> read_model_file(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    return not_found(path);
  }
  std::ifstream in(path, std::ios::binary);
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (!in || error) {
    return unreadable(path);
  }
  std::string bytes(static_cast<std::size_t>(size), '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!in) {
    return Error{Code::kIo, "cannot be read to its end", path.string(), "check the disk"};
  }
  return bytes;
}

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    return not_found(path);
  }
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status{};
  if (file < 0 || ::fstat(file, &status) != 0) {
    if (file >= 0) {
      ::close(file);
    }
    return unreadable(path);
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  void* bytes = size == 0 ? nullptr : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  ::close(file);
  if (bytes == MAP_FAILED) {
    return unreadable(path);
  }
  return MappedFile({static_cast<const char*>(bytes), size});
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) {
    ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
  }
}

}  // namespace rapport::extract
