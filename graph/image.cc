// Header, table of sections, sections: each array of the snapshot in one fixed order.

#include "graph/image.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "graph/checksum.h"
#include "graph/image_check.h"
#include "graph/mapped_file.h"
#include "graph/stop.h"

namespace rapport::graph {
namespace {

constexpr std::array<char, 8> kMagic = {'R', 'A', 'P', 'P', 'O', 'R', 'T', 'S'};
// Raised when the layout changes, and when merge.cc gives vertices or edges other properties.
constexpr std::uint32_t kVersion = 2;
constexpr std::size_t kAlignment = 64;
constexpr std::size_t kSaved = std::size_t{16} << 20;  // bytes between two looks at whether to end

struct Header {
  std::array<char, 8> magic = kMagic;
  std::uint32_t version = kVersion;
  std::uint32_t little_endian = std::endian::native == std::endian::little ? 1 : 0;
  Stamp stamp;
  std::uint64_t bytes = 0;  // of the whole file
  std::uint32_t vertices = 0, edges = 0;
  std::uint32_t vertex_columns = 0, edge_columns = 0;
  std::uint32_t reports = 0, sections = 0;
  std::int64_t written = 0;    // seconds since 1970: when the file was last changed by us
  std::uint64_t checksum = 0;  // of the header with 0 here, and of the table
};

struct Section {
  std::uint64_t begin = 0, bytes = 0, checksum = 0;
};

using Bytes = std::span<const std::byte>;

std::uint64_t checksum_of(Header header, std::span<const Section> sections) {
  header.checksum = 0;
  return checksum(std::as_bytes(std::span(&header, 1))) ^ checksum(std::as_bytes(sections));
}

// Texts as one array, the length of each before it.
std::vector<char> packed_texts(const std::vector<std::string>& texts) {
  std::vector<char> bytes;
  for (const std::string& text : texts) {
    const std::uint64_t size = text.size();
    const auto* raw = reinterpret_cast<const char*>(&size);
    bytes.insert(bytes.end(), raw, raw + sizeof size);
    bytes.insert(bytes.end(), text.begin(), text.end());
  }
  return bytes;
}

bool unpack_texts(Bytes bytes, std::vector<std::string>& texts) {
  while (!bytes.empty()) {
    std::uint64_t size = 0;
    if (bytes.size() < sizeof size) {
      return false;
    }
    std::memcpy(&size, bytes.data(), sizeof size);
    bytes = bytes.subspan(sizeof size);
    if (size > bytes.size()) {
      return false;
    }
    texts.emplace_back(reinterpret_cast<const char*>(bytes.data()), size);
    bytes = bytes.subspan(size);
  }
  return true;
}

template <typename T>
Bytes bytes_of(const Array<T>& array) {
  return std::as_bytes(array.span());
}

// The sections in order; what map_image() reads in the same order.
std::vector<Bytes> sections_of(const Snapshot::Data& data, std::span<const std::vector<char>> texts,
                               std::span<const KeyId> column_keys) {
  std::vector<Bytes> list;
  for (const auto& text : texts) {
    list.push_back(std::as_bytes(std::span(text)));
  }
  list.push_back(std::as_bytes(column_keys));
  list.push_back(bytes_of(data.vertex_ids));
  list.push_back(bytes_of(data.edge_ids));
  list.push_back(bytes_of(data.vertex_labels.starts));
  list.push_back(bytes_of(data.vertex_labels.items));
  list.push_back(bytes_of(data.labelled.starts));
  list.push_back(bytes_of(data.labelled.items));
  list.push_back(bytes_of(data.sources));
  list.push_back(bytes_of(data.targets));
  list.push_back(bytes_of(data.edge_types.bytes()));
  for (const Adjacency* rows : {&data.out, &data.in}) {
    list.push_back(bytes_of(rows->starts));
    list.push_back(bytes_of(rows->others));
    list.push_back(bytes_of(rows->edges));
    list.push_back(bytes_of(rows->types.bytes()));
    list.push_back(bytes_of(rows->ranks.bytes()));
  }
  list.push_back(bytes_of(data.weights));
  list.push_back(bytes_of(data.ranks_of_codes));
  for (const Columns* columns : {&data.vertex_columns, &data.edge_columns}) {
    for (const Column& column : columns->all()) {
      list.push_back(bytes_of(column.codes.bytes()));
      list.push_back(bytes_of(column.starts));
      list.push_back(bytes_of(column.heap));
    }
  }
  list.push_back(bytes_of(data.name_index().entries()));
  list.push_back(bytes_of(data.name_index().heap()));
  return list;
}

std::uint64_t aligned(std::uint64_t at) { return (at + kAlignment - 1) / kAlignment * kAlignment; }

Error io_error(const std::filesystem::path& file) {
  return {Code::kIo, std::string("cannot be written: ") + std::strerror(errno), file.string(), ""};
}

// Hands out the sections one after the other, as arrays.
class SectionReader {
 public:
  SectionReader(Bytes file, std::span<const Section> sections) : file_(file), sections_(sections) {}

  Bytes next() {
    if (at_ == sections_.size()) {
      failed_ = true;
      return {};
    }
    const Section section = sections_[at_++];
    if (section.begin > file_.size() || section.bytes > file_.size() - section.begin ||
        section.begin % kAlignment != 0) {
      failed_ = true;
      return {};
    }
    return file_.subspan(section.begin, section.bytes);
  }
  template <typename T>
  void read(Array<T>& array) {
    const Bytes bytes = next();
    failed_ = failed_ || bytes.size() % sizeof(T) != 0;
    array = Array<T>(
        std::span<const T>(reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)));
  }
  // Of a length that is known.
  template <typename T>
  void read(Array<T>& array, std::size_t count) {
    read(array);
    failed_ = failed_ || array.size() != count;
  }
  void read(Narrow& numbers, std::size_t count) {
    Array<std::uint8_t> bytes;
    read(bytes);
    const std::size_t width = count == 0 ? 0 : bytes.size() / count;
    failed_ = failed_ || bytes.size() != width * count || width == 3 || width > 4;
    numbers = Narrow(std::move(bytes), count);
  }
  // Rows that end where their items do.
  template <typename T>
  void read(Lists<T>& lists, std::size_t rows) {
    read(lists.starts, rows + 1);
    read(lists.items);
    check(!failed_ && lists.starts[0] == 0 && lists.starts[rows] == lists.items.size());
  }
  void check(bool holds) { failed_ = failed_ || !holds; }
  bool failed() const { return failed_; }
  bool is_done() const { return !failed_ && at_ == sections_.size(); }

 private:
  Bytes file_;
  std::span<const Section> sections_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

Columns read_columns(SectionReader& reader, std::span<const KeyId> column_keys, std::size_t rows,
                     std::size_t keys) {
  std::vector<Column> columns;
  for (const KeyId key : column_keys) {
    Column column;
    column.key = key;
    reader.read(column.codes, rows);
    reader.read(column.starts);
    reader.read(column.heap);
    const auto starts = column.starts.span();
    reader.check(key < keys && !starts.empty() && starts.front() == 0 &&
                 starts.back() == column.heap.size());
    if (reader.failed()) {
      return {};
    }
    columns.push_back(std::move(column));
  }
  return Columns(std::move(columns));
}

// Ids are left out where they are the index + 1.
template <typename Id>
void read_ids(SectionReader& reader, Array<Id>& ids, std::size_t count) {
  reader.read(ids);
  reader.check(ids.empty() || ids.size() == count);
}

void read_rows(SectionReader& reader, const Header& header, Adjacency& rows) {
  reader.read(rows.starts, header.vertices + std::size_t{1});
  reader.read(rows.others, header.edges);
  reader.read(rows.edges, header.edges);
  reader.read(rows.types, header.edges);
  reader.read(rows.ranks, header.edges);
  reader.check(!reader.failed() && rows.starts[0] == 0 &&
               rows.starts[header.vertices] == header.edges);
  rows.point();
}

// Looks at the lengths of all arrays, and at no more of what is in them than where the last row
// ends.
bool read_sections(SectionReader& reader, const Header& header, Snapshot::Data& data) {
  std::vector<std::string> weight_key;
  if (!unpack_texts(reader.next(), data.labels) || !unpack_texts(reader.next(), data.types) ||
      !unpack_texts(reader.next(), data.keys) || !unpack_texts(reader.next(), weight_key) ||
      weight_key.size() != 1) {
    return false;
  }
  data.weight_key = weight_key[0];
  Array<KeyId> column_keys;
  reader.read(column_keys, header.vertex_columns + header.edge_columns);
  read_ids(reader, data.vertex_ids, data.vertices);
  read_ids(reader, data.edge_ids, data.edges);
  reader.read(data.vertex_labels, data.vertices);
  reader.read(data.labelled, data.labels.size());
  reader.read(data.sources, data.edges);
  reader.read(data.targets, data.edges);
  reader.read(data.edge_types, data.edges);
  read_rows(reader, header, data.out);
  read_rows(reader, header, data.in);
  reader.read(data.weights);
  reader.read(data.ranks_of_codes);
  if (reader.failed()) {
    return false;
  }
  data.vertex_columns = read_columns(reader, column_keys.span().first(header.vertex_columns),
                                     data.vertices, data.keys.size());
  data.edge_columns = read_columns(reader, column_keys.span().subspan(header.vertex_columns),
                                   data.edges, data.keys.size());
  const Column* weight = data.weight_column();
  reader.check(!data.weights.empty() &&
               data.ranks_of_codes.size() == (weight == nullptr ? 0U : weight->values()) + 1);
  Array<NameEntry> entries;
  Array<char> heap;
  reader.read(entries);
  reader.read(heap);
  data.names = NameIndex(std::move(entries), std::move(heap));
  data.has_names = true;
  return reader.is_done();
}

}  // namespace

Result<void> save_image(const Snapshot::Data& data, const Stamp& stamp,
                        const std::filesystem::path& file) {
  const std::array<std::vector<char>, 4> texts = {packed_texts(data.labels),
                                                  packed_texts(data.types), packed_texts(data.keys),
                                                  packed_texts({data.weight_key})};
  std::vector<KeyId> column_keys;
  for (const Columns* columns : {&data.vertex_columns, &data.edge_columns}) {
    for (const Column& column : columns->all()) {
      column_keys.push_back(column.key);
    }
  }
  const std::vector<Bytes> sections = sections_of(data, texts, column_keys);
  Header header;
  header.stamp = stamp;
  header.vertices = data.vertices;
  header.edges = data.edges;
  header.vertex_columns = static_cast<std::uint32_t>(data.vertex_columns.all().size());
  header.edge_columns = static_cast<std::uint32_t>(data.edge_columns.all().size());
  header.reports = data.reports ? 1 : 0;
  header.sections = static_cast<std::uint32_t>(sections.size());
  std::vector<Section> table;
  std::uint64_t at = sizeof(Header) + sections.size() * sizeof(Section);
  const StopCheck check;
  for (const Bytes section : sections) {
    RAPPORT_CHECK(check.now());
    table.push_back({aligned(at), section.size(), checksum(section)});
    at = table.back().begin + section.size();
  }
  header.bytes = at;
  header.written = std::time(nullptr);
  header.checksum = checksum_of(header, table);

  DraftFile draft(file);
  bool is_written = draft.write(std::as_bytes(std::span(&header, 1))) &&
                    draft.write(std::as_bytes(std::span(table)));
  std::uint64_t written = sizeof(Header) + sections.size() * sizeof(Section);
  constexpr std::array<std::byte, kAlignment> kPadding = {};
  for (std::size_t i = 0; is_written && i < sections.size(); ++i) {
    is_written = draft.write(std::span(kPadding).first(table[i].begin - written));
    for (Bytes rest = sections[i]; is_written && !rest.empty();) {
      RAPPORT_CHECK(check.now());
      const Bytes piece = rest.first(std::min(kSaved, rest.size()));
      is_written = draft.write(piece) && draft.sync();
      rest = rest.subspan(piece.size());
    }
    written = table[i].begin + sections[i].size();
  }
  if (!is_written || !draft.finish(file, header.written)) {
    return io_error(file);
  }
  return {};
}

namespace {

struct Image {
  std::shared_ptr<const MappedFile> file;
  Header header;
  std::vector<Section> table;
};

// The file, where header and table are whole and of this state.
std::optional<Image> open_image(const std::filesystem::path& file, const Stamp& stamp) {
  Image image{.file = MappedFile::open(file), .header = {}, .table = {}};
  if (image.file == nullptr || image.file->bytes().size() < sizeof(Header)) {
    return std::nullopt;
  }
  Header& header = image.header;
  std::memcpy(&header, image.file->bytes().data(), sizeof header);
  const Header wanted;
  const Bytes rest = image.file->bytes().subspan(sizeof(Header));
  if (header.magic != wanted.magic || header.version != wanted.version ||
      header.little_endian != wanted.little_endian || header.stamp != stamp ||
      header.bytes != image.file->bytes().size() ||
      header.sections > rest.size() / sizeof(Section)) {
    return std::nullopt;
  }
  image.table.resize(header.sections);
  std::memcpy(image.table.data(), rest.data(), image.table.size() * sizeof(Section));
  return header.checksum == checksum_of(header, image.table) ? std::optional(std::move(image))
                                                             : std::nullopt;
}

bool is_whole(const Image& image) {
  const Bytes bytes = image.file->bytes();
  return std::all_of(image.table.begin(), image.table.end(), [bytes](const Section& section) {
    return section.begin <= bytes.size() && section.bytes <= bytes.size() - section.begin &&
           checksum(bytes.subspan(section.begin, section.bytes)) == section.checksum;
  });
}

// The arrays that point into the file; null: they do not have the lengths that they must have.
std::shared_ptr<Snapshot::Data> arrays_of(const Image& image) {
  auto data = std::make_shared<Snapshot::Data>();
  data->vertices = image.header.vertices;
  data->edges = image.header.edges;
  data->reports = image.header.reports != 0;
  data->file = image.file;
  SectionReader reader(image.file->bytes(), image.table);
  return read_sections(reader, image.header, *data) ? data : nullptr;
}

}  // namespace

Result<std::shared_ptr<Snapshot::Data>> map_image(const std::filesystem::path& file,
                                                  const Stamp& stamp) {
  const Error unusable{Code::kNotFound, "there is no snapshot of this state", file.string(), ""};
  const auto image = open_image(file, stamp);
  auto data = image ? arrays_of(*image) : nullptr;
  if (data == nullptr) {
    return unusable;
  }
  if (image->file->changed() != image->header.written) {  // by a copy, or by who had no business to
    if (!is_whole(*image) || !is_in_bounds(*data)) {
      return unusable;
    }
    set_changed(file, image->header.written);
  }
  return data;
}

bool drop_damaged_image(const std::filesystem::path& file, const Stamp& stamp) {
  const auto image = open_image(file, stamp);
  if (!image) {
    return false;
  }
  const auto data = arrays_of(*image);
  const bool is_sound = data != nullptr && is_whole(*image) && is_in_bounds(*data);
  std::error_code ignored;
  return !is_sound && std::filesystem::remove(file, ignored);
}

}  // namespace rapport::graph
