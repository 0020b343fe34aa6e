// What the store costs: 2,000 made-up documents of 50 claims each, committed one by one with the
// write on the disk, then loaded, exported, verified. Prints CPU and wall time of each step.

#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <functional>
#include <string>

#include "rapport/graph/store.h"
#include "rapport/pack/fold.h"

#include "graph/hash.h"

namespace {

namespace fs = std::filesystem;
using rapport::Claim;
using rapport::Extraction;

constexpr int kDocuments = 2000;
constexpr int kClaims = 50;

// A fixed sequence (Knuth's MMIX generator), so that every run stores the same graph.
std::uint32_t next_number() {
  static std::uint64_t state = 42;
  state = state * 6364136223846793005U + 1442695040888963407U;
  return static_cast<std::uint32_t>(state >> 33U);
}

rapport::EntityRef entity(const std::string& kind, std::uint32_t among, const std::string& type,
                          const std::string& root) {
  rapport::EntityRef ref;
  ref.name = kind + " " + std::to_string(next_number() % among);
  ref.type = type;
  ref.layer = rapport::Layer::kConcept;
  ref.key = rapport::pack::entity_key(ref.name, ref.layer, root);
  return ref;
}

Extraction made_up(int number) {
  Extraction extraction;
  extraction.document.name = "report-" + std::to_string(number) + ".txt";
  extraction.document.media_type = "text/plain";
  for (int c = 0; c < kClaims; ++c) {
    Claim claim;
    claim.subject = entity("initiative", 8000, "Initiative", "Initiative");
    claim.object = entity("outcome", 14000, "Outcome", "Outcome");
    claim.relation = "YIELDS";
    claim.predicate = "improves";
    claim.confidence = 800;
    claim.rule = "verb.made-up";
    claim.quote = "The " + claim.subject.name + " improves the " + claim.object.name + ".";
    const auto begin = static_cast<std::uint32_t>(extraction.original.size());
    extraction.original += claim.quote + "\n";
    claim.evidence = {{begin, begin + static_cast<std::uint32_t>(claim.quote.size())}};
    extraction.claims.push_back(std::move(claim));
  }
  extraction.document.sha256 = rapport::graph::sha256_hex(extraction.original);
  return extraction;
}

void measure(const char* what, int times, const std::function<bool()>& step) {
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t cpu = std::clock();
  if (!step()) {
    std::fprintf(stderr, "store_bench: %s failed\n", what);
    std::exit(1);
  }
  const double wall =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  const double used = 1000.0 * static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;
  std::printf("%-24s %10.2f ms CPU %10.2f ms wall\n", what, used / times, wall / times);
}

}  // namespace

int main() {
  auto pack = rapport::pack::Pack::load(RAPPORT_SOURCE_DIR "/packs/cooperation.json");
  const fs::path folder =
      fs::temp_directory_path() /
      ("rapport-store-bench-" + std::to_string(std::clock()) + std::to_string(std::time(nullptr)));
  rapport::graph::StoreOptions options;
  options.create_if_missing = true;
  options.pack = pack ? *pack : nullptr;
  auto store = rapport::graph::Store::open(folder, options);
  if (!pack || !store) {
    std::fprintf(stderr, "store_bench: %s\n",
                 to_string(pack ? store.error() : pack.error()).c_str());
    return 1;
  }
  measure("commit of a document", kDocuments, [&] {
    for (int d = 0; d < kDocuments; ++d) {
      if (!(*store)->commit(made_up(d))) {
        return false;
      }
    }
    return true;
  });
  measure("snapshot", 1, [&] {
    const auto snapshot = (*store)->snapshot();
    if (snapshot) {
      std::printf("  (%u vertices, %u edges)\n", (*snapshot)->vertex_count(),
                  (*snapshot)->edge_count());
    }
    return snapshot.has_value();
  });
  std::size_t bytes = 0;
  measure("canonical export", 1, [&] {
    return (*store)
        ->export_claims([&](std::string_view line) { bytes += line.size() + 1; })
        .has_value();
  });
  std::printf("  (%zu bytes)\n", bytes);
  measure("verify", 1, [&] {
    const auto report = (*store)->verify();
    return report && report->faults.empty();
  });
  measure("removal of a document", 100, [&] {
    for (int d = 0; d < 100; ++d) {
      if (!(*store)->remove("report-" + std::to_string(d) + ".txt")) {
        return false;
      }
    }
    return true;
  });
  store->reset();
  fs::remove_all(folder);
  return 0;
}
