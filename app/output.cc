// Buffered writing with every failure noticed.

#include "app/output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/interrupt.h"

namespace rapport::app {

namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 16;

// 0, or the errno of the write that failed.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0) {
      if (errno == EINTR && !interrupted()) {
        continue;
      }
      return errno;
    }
    text.remove_prefix(static_cast<std::size_t>(written));
    if (!text.empty() && interrupted()) {
      return EINTR;  // it came when a part was written
    }
  }
  return 0;
}

Error write_error(const std::string& name, int error) {
  return Error{Code::kIo, std::string("cannot write: ") + std::strerror(error), name,
               error == ENOSPC ? "make room on the disk and run the command again" : ""};
}

}  // namespace

Output::Output(int descriptor, std::string name)
    : descriptor_(descriptor), name_(std::move(name)) {}

Output::~Output() { flush(); }

void Output::write(std::string_view text) {
  if (closed_ || failed()) {
    return;
  }
  buffer_ += text;
  if (buffer_.size() >= kBufferBytes) {
    flush();
  }
}

void Output::flush() {
  if (closed_ || failed() || buffer_.empty()) {
    return;
  }
  const int error = stopped_ && interrupted() ? 0 : write_all(descriptor_, buffer_);
  buffer_.clear();
  if (error == EPIPE) {
    closed_ = true;
  } else if (error == EINTR) {
    stopped_ = true;
  } else {
    error_ = error;
  }
}

Result<void> Output::finish() {
  flush();
  if (failed()) {
    return write_error(name_, error_);
  }
  return {};
}

namespace {

// Into what is there and is no plain file: a pipe, a device.
Result<void> write_into(const std::string& file, std::string_view text) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return write_error(file, errno);
  }
  int error = write_all(descriptor, text);
  if (::close(descriptor) != 0 && error == 0) {
    error = errno;
  }
  if (error != 0) {
    return write_error(file, error);
  }
  return {};
}

}  // namespace

// A plain file is replaced as a whole, or left as it was; a link stays a link to it.
Result<void> write_file(const std::string& given, std::string_view text) {
  std::error_code ignored;
  const std::filesystem::path target = std::filesystem::weakly_canonical(given, ignored);
  const std::string file = ignored || target.empty() ? given : target.string();
  struct stat status = {};
  if (::stat(file.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
    return write_into(file, text);
  }
  const std::string draft = file + ".part";
  const int descriptor = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) {
    return write_error(file, errno);
  }
  int error = write_all(descriptor, text);
  if (::close(descriptor) != 0 && error == 0) {
    error = errno;
  }
  if (error == 0 && std::rename(draft.c_str(), file.c_str()) != 0) {
    error = errno;
  }
  if (error != 0) {
    ::unlink(draft.c_str());
    return write_error(file, error);
  }
  return {};
}

}  // namespace rapport::app
