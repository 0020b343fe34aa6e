// rapport load: a property graph from CSV files into a plain store.

#include <chrono>

#include <fmt/format.h>

#include "rapport/graph/load_csv.h"

#include "app/commands.h"
#include "app/interrupt.h"
#include "app/message.h"
#include "app/number.h"

namespace rapport::app {

namespace {

std::vector<std::string> split(const std::string& text, char delimiter) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (;;) {
    const std::size_t end = std::min(text.find(delimiter, begin), text.size());
    if (end > begin) {
      parts.push_back(text.substr(begin, end - begin));
    }
    if (end == text.size()) {
      return parts;
    }
    begin = end + 1;
  }
}

// "[NAME[:NAME...]=]FILE[,FILE...]", as neo4j-admin has it.
std::vector<graph::CsvInput> inputs(const std::vector<std::string>& arguments) {
  std::vector<graph::CsvInput> list;
  for (const std::string& argument : arguments) {
    graph::CsvInput input;
    const std::size_t equals = argument.find('=');
    if (equals != std::string::npos) {
      input.names = split(argument.substr(0, equals), ':');
    }
    for (const std::string& file :
         split(argument.substr(equals == std::string::npos ? 0 : equals + 1), ',')) {
      input.files.emplace_back(file);
    }
    list.push_back(std::move(input));
  }
  return list;
}

// A character, or its name where a shell makes it hard to type.
Result<char> delimiter_of(const std::string& text) {
  if (text == "TAB" || text == "\\t") {
    return '\t';
  }
  if (text.size() != 1) {
    return Error{Code::kBadInput, "a delimiter is one character", text, "a tabulator is TAB"};
  }
  return text[0];
}

}  // namespace

Result<int> run_load(Session& session, const LoadOptions& options) {
  graph::CsvOptions csv;
  csv.nodes = inputs(options.nodes);
  csv.relationships = inputs(options.relationships);
  RAPPORT_TRY(csv.delimiter, delimiter_of(options.delimiter));
  RAPPORT_TRY(csv.list_delimiter, delimiter_of(options.list_delimiter));
  csv.cancel = &interrupted();
  RAPPORT_TRY(graph::Store* const store, session.writable_plain_store());
  const InterruptGuard guard;
  RAPPORT_TRY(const graph::CsvCounts counts, graph::load_csv(*store, csv));
  if (options.has_weight) {
    RAPPORT_CHECK(store->declare_weight(options.weight));
  }
  RAPPORT_TRY(const auto snapshot, store->snapshot());  // so that the next is fast
  session.out().print("{} nodes and {} relationships loaded into {}\n", grouped(counts.vertices),
                      grouped(counts.edges), session.settings().db);
  if (options.has_weight && !options.weight.empty() && !snapshot->find_key(options.weight)) {
    print_warning("load",
                  fmt::format("no relationship has the property '{}' that is to be its weight",
                              options.weight));
  }
  return kSuccess;
}

}  // namespace rapport::app
