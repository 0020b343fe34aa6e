// From a file to a Document: bytes, charset, line ends, front matter, and what it says of itself.

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <new>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rapport/extract/document.h"

#include "extract/read/charset.h"
#include "extract/read/front_matter.h"
#include "extract/read/markdown.h"
#include "extract/read/read_date.h"
#include "extract/read/read_language.h"
#include "extract/read/read_refuse.h"

namespace rapport::extract {
namespace {

constexpr std::string_view kFormats = "this version reads .txt and .md";

Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
    return {};
  }
  std::string hex;
  for (unsigned int i = 0; i < size; ++i) {
    hex += fmt::format("{:02x}", digest[i]);
  }
  return hex;
}

// CRLF and lone CR become LF.
MappedText unify_line_ends(MappedText source) {
  const std::string& text = source.text();
  std::size_t at = text.find('\r');
  if (at == std::string::npos) {
    return source;
  }
  TextBuilder builder(source);
  std::size_t copied = 0;
  for (; at != std::string::npos; at = text.find('\r', at + 1)) {
    builder.copy(span_of(copied, at));
    if (at + 1 < text.size() && text[at + 1] == '\n') {
      builder.remove(span_of(at, at + 1));
    } else {
      builder.replace(span_of(at, at + 1), "\n");
    }
    copied = at + 1;
  }
  builder.copy(span_of(copied, text.size()));
  return std::move(builder).finish();
}

MappedText drop_prefix(const MappedText& source, std::size_t size) {
  TextBuilder builder(source);
  builder.copy(span_of(size, source.text().size()));
  return std::move(builder).finish();
}

bool is_blank(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (std::isspace(static_cast<unsigned char>(text[i])) == 0) {
      const std::string_view rest = text.substr(i, 3);
      if (rest.starts_with("\xC2\xA0")) {
        ++i;  // no-break space
      } else if (rest == "\xEF\xBB\xBF" || rest == "\xE2\x80\x8B") {
        i += 2;  // zero-width space, stray byte order mark
      } else {
        return false;
      }
    }
  }
  return true;
}

bool is_markdown(std::string_view name) {
  std::string folded(name);
  std::transform(folded.begin(), folded.end(), folded.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  return folded.ends_with(".md") || folded.ends_with(".markdown");
}

std::string value_of(const FrontMatter& front, std::string_view key) {
  const auto found = front.values.find(std::string(key));
  return found == front.values.end() ? std::string() : found->second;
}

constexpr std::size_t kEnoughToTell = 200;  // bytes; a shorter text may well have no such words

void describe(Document& document, const FrontMatter& front, std::string_view text_with_marks) {
  DocumentInfo& info = document.info;
  info.metadata = front.values;
  info.title = value_of(front, "title");
  if (info.title.empty()) {
    info.title = title_of(text_with_marks);
  }
  info.date = first_date(value_of(front, "date"));
  if (info.date.empty()) {
    info.date = date_in_name(info.name);
  }
  if (info.date.empty()) {
    info.date = dateline(text_with_marks);
  }
  std::string language =
      value_of(front, "language").empty() ? value_of(front, "lang") : value_of(front, "language");
  const TextLanguage guessed = guess_language(document.text.text());
  info.language = language.empty() ? std::string(guessed.code) : language;
  if (info.language == "und" && guessed.name.empty() &&
      document.text.text().size() >= kEnoughToTell) {
    document.warnings.emplace_back("does not look like English prose; read as if it were");
  }
}

Result<Document> read_text(std::string bytes, std::string path, std::string name) {
  if (bytes.size() > kMaxDocumentBytes) {
    return Error{Code::kLimit, fmt::format("is larger than {} bytes", kMaxDocumentBytes), path,
                 "split it"};
  }
  if (const auto format = foreign_format(bytes)) {
    return Error{Code::kBadInput, fmt::format("is {}", *format), path, std::string(kFormats)};
  }
  auto decoded = decode(bytes);
  if (!decoded) {
    Error error = std::move(decoded).error();
    error.where = path;
    return error;
  }
  if (!decoded->charset.starts_with("UTF-16") && !decoded->charset.starts_with("UTF-32") &&
      looks_binary(bytes)) {
    return Error{Code::kBadInput, "is not a text: full of control characters", path,
                 std::string(kFormats)};
  }
  MappedText text = unify_line_ends(std::move(decoded->text));
  const FrontMatter front = front_matter(text.text());
  if (front.size > 0) {
    text = drop_prefix(text, front.size);
  }
  if (is_blank(text.text())) {
    return Error{Code::kBadInput, bytes.empty() ? "is empty" : "holds nothing but blanks", path,
                 "there is nothing to read in it"};
  }
  Document document;
  document.info.sha256 = sha256_hex(bytes);
  document.info.bytes = bytes.size();
  document.info.charset = decoded->charset;
  document.info.path = std::move(path);
  document.info.name = std::move(name);
  document.info.media_type = is_markdown(document.info.name) ? "text/markdown" : "text/plain";
  document.warnings = std::move(decoded->warnings);
  document.original = std::move(bytes);
  document.text = document.info.media_type == "text/markdown"
                      ? join_soft_breaks(remove_markup(text, document.warnings))
                      : text;
  describe(document, front, text.text());
  return document;
}

Error io_error(int number, const std::string& where) {
  const Code code = number == ENOENT || number == ENOTDIR ? Code::kNotFound : Code::kIo;
  const std::string hint = number == EACCES ? "check its permissions" : "";
  return Error{code, number == ENOENT ? "does not exist" : std::generic_category().message(number),
               where, hint};
}

// Reads until the end, or until the limit is passed.
Result<std::string> read_all(int file, const std::string& where) {
  std::string bytes;
  std::size_t size = 0;
  while (size <= kMaxDocumentBytes) {
    if (size == bytes.size()) {
      bytes.resize(std::max(size * 2, std::size_t{1} << 16));
    }
    const ssize_t count = ::read(file, bytes.data() + size, bytes.size() - size);
    if (count < 0 && errno != EINTR) {
      return io_error(errno, where);
    }
    if (count == 0) {
      break;
    }
    size += static_cast<std::size_t>(std::max(count, ssize_t{0}));
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace

Result<Document> read_bytes(std::string bytes, std::string path, std::string name) {
  const std::string where = path;
  try {
    return read_text(std::move(bytes), std::move(path), std::move(name));
  } catch (const std::bad_alloc&) {
    return Error{Code::kLimit, "does not fit into memory", where, "split it"};
  }
}

Result<Document> read_file(const std::filesystem::path& path) {
  const std::string where = path.string();
  if (where == "-") {
    RAPPORT_TRY(std::string bytes, read_all(STDIN_FILENO, "standard input"));
    return read_bytes(std::move(bytes), "-", "-");
  }
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return io_error(errno, where);
  }
  struct stat status{};
  Result<std::string> bytes = Error{Code::kIo, "is a directory", where, "name its files"};
  if (::fstat(file, &status) == 0 && !S_ISDIR(status.st_mode)) {
    bytes = status.st_size > static_cast<off_t>(kMaxDocumentBytes)
                ? Result<std::string>(
                      Error{Code::kLimit, fmt::format("is larger than {} bytes", kMaxDocumentBytes),
                            where, "split it"})
                : read_all(file, where);
  }
  ::close(file);
  if (!bytes) {
    return std::move(bytes).error();
  }
  std::error_code failed;
  const std::filesystem::path absolute = std::filesystem::absolute(path, failed);
  return read_bytes(std::move(bytes).value(), failed ? where : absolute.lexically_normal().string(),
                    path.filename().string());
}

}  // namespace rapport::extract
