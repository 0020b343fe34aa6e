// Two passes over each file: what types the columns without one have, then the rows.

#include "rapport/graph/load_csv.h"

#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>

#include "graph/csv.h"
#include "graph/csv_header.h"
#include "graph/utf8.h"

namespace rapport::graph {
namespace {

using Role = CsvColumn::Role;
using Fields = std::vector<std::string_view>;

constexpr std::uint64_t kStride = 4096;  // rows between two looks at the cancel flag

std::string at_line(const std::filesystem::path& file, std::size_t line) {
  return file.string() + ", line " + std::to_string(line);
}

// Ids as written, each in its space, and the vertices that they became.
class Ids {
 public:
  bool add(const std::string& space, std::string_view id, VertexId vertex) {
    return ids_[space].try_emplace(std::string(id), vertex).second;
  }
  std::optional<VertexId> find(const std::string& space, std::string_view id) const {
    const auto in_space = ids_.find(space);
    if (in_space == ids_.end()) {
      return std::nullopt;
    }
    const auto found = in_space->second.find(id);
    return found == in_space->second.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  using Space = std::unordered_map<std::string, VertexId, Hash, std::equal_to<>>;
  std::unordered_map<std::string, Space> ids_;
};

// One input's files with their columns.
class Table {
 public:
  static Result<Table> open(const CsvInput& input, const CsvOptions& options) {
    Table table(options);
    for (const auto& file : input.files) {
      RAPPORT_TRY(MappedText text, MappedText::open(file));
      table.files_.push_back({file, std::move(text)});
    }
    RAPPORT_CHECK(table.read_header(input));
    RAPPORT_CHECK(table.infer());
    return table;
  }
  const std::vector<CsvColumn>& columns() const { return columns_; }

  // Calls `take` for each row with the place that an error is to name.
  Result<void> each(const std::function<Result<void>(const Fields&)>& take) const {
    Fields fields;
    std::uint64_t rows = 0;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      CsvReader reader(files_[i].text.text(), options_->delimiter);
      if (i == 0 || replaces_header_) {
        reader.next(fields);
      }
      while (reader.next(fields)) {
        const std::string_view last = fields.empty() ? std::string_view() : fields.back();
        if (fields.size() > columns_.size() &&
            !(fields.size() == columns_.size() + 1 && last.empty())) {
          return Error{Code::kBadInput,
                       "has " + std::to_string(fields.size()) + " fields, the header " +
                           std::to_string(columns_.size()),
                       at_line(files_[i].path, reader.line()),
                       "quote a field that has the delimiter"};
        }
        fields.resize(columns_.size());
        if (!std::all_of(fields.begin(), fields.end(), is_utf8)) {
          return Error{Code::kBadInput, "is not UTF-8", at_line(files_[i].path, reader.line()),
                       "convert the file, as with iconv -f LATIN1 -t UTF-8"};
        }
        if (auto taken = take(fields); !taken) {
          Error error = std::move(taken).error();
          error.where = at_line(files_[i].path, reader.line()) +
                        (error.where.empty() ? "" : ", " + error.where);
          return error;
        }
        if (++rows % kStride == 0 && options_->cancel != nullptr && *options_->cancel) {
          return Error{Code::kCancelled, "stopped: nothing was loaded", "", ""};
        }
      }
      if (reader.fault() != nullptr) {
        return Error{Code::kBadInput, reader.fault(), at_line(files_[i].path, reader.line()), ""};
      }
    }
    return {};
  }

 private:
  struct File {
    std::filesystem::path path;
    MappedText text;
  };

  explicit Table(const CsvOptions& options) : options_(&options) {}

  Result<void> read_header(const CsvInput& input) {
    const std::string where = files_.empty() ? "" : at_line(files_[0].path, 1);
    replaces_header_ = !input.header.empty();
    const std::string_view text = replaces_header_ ? std::string_view(input.header)
                                  : files_.empty() ? std::string_view()
                                                   : files_[0].text.text();
    CsvReader reader(text, options_->delimiter);
    Fields fields;
    if (!reader.next(fields)) {
      return Error{Code::kBadInput, "there is no header", where,
                   "begin with a line such as id:ID,name,:LABEL"};
    }
    auto columns = parse_csv_header(fields);
    if (!columns) {
      Error error = std::move(columns).error();
      error.where = where + ": " + error.where;
      return error;
    }
    columns_ = std::move(columns).value();
    return {};
  }

  Result<void> infer() {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].role == Role::kProperty && columns_[i].type == CsvColumn::Type::kUnknown) {
        open.push_back(i);
      }
    }
    if (open.empty()) {
      return {};
    }
    RAPPORT_CHECK(each([&](const Fields& fields) -> Result<void> {
      for (const std::size_t i : open) {
        std::string_view rest = fields[i];
        while (!rest.empty() && columns_[i].type != CsvColumn::Type::kString) {
          const std::size_t end = columns_[i].is_list
                                      ? std::min(rest.find(options_->list_delimiter), rest.size())
                                      : rest.size();
          columns_[i].type = widen(columns_[i].type, rest.substr(0, end));
          rest.remove_prefix(std::min(end + 1, rest.size()));
        }
      }
      return {};
    }));
    return {};
  }

  const CsvOptions* options_;
  std::vector<File> files_;
  std::vector<CsvColumn> columns_;
  bool replaces_header_ = false;
};

Result<void> set_property(const CsvColumn& column, std::string_view text, char list_delimiter,
                          Map& properties) {
  if (text.empty()) {
    return {};
  }
  auto value = csv_value(column, text, list_delimiter);
  if (!value) {
    return Error{Code::kBadInput, "'" + std::string(text) + "' is not of the column's type",
                 column.name, ""};
  }
  properties[column.name] = std::move(*value);
  return {};
}

std::vector<std::string> split(std::string_view text, char delimiter) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(delimiter), text.size());
    if (end > 0) {
      parts.emplace_back(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

void add_label(std::vector<std::string>& labels, std::string label) {
  if (std::find(labels.begin(), labels.end(), label) == labels.end()) {
    labels.push_back(std::move(label));
  }
}

class Loader {
 public:
  Loader(BulkLoad& bulk, const CsvOptions& options) : bulk_(bulk), options_(options) {}

  Result<void> nodes(const CsvInput& input) {
    RAPPORT_TRY(const Table table, Table::open(input, options_));
    return table.each([&](const Fields& fields) -> Result<void> {
      PlainVertex vertex;
      for (const std::string& label : input.names) {
        add_label(vertex.labels, label);
      }
      const CsvColumn* id_column = nullptr;
      std::string_view id;
      for (std::size_t i = 0; i < fields.size(); ++i) {
        const CsvColumn& column = table.columns()[i];
        if (column.role == Role::kId) {
          id_column = &column;
          id = fields[i];
        }
        if (column.role == Role::kLabels) {
          for (std::string& label : split(fields[i], options_.list_delimiter)) {
            add_label(vertex.labels, std::move(label));
          }
        } else if (column.role == Role::kProperty ||
                   (column.role == Role::kId && !column.name.empty())) {
          RAPPORT_CHECK(
              set_property(column, fields[i], options_.list_delimiter, vertex.properties));
        }
      }
      RAPPORT_TRY(const VertexId made, bulk_.add_vertex(vertex));
      ++counts_.vertices;
      if (id_column != nullptr && !id.empty() && !ids_.add(id_column->space, id, made)) {
        return Error{Code::kBadInput, "two nodes have the id '" + std::string(id) + "'", "",
                     "ids of different kinds need spaces of their own: :ID(Person)"};
      }
      return {};
    });
  }

  Result<void> relationships(const CsvInput& input) {
    RAPPORT_TRY(const Table table, Table::open(input, options_));
    return table.each([&](const Fields& fields) -> Result<void> {
      PlainEdge edge;
      edge.type = input.names.empty() ? "" : input.names.front();
      for (std::size_t i = 0; i < fields.size(); ++i) {
        const CsvColumn& column = table.columns()[i];
        if (column.role == Role::kStart || column.role == Role::kEnd) {
          const auto vertex = ids_.find(column.space, fields[i]);
          if (!vertex) {
            return Error{Code::kBadInput,
                         "there is no node with the id '" + std::string(fields[i]) + "'" +
                             (column.space.empty() ? "" : " in " + column.space),
                         "", ""};
          }
          (column.role == Role::kStart ? edge.from : edge.to) = *vertex;
        } else if (column.role == Role::kType && !fields[i].empty()) {
          edge.type = fields[i];
        } else if (column.role == Role::kProperty) {
          RAPPORT_CHECK(set_property(column, fields[i], options_.list_delimiter, edge.properties));
        }
      }
      if (edge.type.empty()) {
        return Error{Code::kBadInput, "the relationship has no type", "",
                     "add a column :TYPE, or name the type before the file: KNOWS=friends.csv"};
      }
      if (edge.from.value == 0 || edge.to.value == 0) {
        return Error{Code::kBadInput, "the relationship lacks an end", "",
                     "the header needs :START_ID and :END_ID"};
      }
      RAPPORT_TRY([[maybe_unused]] const EdgeId id, bulk_.add_edge(edge));
      ++counts_.edges;
      return {};
    });
  }

  const CsvCounts& counts() const { return counts_; }

 private:
  BulkLoad& bulk_;
  const CsvOptions& options_;
  Ids ids_;
  CsvCounts counts_;
};

}  // namespace

Result<CsvCounts> load_csv(Store& store, const CsvOptions& options) {
  RAPPORT_TRY(BulkLoad bulk, store.bulk());
  Loader loader(bulk, options);
  for (const CsvInput& input : options.nodes) {
    RAPPORT_CHECK(loader.nodes(input));
  }
  for (const CsvInput& input : options.relationships) {
    RAPPORT_CHECK(loader.relationships(input));
  }
  RAPPORT_CHECK(bulk.commit());
  return loader.counts();
}

}  // namespace rapport::graph
