// Opens a store: what kind it is, of which version and pack; or writes that down in a new one.

#include <system_error>
#include <utility>

#include "graph/codec.h"
#include "graph/merge.h"
#include "graph/state.h"

namespace rapport::graph {
namespace {

constexpr const char* kFormat = "format";
constexpr const char* kKind = "kind";
constexpr const char* kPackName = "pack_name";
constexpr const char* kPackHash = "pack_hash";
constexpr const char* kSchema = "schema";
constexpr const char* kReportsKind = "reports";
constexpr const char* kPlainKind = "plain";

Result<std::string> read_meta(const View& view, const char* name) {
  RAPPORT_TRY(auto value, view.get(Family::kMeta, name));
  if (!value) {
    return Error{Code::kCorrupt, std::string("its ") + name + " is missing", "",
                 "import again into a new store"};
  }
  return std::move(*value);
}

Error at(Error error, const std::string& where) {
  if (error.where.empty()) {
    error.where = where;
  }
  return error;
}

Result<bool> is_new(const View& view) {
  RAPPORT_TRY(const auto format, view.get(Family::kMeta, kFormat));
  if (format) {
    return false;
  }
  for (std::size_t f = 0; f < kFamilyNames.size(); ++f) {
    const Cursor cursor = view.scan(static_cast<Family>(f));
    RAPPORT_CHECK(cursor.status());
    if (cursor.valid()) {
      return Error{Code::kCorrupt, "its format version is missing", "",
                   "import again into a new store"};
    }
  }
  return true;
}

}  // namespace

Result<void> Store::State::found(const View& view, const StoreOptions& options) {
  const bool reports = options.kind == StoreKind::kReports;
  if (reports && options.pack == nullptr) {
    return Error{Code::kBadInput, "a new store of reports needs a pack", "", "name it by --pack"};
  }
  Changes changes(view);
  RAPPORT_CHECK(changes.put(Family::kMeta, kFormat, encode_number(kFormatVersion)));
  RAPPORT_CHECK(changes.put(Family::kMeta, kKind, reports ? kReportsKind : kPlainKind));
  RAPPORT_CHECK(changes.put(Family::kMeta, kPackName, reports ? options.pack->name() : ""));
  RAPPORT_CHECK(changes.put(Family::kMeta, kPackHash, reports ? options.pack->hash() : ""));
  RAPPORT_CHECK(changes.put(Family::kMeta, kSchema,
                            encode_schema(reports ? schema_of(*options.pack) : Schema{})));
  RAPPORT_CHECK(changes.put(counter_writes(Counters{})));
  return rocks.write(changes.batch(), true);
}

Result<void> Store::State::load(const View& view) {
  RAPPORT_TRY(const std::string format, read_meta(view, kFormat));
  RAPPORT_TRY(const std::uint64_t version, decode_number(format));
  if (version != kFormatVersion) {
    return Error{Code::kUnsupported,
                 "is of format version " + std::to_string(version) + "; this program knows " +
                     std::to_string(kFormatVersion),
                 "", "use the version of Rapport that wrote it, or import again into a new store"};
  }
  RAPPORT_TRY(const std::string kind_name, read_meta(view, kKind));
  if (kind_name != kReportsKind && kind_name != kPlainKind) {
    return Error{Code::kUnsupported, "is of an unknown kind, \"" + kind_name + "\"", "",
                 "use the version of Rapport that wrote it"};
  }
  kind = kind_name == kReportsKind ? StoreKind::kReports : StoreKind::kPlain;
  RAPPORT_TRY(pack_name, read_meta(view, kPackName));
  RAPPORT_TRY(pack_hash, read_meta(view, kPackHash));
  RAPPORT_TRY(const std::string schema_bytes, read_meta(view, kSchema));
  RAPPORT_TRY(schema, decode_schema(schema_bytes));
  RAPPORT_TRY(counters, read_counters(view));
  RAPPORT_TRY(auto weight, view.get(Family::kMeta, kWeightKey));
  weight_key = weight.value_or("");
  RAPPORT_TRY(commits, read_commits(view));
  return {};
}

Result<void> Store::State::check_pack(const StoreOptions& options) const {
  if (options.read_only || options.pack == nullptr || kind == StoreKind::kPlain ||
      options.pack->hash() == pack_hash) {
    return {};
  }
  const bool renamed = options.pack->name() != pack_name;
  return Error{Code::kBadInput,
               renamed ? "was made with the pack \"" + pack_name + "\", not with \"" +
                             options.pack->name() + "\""
                       : "was made with another version of the pack \"" + pack_name + "\"",
               "", "use that pack, or import again into a new store"};
}

Result<std::unique_ptr<Store::State>> Store::State::open(Rocks opened, const StoreOptions& options,
                                                         bool may_create) {
  auto state = std::make_unique<State>(std::move(opened));
  RAPPORT_TRY(auto view, state->rocks.view());
  RAPPORT_TRY(const bool fresh, is_new(*view));
  if (fresh && !may_create) {
    return Error{Code::kNotFound, "there is no store here yet", "", "import something first"};
  }
  if (fresh) {
    RAPPORT_CHECK(state->found(*view, options));
    RAPPORT_TRY(view, state->rocks.view());
  }
  RAPPORT_CHECK(state->load(*view));
  RAPPORT_CHECK(state->check_pack(options));
  state->pack = options.pack;
  return state;
}

Result<std::unique_ptr<Store>> Store::open(const std::filesystem::path& directory,
                                           const StoreOptions& options) {
  const bool may_create = options.create_if_missing && !options.read_only;
  std::error_code ignored;
  if (may_create && options.kind == StoreKind::kReports && options.pack == nullptr &&
      !std::filesystem::exists(directory / "CURRENT", ignored)) {
    return Error{Code::kBadInput, "a new store of reports needs a pack", directory.string(),
                 "name it by --pack"};
  }
  const Rocks::Mode mode = options.read_only ? Rocks::Mode::kRead
                           : may_create      ? Rocks::Mode::kCreate
                                             : Rocks::Mode::kWrite;
  RAPPORT_TRY(Rocks rocks, Rocks::open(directory, mode));
  auto state = State::open(std::move(rocks), options, may_create);
  if (!state) {
    return at(std::move(state).error(), directory.string());
  }
  return std::unique_ptr<Store>(new Store(std::move(state).value()));
}

Result<std::unique_ptr<Store>> Store::scratch(const StoreOptions& options) {
  RAPPORT_TRY(Rocks rocks, Rocks::in_memory());
  auto state = State::open(std::move(rocks), options, true);
  if (!state) {
    return at(std::move(state).error(), "memory");
  }
  return std::unique_ptr<Store>(new Store(std::move(state).value()));
}

}  // namespace rapport::graph
