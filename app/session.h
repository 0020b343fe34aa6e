// What commands share while the program runs: the settings, the output, and the store, pack and
// models, each opened when it is first asked for. One thread at a time.

#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "rapport/extract/extractor.h"
#include "rapport/extract/words.h"
#include "rapport/graph/store.h"
#include "rapport/pack/pack.h"
#include "rapport/result.h"

#include "app/output.h"

namespace rapport::app {

struct Settings {
  std::string db = "rapport.db";
  std::string pack = "cooperation";  // a name in packs/, or a file
  unsigned threads = 0;              // 0: one a core
};

class Session {
 public:
  explicit Session(Settings settings, Output& out) : settings_(std::move(settings)), out_(out) {}

  const Settings& settings() const { return settings_; }
  Output& out() { return out_; }
  unsigned threads() const;

  Result<std::shared_ptr<const pack::Pack>> pack();
  Result<std::shared_ptr<const extract::WordList>> words();
  Result<std::shared_ptr<const extract::Language>> language();
  Result<extract::Extractor> extractor(extract::ExtractOptions options = {});

  // The store for writing (made when it is not there), or for reading only. It is closed and
  // opened again when the other of the two was asked for before.
  Result<graph::Store*> writable_store();
  Result<graph::Store*>
  existing_writable_store();  // to remove from; kNotFound when it is not there
  Result<graph::Store*> store();
  // A store without documents; made when it is not there.
  Result<graph::Store*> writable_plain_store();
  Result<std::shared_ptr<const graph::Snapshot>> snapshot();  // for much reading
  Result<std::shared_ptr<const graph::Snapshot>> graph();     // for a little

 private:
  Result<graph::Store*> open_for_writing(bool create_if_missing);
  Result<graph::Store*> open_store(const graph::StoreOptions& options);

  Settings settings_;
  Output& out_;
  std::shared_ptr<const pack::Pack> pack_;
  std::shared_ptr<const extract::WordList> words_;
  std::shared_ptr<const extract::Language> language_;
  std::unique_ptr<graph::Store> store_;
  bool store_is_writable_ = false;
};

}  // namespace rapport::app
