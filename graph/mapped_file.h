// A file that is seen as memory, and one that is written under another name until it is whole.

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace rapport::graph {

// In memory until the last one that points into it is gone.
class MappedFile {
 public:
  // Null: it is not there, empty, or cannot be mapped.
  static std::shared_ptr<const MappedFile> open(const std::filesystem::path& file);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::span<const std::byte> bytes() const {
    return {static_cast<const std::byte*>(address_), size_};
  }
  // The second of its last change; -1 where that was not a whole second.
  std::int64_t changed() const { return changed_; }

 private:
  MappedFile(void* address, std::size_t size, std::int64_t changed)
      : address_(address), size_(size), changed_(changed) {}
  void* address_;
  std::size_t size_;
  std::int64_t changed_;
};

// Says that the last change of the file was at this second. Whether it can be said does not matter.
void set_changed(const std::filesystem::path& file, std::int64_t second);

// Removed unless it was finished.
class DraftFile {
 public:
  explicit DraftFile(const std::filesystem::path& file);
  ~DraftFile();
  DraftFile(const DraftFile&) = delete;
  DraftFile& operator=(const DraftFile&) = delete;

  bool write(std::span<const std::byte> bytes);
  bool sync();  // what is written so far is on the disk
  // On the disk, last changed at this second, under the name that it is to have.
  bool finish(const std::filesystem::path& file, std::int64_t changed);

 private:
  std::string name_;
  std::FILE* stream_;
};

}  // namespace rapport::graph
