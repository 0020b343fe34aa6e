// Opening things once.

#include "app/session.h"

#include <thread>

#include "app/data_path.h"

namespace rapport::app {

unsigned Session::threads() const {
  if (settings_.threads != 0) {
    return settings_.threads;
  }
  const unsigned cores = std::thread::hardware_concurrency();
  return cores == 0 ? 1 : cores;
}

Result<std::shared_ptr<const pack::Pack>> Session::pack() {
  if (pack_ == nullptr) {
    RAPPORT_TRY(const auto file, find_pack(settings_.pack));
    RAPPORT_TRY(pack_, pack::Pack::load(file));
  }
  return pack_;
}

Result<std::shared_ptr<const extract::WordList>> Session::words() {
  if (words_ == nullptr) {
    RAPPORT_TRY(const auto file, find_data("models/english.words"));
    RAPPORT_TRY(words_, extract::WordList::load(file));
  }
  return words_;
}

Result<std::shared_ptr<const extract::Language>> Session::language() {
  if (language_ == nullptr) {
    RAPPORT_TRY(const auto folder, find_data("models"));
    RAPPORT_TRY(language_, extract::Language::load(folder));
  }
  return language_;
}

Result<extract::Extractor> Session::extractor(extract::ExtractOptions options) {
  RAPPORT_TRY(auto the_pack, pack());
  RAPPORT_TRY(auto the_words, words());
  RAPPORT_TRY(auto the_language, language());
  return extract::Extractor(std::move(the_pack), std::move(the_language), std::move(the_words),
                            std::move(options));
}

// ":memory:" is a plain store that lives as long as the session.
Result<graph::Store*> Session::open_store(const graph::StoreOptions& options) {
  if (settings_.db == ":memory:") {
    graph::StoreOptions scratch;
    scratch.kind = graph::StoreKind::kPlain;
    RAPPORT_TRY(store_, graph::Store::scratch(scratch));
    store_is_writable_ = true;
    return store_.get();
  }
  store_.reset();
  RAPPORT_TRY(store_, graph::Store::open(settings_.db, options));
  store_is_writable_ = !options.read_only;
  return store_.get();
}

Result<graph::Store*> Session::open_for_writing(bool create_if_missing) {
  if (store_ != nullptr && store_is_writable_) {
    return store_.get();
  }
  graph::StoreOptions options;
  options.create_if_missing = create_if_missing;
  if (create_if_missing) {
    RAPPORT_TRY(options.pack, pack());
  }
  return open_store(options);
}

Result<graph::Store*> Session::writable_store() { return open_for_writing(true); }

Result<graph::Store*> Session::existing_writable_store() { return open_for_writing(false); }

Result<graph::Store*> Session::writable_plain_store() {
  if (store_ != nullptr && store_is_writable_) {
    return store_.get();
  }
  graph::StoreOptions options;
  options.create_if_missing = true;
  options.kind = graph::StoreKind::kPlain;
  return open_store(options);
}

Result<graph::Store*> Session::store() {
  if (store_ != nullptr) {
    return store_.get();
  }
  graph::StoreOptions options;
  options.read_only = true;
  return open_store(options);
}

Result<std::shared_ptr<const graph::Snapshot>> Session::snapshot() {
  RAPPORT_TRY(graph::Store* const the_store, store());
  return the_store->snapshot();
}

Result<std::shared_ptr<const graph::Snapshot>> Session::graph() {
  RAPPORT_TRY(graph::Store* const the_store, store());
  return the_store->graph();
}

}  // namespace rapport::app
