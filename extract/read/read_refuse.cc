// Magic numbers of the formats that people most often hand in by mistake.

#include "extract/read/read_refuse.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace rapport::extract {
namespace {

struct Magic {
  std::string_view bytes;
  std::string_view name;
};
constexpr std::array<Magic, 20> kMagics = {{
    {"%PDF-", "a PDF"},
    {"%!PS", "a PostScript file"},
    {"{\\rtf", "a Rich Text file"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Word, Excel or PowerPoint file"},
    {"\x89PNG\r\n\x1A\n", "a PNG image"},
    {"\xFF\xD8\xFF", "a JPEG image"},
    {"GIF87a", "a GIF image"},
    {"GIF89a", "a GIF image"},
    {std::string_view("II*\0", 4), "a TIFF image"},
    {std::string_view("MM\0*", 4), "a TIFF image"},
    {"\x1F\x8B", "a gzip archive"},
    {"BZh9", "a bzip2 archive"},
    {std::string_view("\xFD"
                      "7zXZ\0",
                      6),
     "an xz archive"},
    {"7z\xBC\xAF\x27\x1C", "a 7z archive"},
    {"\x28\xB5\x2F\xFD", "a zstd archive"},
    {"Rar!\x1A\x07", "a RAR archive"},
    {"\x7F"
     "ELF",
     "a program"},
    {"SQLite format 3", "an SQLite database"},
    {"OggS", "an audio or video file"},
    {std::string_view("\0\0\0\x20"
                      "ftyp",
                      8),
     "a video file"},
}};

// What a ZIP holds shows in the names of its first members.
std::string_view zip_kind(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, std::size_t{1} << 14);
  if (head.find("word/") != std::string_view::npos) {
    return "a Word document (DOCX)";
  }
  if (head.find("xl/") != std::string_view::npos) {
    return "an Excel workbook (XLSX)";
  }
  if (head.find("ppt/") != std::string_view::npos) {
    return "a PowerPoint file (PPTX)";
  }
  if (head.find("application/epub") != std::string_view::npos) {
    return "an e-book (EPUB)";
  }
  if (head.find("application/vnd.oasis") != std::string_view::npos) {
    return "an OpenDocument file";
  }
  return "a ZIP archive";
}

bool starts_with_folded(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) {
           return a == static_cast<char>(std::tolower(static_cast<unsigned char>(b)));
         });
}

bool is_html(std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) {
    return false;
  }
  const std::string_view text = bytes.substr(first);
  return starts_with_folded(text, "<!doctype html") || starts_with_folded(text, "<html");
}

}  // namespace

std::optional<std::string_view> foreign_format(std::string_view bytes) {
  for (const Magic& magic : kMagics) {
    if (bytes.starts_with(magic.bytes)) {
      return magic.name;
    }
  }
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) {
    return zip_kind(bytes);
  }
  if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP")) {
    return "a WebP image";
  }
  if (is_html(bytes)) {
    return "a web page (HTML)";
  }
  return std::nullopt;
}

bool looks_binary(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, std::size_t{1} << 16);
  const auto controls = std::count_if(head.begin(), head.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 &&
            std::string_view("\t\n\r\f\v\x1B").find(c) == std::string_view::npos) ||
           c == '\x7F';
  });
  return static_cast<std::size_t>(controls) * 20 > head.size();
}

}  // namespace rapport::extract
