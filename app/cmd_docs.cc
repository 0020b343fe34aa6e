// rapport docs: the ledger of documents.

#include <nlohmann/json.hpp>

#include "app/commands.h"

namespace rapport::app {

namespace {

nlohmann::ordered_json to_json(const graph::LedgerEntry& entry) {
  return {{"name", entry.info.name},
          {"path", entry.info.path},
          {"sha256", entry.info.sha256},
          {"title", entry.info.title},
          {"date", entry.info.date},
          {"language", entry.info.language},
          {"media_type", entry.info.media_type},
          {"charset", entry.info.charset},
          {"bytes", entry.info.bytes},
          {"words", entry.info.words},
          {"sentences", entry.info.sentences},
          {"claims", entry.claims},
          {"refused", entry.refused},
          {"metadata", entry.info.metadata},
          {"warnings", entry.warnings}};
}

std::string dump(const nlohmann::ordered_json& json) {
  return json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace

Result<int> run_docs(Session& session, const DocsOptions& options) {
  RAPPORT_TRY(graph::Store* const store, session.store());
  RAPPORT_TRY(const auto entries, store->documents());
  Output& out = session.out();
  if (options.format == "json") {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const graph::LedgerEntry& entry : entries) {
      list.push_back(to_json(entry));
    }
    out.write(dump(list));
    return kSuccess;
  }
  for (const graph::LedgerEntry& entry : entries) {
    out.print("{}  {:>8} words {:>6} claims  {}{}{}\n", entry.info.sha256.substr(0, 12),
              entry.info.words, entry.claims, entry.info.name,
              entry.info.date.empty() ? "" : "  " + entry.info.date,
              entry.warnings.empty() ? "" : fmt::format("  {} warnings", entry.warnings.size()));
  }
  return kSuccess;
}

}  // namespace rapport::app
