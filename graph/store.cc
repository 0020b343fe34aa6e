// Commits documents, removes them, and tells which are there.

#include "rapport/graph/store.h"

#include <algorithm>
#include <utility>

#include "rapport/pack/fold.h"

#include "graph/admit.h"
#include "graph/apply.h"
#include "graph/codec.h"
#include "graph/state.h"

namespace rapport::graph {
namespace {

constexpr std::size_t kShortestHash = 8;  // digits
constexpr std::size_t kMostSuggestions = 3;

Result<std::optional<LedgerEntry>> entry_named(const View& view, std::string_view name) {
  RAPPORT_TRY(const auto bytes, view.get(Family::kDocumentNames, name));
  if (!bytes) {
    return std::optional<LedgerEntry>();
  }
  RAPPORT_TRY(const DocumentId id, decode_document_id(*bytes));
  RAPPORT_TRY(LedgerEntry entry, read_entry(view, id));
  return std::optional(std::move(entry));
}

std::string nearest_names(const std::vector<LedgerEntry>& entries, std::string_view name) {
  std::vector<std::pair<std::size_t, std::string_view>> ranked;
  const std::size_t limit = std::max<std::size_t>(2, name.size() / 3);
  for (const LedgerEntry& entry : entries) {
    const std::size_t edits = pack::edit_distance(name, entry.info.name, limit);
    if (edits <= limit) {
      ranked.emplace_back(edits, entry.info.name);
    }
  }
  std::sort(ranked.begin(), ranked.end());
  std::string hint;
  for (std::size_t i = 0; i < std::min(ranked.size(), kMostSuggestions); ++i) {
    hint += (hint.empty() ? "did you mean " : ", ") + std::string(ranked[i].second);
  }
  return hint.empty() ? "`rapport docs` lists them" : hint + "?";
}

bool is_hash_prefix(std::string_view text) {
  return text.size() >= kShortestHash &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// The one document that `what` names.
Result<LedgerEntry> resolve(const View& view, std::string_view what) {
  RAPPORT_TRY(auto named, entry_named(view, what));
  if (named) {
    return std::move(*named);
  }
  RAPPORT_TRY(const std::vector<LedgerEntry> entries, read_documents(view));
  const auto where = [&entries](const auto& fits) {
    std::vector<const LedgerEntry*> found;
    for (const LedgerEntry& entry : entries) {
      if (fits(entry.info)) {
        found.push_back(&entry);
      }
    }
    return found;
  };
  auto found = where([what](const DocumentInfo& info) { return info.path == what; });
  if (found.empty() && is_hash_prefix(what)) {
    found = where([what](const DocumentInfo& info) { return info.sha256.starts_with(what); });
  }
  if (found.empty()) {
    return Error{Code::kNotFound, "there is no such document", std::string(what),
                 nearest_names(entries, what)};
  }
  if (found.size() > 1) {
    std::string names;
    for (const LedgerEntry* entry : found) {
      names += (names.empty() ? "" : ", ") + entry->info.name;
    }
    return Error{Code::kBadInput, "means several documents: " + names, std::string(what),
                 "name one of them"};
  }
  return *found.front();
}

}  // namespace

Error wrong_kind(StoreKind kind) {
  return kind == StoreKind::kPlain
             ? Error{Code::kUnsupported, "this is a plain store: it has no documents", "", ""}
             : Error{Code::kUnsupported,
                     "this is a store of reports: its graph follows from documents", "",
                     "import a document instead"};
}

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::~Store() = default;

StoreKind Store::kind() const { return state_->kind; }
const std::string& Store::pack_name() const { return state_->pack_name; }
const std::string& Store::pack_hash() const { return state_->pack_hash; }

Result<void> Store::State::write(Batch batch, const Counters& next, bool sync,
                                 const std::function<bool()>& stop) {
  batch.push_back({Family::kMeta, std::string(kCommitsKey), encode_number(commits + 1)});
  RAPPORT_CHECK(rocks.write(batch, sync, stop));
  ++commits;
  counters = next;
  const std::lock_guard lock(taking);
  ++commit;
  newest.reset();
  return {};
}

Result<CommitResult> Store::commit(const Extraction& extraction, bool again) {
  if (state_->kind != StoreKind::kReports) {
    return wrong_kind(state_->kind);
  }
  if (state_->pack == nullptr) {
    return Error{Code::kBadInput, "the store was opened without a pack", extraction.document.name,
                 "name it by --pack"};
  }
  RAPPORT_CHECK(check_document(extraction));
  AdmittedClaims admitted = admit(extraction, *state_->pack, state_->schema);
  const std::lock_guard lock(state_->writing);
  RAPPORT_TRY(const auto view, state_->rocks.view());
  RAPPORT_TRY(const auto old, entry_named(*view, extraction.document.name));
  CommitResult result;
  if (!again && old && old->info.sha256 == extraction.document.sha256) {
    result.id = old->id;
    result.unchanged = true;
    result.claims = old->claims;
    return result;
  }
  Counters next = state_->counters;
  Admitted document;
  document.entry.id = DocumentId{static_cast<std::uint32_t>(next.document++)};
  document.entry.info = extraction.document;
  document.entry.info.bytes = extraction.original.size();
  document.entry.claims = admitted.records.size();
  document.entry.refused = admitted.refused.size();
  document.entry.warnings = extraction.warnings;
  document.original = extraction.original;
  document.claims = std::move(admitted.records);
  result.id = document.entry.id;
  result.replaced = old.has_value();
  result.claims = document.entry.claims;
  result.repeated = admitted.repeated;
  result.refused = std::move(admitted.refused);

  // In before out, so that what both speak of keeps its ids.
  Changes changes(*view);
  RAPPORT_CHECK(add_document(changes, next, state_->schema, std::move(document)));
  if (old) {
    RAPPORT_CHECK(remove_document(changes, *view, state_->schema, *old));
  }
  RAPPORT_CHECK(changes.put(counter_writes(next)));
  RAPPORT_CHECK(state_->write(changes.batch(), next, true));
  return result;
}

Result<LedgerEntry> Store::remove(std::string_view document) {
  if (state_->kind != StoreKind::kReports) {
    return wrong_kind(state_->kind);
  }
  const std::lock_guard lock(state_->writing);
  RAPPORT_TRY(const auto view, state_->rocks.view());
  RAPPORT_TRY(LedgerEntry entry, resolve(*view, document));
  Changes changes(*view);
  RAPPORT_CHECK(remove_document(changes, *view, state_->schema, entry));
  RAPPORT_CHECK(state_->write(changes.batch(), state_->counters, true));
  return entry;
}

Result<std::vector<LedgerEntry>> read_documents(const View& view) {
  std::vector<LedgerEntry> entries;
  Cursor cursor = view.scan(Family::kDocuments);
  for (; cursor.valid(); cursor.next()) {
    RAPPORT_TRY(const DocumentId id, decode_document_id(cursor.key()));
    RAPPORT_TRY(LedgerEntry entry, decode_document(cursor.value()));
    entry.id = id;
    entries.push_back(std::move(entry));
  }
  RAPPORT_CHECK(cursor.status());
  std::sort(entries.begin(), entries.end(),
            [](const LedgerEntry& a, const LedgerEntry& b) { return a.info.name < b.info.name; });
  return entries;
}

Result<std::vector<LedgerEntry>> Store::documents() const {
  RAPPORT_TRY(const auto view, state_->rocks.view());
  return read_documents(*view);
}

std::optional<LedgerEntry> Store::find_document(std::string_view name) const {
  const auto view = state_->rocks.view();
  if (!view) {
    return std::nullopt;
  }
  auto entry = entry_named(*view.value(), name);
  return entry ? std::move(entry).value() : std::nullopt;
}

Result<std::string> Store::original(DocumentId id) const {
  RAPPORT_TRY(const auto view, state_->rocks.view());
  RAPPORT_TRY(auto bytes, view->get(Family::kTexts, key_of(id)));
  if (!bytes) {
    return Error{Code::kNotFound, "there is no document with this id", std::to_string(id.value),
                 "`rapport docs` lists them"};
  }
  return std::move(*bytes);
}

}  // namespace rapport::graph
