// Files through the calls of the system.

#include "graph/mapped_file.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rapport::graph {

std::shared_ptr<const MappedFile> MappedFile::open(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status = {};
  void* address = MAP_FAILED;
  if (descriptor >= 0 && ::fstat(descriptor, &status) == 0 && status.st_size > 0) {
    address = ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_SHARED,
                     descriptor, 0);
  }
  if (descriptor >= 0) {
    ::close(descriptor);
  }
  if (address == MAP_FAILED) {
    return nullptr;
  }
  const std::int64_t changed = status.st_mtim.tv_nsec == 0 ? status.st_mtim.tv_sec : -1;
  return std::shared_ptr<const MappedFile>(
      new MappedFile(address, static_cast<std::size_t>(status.st_size), changed));
}

MappedFile::~MappedFile() { ::munmap(address_, size_); }

namespace {

std::array<timespec, 2> times(std::int64_t second) {
  return {timespec{.tv_sec = 0, .tv_nsec = UTIME_OMIT},
          timespec{.tv_sec = static_cast<time_t>(second), .tv_nsec = 0}};
}

}  // namespace

void set_changed(const std::filesystem::path& file, std::int64_t second) {
  (void)::utimensat(AT_FDCWD, file.c_str(), times(second).data(), 0);
}

DraftFile::DraftFile(const std::filesystem::path& file)
    : name_(file.string() + "." + std::to_string(::getpid()) + ".part"),
      stream_(std::fopen(name_.c_str(), "wbe")) {}

DraftFile::~DraftFile() {
  if (stream_ != nullptr) {
    std::fclose(stream_);
    ::unlink(name_.c_str());
  }
}

bool DraftFile::write(std::span<const std::byte> bytes) {
  // In pieces: the system takes longer to find room for tens of megabytes in one.
  constexpr std::size_t kPiece = std::size_t{256} << 10;
  for (; stream_ != nullptr && !bytes.empty();
       bytes = bytes.subspan(std::min(kPiece, bytes.size()))) {
    const std::size_t piece = std::min(kPiece, bytes.size());
    if (std::fwrite(bytes.data(), 1, piece, stream_) != piece) {
      return false;
    }
  }
  return stream_ != nullptr;
}

bool DraftFile::sync() { return std::fflush(stream_) == 0 && ::fdatasync(::fileno(stream_)) == 0; }

bool DraftFile::finish(const std::filesystem::path& file, std::int64_t changed) {
  if (std::fflush(stream_) != 0 || ::futimens(::fileno(stream_), times(changed).data()) != 0 ||
      ::fsync(::fileno(stream_)) != 0 || std::rename(name_.c_str(), file.c_str()) != 0) {
    return false;
  }
  return std::fclose(std::exchange(stream_, nullptr)) == 0;
}

}  // namespace rapport::graph
