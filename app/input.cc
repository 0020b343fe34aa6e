// Reading whole files and standard input.

#include "app/input.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include <fmt/format.h>
#include <sys/stat.h>

namespace rapport::app {

Result<extract::Document> read_document(const std::string& file) {
  return extract::read_file(file);
}

Result<std::string> read_text_file(const std::string& file, std::size_t at_most) {
  const bool standard_input = file == "-";
  const std::string name = standard_input ? "standard input" : file;
  struct stat status = {};
  if (!standard_input && ::stat(file.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) {
    return Error{Code::kBadInput, "is a folder, not a file", name, ""};
  }
  std::FILE* const stream = standard_input ? stdin : std::fopen(file.c_str(), "rbe");
  if (stream == nullptr) {
    return Error{errno == ENOENT ? Code::kNotFound : Code::kIo,
                 std::string("cannot be read: ") + std::strerror(errno), name, ""};
  }
  const auto close = [standard_input](std::FILE* open) {
    if (!standard_input) {
      std::fclose(open);
    }
  };
  const std::unique_ptr<std::FILE, decltype(close)> owner(stream, close);
  std::string text;
  char buffer[1 << 16];
  while (const std::size_t read = std::fread(buffer, 1, sizeof buffer, stream)) {
    if (text.size() + read > at_most) {
      return Error{Code::kLimit, fmt::format("is larger than {} MB", at_most >> 20), name, ""};
    }
    text.append(buffer, read);
  }
  if (std::ferror(stream) != 0) {
    return Error{Code::kIo, std::string("cannot be read: ") + std::strerror(errno), name, ""};
  }
  return text;
}

std::string one_line(std::string_view text, std::size_t width) {
  std::string line;
  std::size_t columns = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool begins_character = (byte & 0xC0U) != 0x80U;
    if (begins_character && ++columns > width) {
      line += "…";
      break;
    }
    const bool blank = byte < 0x20 || byte == 0x7F;
    line += blank ? ' ' : c;
  }
  return line;
}

}  // namespace rapport::app
