// What the store's tests share: a small pack, documents made of claims, a folder of their own.

#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "rapport/claim.h"
#include "rapport/graph/snapshot.h"
#include "rapport/graph/store.h"
#include "rapport/pack/pack.h"

namespace rapport::graph::test {

// Types Actor > (Country, Organization > Agency, Group), Outcome, Place; relations COOPERATES_WITH
// (symmetric, Actor - Actor), YIELDS (Actor -> Outcome), RELATED_TO (all).
std::shared_ptr<const pack::Pack> test_pack();
std::shared_ptr<const pack::Pack> other_pack();  // of another name

// "NATO:Organization", and "~NATO:Organization" for the generic layer, "-x:Outcome" for a concept.
EntityRef entity(const std::string& text);

// Text and claims grow together: each claim gets a sentence of its own.
class Report {
 public:
  explicit Report(std::string name, std::string date = "");
  // Appends a sentence and the claim that it makes; returns the claim, to be changed.
  Claim& says(const std::string& subject, const std::string& relation, const std::string& object,
              std::uint16_t confidence = 800);
  Extraction extraction() const;  // with size and hash

 private:
  Extraction extraction_;
};

// Removed with all that is in it.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

StoreOptions writing();  // creates; with test_pack()
StoreOptions reading();

std::unique_ptr<Store> open_or_die(const std::filesystem::path& path, const StoreOptions& options);
std::unique_ptr<Store> scratch_or_die();

std::string exported(const Store& store);
// The graph as text, sorted, without ids: what must be the same whatever the order of commits.
std::string drawn(const Store& store);

VertexIndex vertex(const Snapshot& graph, const std::string& name);
std::string text_of(const Value& value);

}  // namespace rapport::graph::test
