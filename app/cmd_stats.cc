// rapport stats: what is in the store, counted.

#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/number.h"

namespace rapport::app {

namespace {

using Counts = std::vector<std::pair<std::string, std::uint64_t>>;

void print_counts(Output& out, const std::string& title, const Counts& counts) {
  if (counts.empty()) {
    return;
  }
  out.print("{}\n", title);
  for (const auto& [name, count] : counts) {
    out.print("  {:>9}  {}\n", grouped(count), name);
  }
}

nlohmann::ordered_json to_json(const Counts& counts) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  for (const auto& [name, count] : counts) {
    json[name] = count;
  }
  return json;
}

}  // namespace

Result<int> run_stats(Session& session, const StatsOptions& options) {
  RAPPORT_TRY(graph::Store* const store, session.store());
  RAPPORT_TRY(const graph::StoreStats stats, store->stats());
  Output& out = session.out();
  if (options.format == "json") {
    const nlohmann::ordered_json json = {{"documents", stats.documents},
                                         {"words", stats.words},
                                         {"claims", stats.claims},
                                         {"vertices", stats.vertices},
                                         {"edges", stats.edges},
                                         {"vertices_by_type", to_json(stats.vertices_by_type)},
                                         {"edges_by_type", to_json(stats.edges_by_type)},
                                         {"unmapped", to_json(stats.unmapped)}};
    out.write(json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
    return kSuccess;
  }
  if (options.unmapped) {
    print_counts(out, "verbs that no relation of the pack takes", stats.unmapped);
    return kSuccess;
  }
  out.print("{}, {}, {}, {}, {}\n", counted(stats.documents, "document"),
            counted(stats.words, "word"), counted(stats.claims, "claim"),
            stats.vertices == 1 ? "1 entity" : grouped(stats.vertices) + " entities",
            counted(stats.edges, "edge"));
  print_counts(out, "entities", stats.vertices_by_type);
  print_counts(out, "edges", stats.edges_by_type);
  return kSuccess;
}

}  // namespace rapport::app
