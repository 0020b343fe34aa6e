// What asking costs on a data set of generated graphs: our figure, the limit's, and the ratio.
//
//   query_bench FOLDER [LIMITS...]
//
// FOLDER holds nodes.csv, edges.csv and params.csv (S, M or L in its name chooses the check sums);
// LIMITS are what limits_graph and `limits_rocks query` printed on the same machine, one JSON
// object a line. The store is made beside the data set when it is not there; its snapshot is made
// anew. CPU time of text to rows; medians over the first 100 parameters, and over 30 of whole
// processes.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <malloc.h>

#include "rapport/query/query.h"

#include "bench/query_data.h"

namespace {

namespace fs = std::filesystem;
using namespace rapport::bench;  // NOLINT(google-build-using-namespace): this program's own parts
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

// The whole of a process that asks once for a shortest path.
void time_processes(const fs::path& program, const fs::path& folder,
                    const std::vector<Pair>& pairs) {
  constexpr std::size_t kProcesses = 30;
  const auto time = [&](const char* what) {
    std::vector<double> cpu, resident;
    for (std::size_t i = 0; i < kProcesses; ++i) {
      const auto cost = run_process(
          {program.string(), "query", "--db", store_of(folder).string(), "--param",
           "a='" + pairs[i].from + "'", "--param", "b='" + pairs[i].to + "'",
           "MATCH p = ANY SHORTEST (a {name: $a})-[*]-(b {name: $b}) RETURN length(p)"});
      cpu.push_back(cost.cpu_ms);
      resident.push_back(cost.resident_mb);
    }
    std::sort(cpu.begin(), cpu.end());
    std::sort(resident.begin(), resident.end());
    std::printf("one process, %s: %.1f ms CPU, %.0f MB resident\n", what, cpu[kProcesses / 2],
                resident[kProcesses / 2]);
  };
  if (!fs::exists(program)) {
    std::printf("no rapport beside this program: whole processes are not timed\n");
    return;
  }
  {
    const WithoutSnapshot hidden(folder);
    time("no snapshot of this state");
  }
  time("a snapshot at hand");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: query_bench FOLDER [LIMITS...]\n");
    return 2;
  }
  const fs::path folder = argv[1];
  const char set = fs::weakly_canonical(folder).filename().string().front();
  std::vector<std::string> limits;
  for (int i = 2; i < argc; ++i) {
    std::ifstream in(argv[i]);
    for (std::string line; std::getline(in, line);) {
      limits.push_back(line);
    }
  }
  load_data(folder);
  make_snapshot(folder, limits);
  const auto pairs = read_parameters(folder / "params.csv");
  if (pairs.size() < kParameters) {
    die("params.csv has too few lines");
  }
  malloc_trim(0);
  time_processes(fs::path(argv[0]).parent_path() / "rapport", folder, pairs);
  const auto graph = open_snapshot(folder);
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
