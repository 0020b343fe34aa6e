// Whole queries on a small graph: no text crashes, hangs or escapes as an exception, every plan and
// every answer can be shown.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "rapport/query/query.h"
#include "rapport/query/view.h"

namespace {

std::shared_ptr<const rapport::graph::Snapshot> small_graph() {
  using rapport::VertexIndex;
  rapport::graph::SnapshotBuilder builder;
  for (std::int64_t v = 0; v < 5; ++v) {
    builder.add_vertex({v % 2 == 0 ? "A" : "B"}, {{"p", v}, {"name", v < 3 ? "x" : "y"}});
  }
  for (std::uint32_t e = 0; e < 8; ++e) {
    builder.add_edge(VertexIndex{e % 5}, e % 3 == 0 ? "T" : "U", VertexIndex{(e * 3 + 1) % 5},
                     {{"p", std::int64_t{e}}, {"confidence", e / 10.0}});
  }
  return std::move(builder).build();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rapport::query;
  static const auto graph = small_graph();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const std::string& statement : split_statements(text)) {
    const auto query = Query::prepare(statement);
    if (!query) {
      if (query.error().message.empty()) {
        std::abort();  // an error without a word
      }
      continue;
    }
    RunOptions options;
    options.max_steps = 20'000;
    options.max_rows = 200;
    options.max_values = 20'000;
    options.timeout = std::chrono::milliseconds(200);
    options.parameters = {{"p", 1}, {"x", "x"}};
    options.profile = size % 2 == 1;
    (void)query->explain(*graph, options);
    const auto rows = query->run(*graph, options);
    if (rows) {
      to_table(*rows, *graph);
      to_json(*rows, *graph);
      to_csv(*rows, *graph);
      to_tsv(*rows, *graph);
    }
  }
  return 0;
}
