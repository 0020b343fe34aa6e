// What asking costs on a data set of generated graphs: our figure, the limit's, and the ratio.
//
//   query_bench FOLDER [LIMITS]
//
// FOLDER holds nodes.csv, edges.csv and params.csv (S, M or L in its name chooses the check sums);
// LIMITS is what limits_graph printed on the same machine, one JSON object a line. The store is
// made beside the data set when it is not there. CPU time of text to rows; medians over the first
// 100 parameters.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "rapport/graph/load_csv.h"
#include "rapport/graph/store.h"
#include "rapport/query/query.h"

namespace {

namespace fs = std::filesystem;
using rapport::Map;
using rapport::Value;
using rapport::query::Query;

constexpr std::size_t kParameters = 100;

struct Case {
  const char* name;
  const char* limit;  // how the limit's line begins
  bool is_mean;       // compared by its mean
  std::size_t repetitions;
  std::map<char, double> sums;  // by data set
  const char* text;
  bool from_tables = false;
};

// The sums of the answers that every right program gives.
const std::vector<Case>& cases() {
  static const std::vector<Case> list = {
      {"a look-up by name", "", false, kParameters, {}, "MATCH (a {name: $a}) RETURN a.id"},
      {"b one hop of a type",
       "b_1hop_typed csr",
       false,
       kParameters,
       {{'S', 436}, {'M', 207}, {'L', 439}},
       "MATCH (a {name: $a})-[:FUNDS]->(b) RETURN b.name"},
      {"c distinct within 2 hops",
       "c_2hop csr",
       false,
       kParameters,
       {{'S', 80902}, {'M', 206111}, {'L', 853025}},
       "MATCH (a {name: $a})-[*1..2]->(b) WHERE b <> a RETURN count(DISTINCT b)"},
      {"d distinct within 3 hops",
       "d_3hop csr",
       false,
       kParameters,
       {{'S', 427038}, {'M', 2781593}, {'L', 19384422}},
       "MATCH (a {name: $a})-[*1..3]->(b) WHERE b <> a RETURN count(DISTINCT b)"},
      {"e one shortest path",
       "e_shortest csr bidirectional",
       false,
       kParameters,
       {{'S', 292}, {'M', 311}, {'L', 326}},
       "MATCH p = shortestPath((a {name: $a})-[*]-(b {name: $b})) RETURN length(p)"},
      {"e the same, from the tables",
       "e_shortest csr bidirectional",
       false,
       kParameters,
       {{'S', 292}, {'M', 311}, {'L', 326}},
       "MATCH p = shortestPath((a {name: $a})-[*]-(b {name: $b})) RETURN length(p)",
       true},
      {"f all shortest paths, count",
       "f_allshortest csr",
       false,
       kParameters,
       {{'S', 5117}, {'M', 12375}, {'L', 16702}},
       "MATCH p = allShortestPaths((a {name: $a})-[*]-(b {name: $b})) RETURN count(p)"},
      {"g cheapest path",
       "g_weighted csr bidirectional dijkstra, weight-sorted arcs",
       false,
       kParameters,
       {{'S', 514.89}, {'M', 462.85}, {'L', 418.41}},
       "MATCH p = ANY CHEAPEST (a {name: $a})--*(b {name: $b}) "
       "RETURN reduce(s = 0.0, r IN relationships(p) | s + r.weight)"},
      {"h walks of 1..3 with filter",
       "h_varlen csr",
       true,
       kParameters,
       {{'S', 19993}, {'M', 57343}, {'L', 742510}},
       "MATCH WALK (a {name: $a})-[r:LEADS|PRODUCES WHERE r.confidence >= 0.5]->{1,3}(b:Outcome) "
       "RETURN count(*)"},
      {"i ten most in-edges",
       "i_topk csr",
       false,
       5,
       {{'S', 41880}, {'M', 173395}, {'L', 735405}},
       "MATCH (b)<-[r]-() WITH b, count(r) AS n ORDER BY n DESC LIMIT 10 RETURN sum(n)"},
      {"j triangles of a type",
       "j_triangle csr",
       false,
       5,
       {{'S', 1560}, {'M', 20860}, {'L', 252770}},
       "MATCH (a)-[:CAUSES]->(b)-[:CAUSES]->(c)<-[:CAUSES]-(a) RETURN count(*)"},
  };
  return list;
}

double cpu_ms() {
  timespec now = {};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}
double wall_ms() {
  timespec now = {};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

[[noreturn]] void die(const std::string& what) {
  std::fprintf(stderr, "query_bench: %s\n", what.c_str());
  std::exit(1);
}

template <typename T>
T take(rapport::Result<T> result) {
  if (!result) {
    die(to_string(result.error()));
  }
  return std::move(result).value();
}

struct Pair {
  std::string from, to;
};

std::vector<Pair> read_parameters(const fs::path& file) {
  std::ifstream in(file);
  std::vector<Pair> pairs;
  for (std::string line; std::getline(in, line);) {
    std::vector<std::string> fields(1);
    for (const char c : line) {
      if (c == ',') {
        fields.emplace_back();
      } else {
        fields.back() += c;
      }
    }
    if (fields.size() == 4) {
      pairs.push_back({fields[2], fields[3]});
    }
  }
  return pairs;
}

// The number behind `"key":` in a line of JSON; below 0: none.
double number_of(const std::string& line, const std::string& key) {
  const std::size_t at = line.find("\"" + key + "\":");
  return at == std::string::npos ? -1 : std::atof(line.c_str() + at + key.size() + 3);
}

double limit_of(const std::vector<std::string>& limits, const Case& one) {
  for (const std::string& line : limits) {
    if (*one.limit != 0 &&
        line.find(std::string("\"q\":\"") + one.limit + "\"") != std::string::npos) {
      return number_of(line, one.is_mean ? "mean_ms" : "med_ms");
    }
  }
  return -1;
}

double answer_of(const rapport::query::Rows& rows) {
  if (!rows.cut.empty()) {
    die("an answer was cut: " + rows.cut);
  }
  if (rows.rows.size() == 1 && rows.columns.size() == 1) {
    if (const auto* integer = rows.rows[0][0].as_int()) {
      return static_cast<double>(*integer);
    }
    if (const auto* number = rows.rows[0][0].as_float()) {
      return *number;
    }
  }
  return static_cast<double>(rows.rows.size());
}

double resident_mb() {
  std::ifstream in("/proc/self/statm");
  double size = 0;
  double resident = 0;
  in >> size >> resident;
  return resident * 4096 / 1048576;
}

std::shared_ptr<const rapport::graph::Snapshot> open_data(const fs::path& folder) {
  const fs::path db = folder / "rapport.db";
  rapport::graph::StoreOptions options;
  options.kind = rapport::graph::StoreKind::kPlain;
  if (!fs::exists(db)) {
    options.create_if_missing = true;
    const double start = cpu_ms();
    const auto store = take(rapport::graph::Store::open(db, options));
    rapport::graph::CsvOptions csv;
    csv.nodes = {{{folder / "nodes.csv"}, {}, "id:ID,name:string,:LABEL"}};
    csv.relationships = {{{folder / "edges.csv"},
                          {},
                          ":START_ID,:END_ID,:TYPE,weight:float,confidence:float,year:int"}};
    const auto counts = take(rapport::graph::load_csv(*store, csv));
    if (const auto declared = store->declare_weight("weight"); !declared) {
      die(to_string(declared.error()));
    }
    std::printf("load of %llu nodes, %llu edges: %.1f s CPU\n",
                static_cast<unsigned long long>(counts.vertices),
                static_cast<unsigned long long>(counts.edges), (cpu_ms() - start) / 1000);
    const double begin = cpu_ms();
    const auto snapshot = take(store->snapshot());
    std::printf("snapshot from the tables, with its file: %.0f ms CPU, %.2f million edges/s\n",
                cpu_ms() - begin, snapshot->edge_count() / (cpu_ms() - begin) / 1000);
  }
  options.create_if_missing = false;
  options.read_only = true;
  const double resident = resident_mb();
  const double start = cpu_ms();
  const auto store = take(rapport::graph::Store::open(db, options));
  const double opened = cpu_ms();
  const double wall = wall_ms();
  auto snapshot = take(store->snapshot());
  std::printf(
      "open of the tables: %.2f ms CPU; reopen of the snapshot: %.2f ms CPU, %.2f ms wall\n",
      opened - start, cpu_ms() - opened, wall_ms() - wall);
  std::printf("snapshot file: %.1f bytes an edge; resident after the open: %.0f MB\n",
              static_cast<double>(fs::file_size(db / "rapport.snapshot")) / snapshot->edge_count(),
              resident_mb() - resident);
  return snapshot;
}

// The graph as a process finds it that asks once, where there is no snapshot of this state.
std::shared_ptr<const rapport::graph::Snapshot> open_tables(const fs::path& folder) {
  const fs::path file = folder / "rapport.db" / "rapport.snapshot";
  const fs::path aside = folder / "rapport.snapshot.aside";
  fs::rename(file, aside);
  rapport::graph::StoreOptions options;
  options.read_only = true;
  auto graph = take(take(rapport::graph::Store::open(folder / "rapport.db", options))->graph());
  fs::rename(aside, file);
  return graph;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: query_bench FOLDER [LIMITS]\n");
    return 2;
  }
  const fs::path folder = argv[1];
  const char set = fs::weakly_canonical(folder).filename().string().front();
  std::vector<std::string> limits;
  if (argc > 2) {
    std::ifstream in(argv[2]);
    for (std::string line; std::getline(in, line);) {
      limits.push_back(line);
    }
  }
  const auto graph = open_data(folder);
  const auto pairs = read_parameters(folder / "params.csv");
  if (pairs.size() < kParameters) {
    die("params.csv has too few lines");
  }
  std::printf("%-30s %9s %9s %9s %9s %7s  %s\n", "CPU ms", "median", "mean", "p99", "limit",
              "ratio", "sum of the answers");
  bool all_right = true;
  const auto tables = open_tables(folder);
  for (const Case& one : cases()) {
    std::vector<double> times;
    double sum = 0;
    const auto ask = [&](const Pair& pair) {
      rapport::query::RunOptions options;
      options.parameters = {{"a", pair.from}, {"b", pair.to}};
      const double start = cpu_ms();
      const Query query = take(Query::prepare(one.text));
      const auto rows = take(query.run(one.from_tables ? *tables : *graph, options));
      times.push_back(cpu_ms() - start);
      return answer_of(rows);
    };
    for (std::size_t i = 0; i < one.repetitions; ++i) {
      ask(pairs[i]);  // so that nobody pays for the first touch of the pages
    }
    times.clear();
    for (std::size_t i = 0; i < one.repetitions; ++i) {
      sum += ask(pairs[i]);
    }
    std::sort(times.begin(), times.end());
    double mean = 0;
    for (const double time : times) {
      mean += time / static_cast<double>(times.size());
    }
    const double median = times[times.size() / 2];
    const double limit = limit_of(limits, one);
    const double ours = one.is_mean ? mean : median;
    const auto wanted = one.sums.find(set);
    const bool is_right = wanted == one.sums.end() || std::abs(sum - wanted->second) < 0.5;
    all_right = all_right && is_right;
    std::printf("%-30s %9.4f %9.4f %9.4f ", one.name, median, mean,
                times[std::min(times.size() - 1, times.size() * 99 / 100)]);
    if (limit > 0) {
      std::printf("%9.4f %6.1fx", limit, ours / limit);
    } else {
      std::printf("%9s %7s", "", "");
    }
    std::printf("  %.2f %s\n", sum, wanted == one.sums.end() ? "" : is_right ? "right" : "WRONG");
    std::fflush(stdout);
  }
  return all_right ? 0 : 1;
}
