// Fields are views into the file; only those with doubled quotes are copied.

#include "graph/csv.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rapport::graph {

Result<MappedText> MappedText::open(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return Error{errno == ENOENT ? Code::kNotFound : Code::kIo,
                 std::string("cannot be read: ") + std::strerror(errno), file.string(), ""};
  }
  struct stat status = {};
  MappedText result;
  Error error;
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    error = {Code::kBadInput, "is not a plain file", file.string(), ""};
  } else if (status.st_size > 0) {
    const auto size = static_cast<std::size_t>(status.st_size);
    void* const address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (address == MAP_FAILED) {
      error = {Code::kIo, std::string("cannot be read: ") + std::strerror(errno), file.string(),
               ""};
    } else {
      result.owner_ = std::shared_ptr<const void>(
          address, [size](const void* at) { ::munmap(const_cast<void*>(at), size); });
      result.text_ = {static_cast<const char*>(address), size};
    }
  }
  ::close(descriptor);
  if (!error.message.empty()) {
    return error;
  }
  if (result.text_.starts_with("\xEF\xBB\xBF")) {
    result.text_.remove_prefix(3);
  }
  return result;
}

bool CsvReader::next(std::vector<std::string_view>& fields) {
  fields.clear();
  unquoted_.clear();
  while (!rest_.empty() && (rest_[0] == '\n' || rest_.starts_with("\r\n"))) {  // blank lines
    rest_.remove_prefix(rest_[0] == '\n' ? 1 : 2);
    ++line_;
  }
  record_line_ = line_;
  if (rest_.empty() || fault_ != nullptr) {
    return false;
  }
  ends_record_ = false;
  while (!ends_record_) {
    std::string_view value;
    if (!field(value)) {
      return false;
    }
    fields.push_back(value);
  }
  return true;
}

bool CsvReader::field(std::string_view& out) {
  if (rest_.starts_with('"')) {
    if (!quoted(out)) {
      return false;
    }
  } else {
    std::size_t end = 0;
    while (end < rest_.size() && rest_[end] != delimiter_ && rest_[end] != '\n') {
      ++end;
    }
    out = rest_.substr(0, end);
    rest_.remove_prefix(end);
    if (out.ends_with('\r') && (rest_.empty() || rest_[0] == '\n')) {
      out.remove_suffix(1);
    }
  }
  if (rest_.starts_with("\r\n")) {
    rest_.remove_prefix(1);
  }
  ends_record_ = rest_.empty() || rest_[0] == '\n';
  if (!ends_record_ && rest_[0] != delimiter_) {
    fault_ = "text follows a closing quote";
    return false;
  }
  if (!rest_.empty()) {
    line_ += rest_[0] == '\n' ? 1 : 0;
    rest_.remove_prefix(1);
  }
  return true;
}

bool CsvReader::quoted(std::string_view& out) {
  std::string* copy = nullptr;
  std::size_t begin = 1;
  for (;;) {
    const std::size_t quote = rest_.find('"', begin);
    if (quote == std::string_view::npos) {
      fault_ = "a quote is not closed";
      return false;
    }
    const std::string_view part = rest_.substr(begin, quote - begin);
    line_ += static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n'));
    const bool is_doubled = quote + 1 < rest_.size() && rest_[quote + 1] == '"';
    if (is_doubled && copy == nullptr) {
      copy = unquoted_.emplace_back(std::make_unique<std::string>()).get();
    }
    if (copy != nullptr) {
      *copy += part;
    }
    if (!is_doubled) {
      out = copy != nullptr ? std::string_view(*copy) : part;
      rest_.remove_prefix(quote + 1);
      return true;
    }
    *copy += '"';
    begin = quote + 2;
  }
}

}  // namespace rapport::graph
