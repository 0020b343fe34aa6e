// Fills a plain store from CSV files with the headers of neo4j-admin:
//
//   personId:ID(Person),name,born:int,tags:string[],:LABEL      nodes
//   :START_ID(Person),since:int,:END_ID(Person),:TYPE           relationships
//
// A column without a type gets the narrowest that all its values have: integer, float, boolean,
// else string. Types that Rapport does not have (date, point, ...) are kept as strings. `:IGNORE`
// leaves a column out. An empty field is no property. Fields may be quoted; `;` separates list
// elements. Threads: one at a time; the store takes no other writes meanwhile.

#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "rapport/graph/store.h"
#include "rapport/result.h"

namespace rapport::graph {

// The first file begins with the header, unless one is given; the others go on with it.
struct CsvInput {
  std::vector<std::filesystem::path> files;
  std::vector<std::string> names;  // labels for all nodes, or the type of all relationships
  std::string header;              // stands for the first line of each file
};

struct CsvOptions {
  std::vector<CsvInput> nodes, relationships;
  char delimiter = ',';
  char list_delimiter = ';';
  const std::atomic<bool>* cancel = nullptr;
};

struct CsvCounts {
  std::uint64_t vertices = 0, edges = 0;
};

// All or nothing. kBadInput names file and line: an id that occurs twice or is not there, a value
// that is not of its column's type, a field too many. kNotFound, kIo; kCancelled.
Result<CsvCounts> load_csv(Store& store, const CsvOptions& options);

}  // namespace rapport::graph
