// Reads the whole store and looks for broken promises: evidence that is not where it was, and
// tables that do not follow from the claims. What the tables must hold is worked out here anew, by
// other code than that which writes them.

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "graph/codec.h"
#include "graph/hash.h"
#include "graph/merge.h"
#include "graph/state.h"
#include "graph/utf8.h"

namespace rapport::graph {
namespace {

using Table = std::map<std::string, std::string>;

constexpr std::array kDerived = {Family::kDocumentNames, Family::kVertices, Family::kVertexKeys,
                                 Family::kWordings,      Family::kEdges,    Family::kEdgeKeys,
                                 Family::kEdgeClaims,    Family::kSayings,  Family::kOrigins};

std::string name_of(Family family) {
  return std::string(kFamilyNames[static_cast<std::size_t>(family)]);
}

Result<Table> read_table(const View& view, Family family) {
  Table table;
  Cursor cursor = view.scan(family);
  for (; cursor.valid(); cursor.next()) {
    table.emplace(cursor.key(), cursor.value());
  }
  RAPPORT_CHECK(cursor.status());
  return table;
}

std::string read_file(const std::string& path, bool& there) {
  std::error_code ignored;
  there = std::filesystem::is_regular_file(path, ignored);
  std::ifstream file(path, std::ios::binary);
  there = there && file.good();
  return there ? std::string(std::istreambuf_iterator<char>(file), {}) : std::string();
}

class Verification {
 public:
  Verification(const View& view, const Schema& schema) : view_(view), schema_(schema) {}

  Result<VerifyReport> run() {
    RAPPORT_TRY(counters_, read_counters(view_));
    for (const Family family : kDerived) {
      RAPPORT_TRY(stored_[family], read_table(view_, family));
    }
    RAPPORT_CHECK(check_documents());
    RAPPORT_CHECK(check_strays(Family::kTexts));
    RAPPORT_CHECK(check_strays(Family::kClaims));
    expect_totals();
    for (const Family family : kDerived) {
      compare(family);
    }
    check_ids();
    return std::move(report_);
  }

 private:
  void fault(std::string document, std::string what) {
    report_.faults.push_back({std::move(document), std::move(what)});
  }

  Result<void> check_documents() {
    Cursor cursor = view_.scan(Family::kDocuments);
    for (; cursor.valid(); cursor.next()) {
      const auto id = decode_document_id(cursor.key());
      auto entry = decode_document(cursor.value());
      if (!id || !entry) {
        fault("", "a line of the ledger is damaged");
        continue;
      }
      entry.value().id = id.value();
      documents_.insert(id.value());
      ++report_.documents;
      if (id.value().value >= counters_.document) {
        fault(entry.value().info.name, "its id was not given out");
      }
      check_document(entry.value());
    }
    return cursor.status();
  }

  void check_document(const LedgerEntry& entry) {
    const std::string& name = entry.info.name;
    expected_[Family::kDocumentNames][name] = key_of(entry.id);
    auto text = read_original(view_, entry.id);
    if (!text) {
      fault(name, "its text is missing");
    } else if (sha256_hex(text.value()) != entry.info.sha256) {
      fault(name, "its stored text is not what was imported: the SHA-256 differs");
    }
    auto claims = read_claims(view_, entry.id);
    if (!claims) {
      fault(name, "its claims cannot be read: " + to_string(claims.error()));
      return;
    }
    if (claims.value().size() != entry.claims) {
      fault(name, "has " + std::to_string(claims.value().size()) +
                      " claims where the ledger tells " + std::to_string(entry.claims));
    }
    report_.claims += claims.value().size();
    if (text) {
      report_.quotes += claims.value().size();
      check_quotes(entry, claims.value(), text.value(), "the stored text");
      check_file(entry, claims.value());
    }
    expect(entry, claims.value());
  }

  void check_file(const LedgerEntry& entry, const std::vector<ClaimRecord>& claims) {
    bool there = false;
    const std::string bytes = read_file(entry.info.path, there);
    if (!there) {
      ++report_.originals_missing;
    } else if (sha256_hex(bytes) != entry.info.sha256) {
      ++report_.originals_changed;
    } else {
      ++report_.originals_read;
      check_quotes(entry, claims, bytes, entry.info.path);
    }
  }

  void check_quotes(const LedgerEntry& entry, const std::vector<ClaimRecord>& claims,
                    const std::string& text, const std::string& where) {
    const LineIndex lines(text);
    for (const ClaimRecord& record : claims) {
      const std::string what = quote_fault(entry, record, text, lines);
      if (!what.empty()) {
        fault(entry.info.name, what + " in " + where + ": " + record.claim.quote);
      }
    }
  }

  static std::string quote_fault(const LedgerEntry& entry, const ClaimRecord& record,
                                 const std::string& text, const LineIndex& lines) {
    const Claim& claim = record.claim;
    if (claim.evidence.empty()) {
      return "a claim without evidence";
    }
    for (const Spans* spans :
         {&claim.evidence, &claim.context, &claim.subject.mention, &claim.object.mention}) {
      for (const Span span : *spans) {
        if (span.begin >= span.end || span.end > text.size()) {
          return "a quote that lies outside";
        }
        if (entry.info.charset == "UTF-8" &&
            (cuts_character(text, span.begin) || cuts_character(text, span.end))) {
          return "a quote that cuts a character in two";
        }
      }
    }
    if (fingerprint(claim, text) != record.fingerprint) {
      return "a quote that does not match";
    }
    return lines.line_of(claim.evidence.front().begin) == record.line ? ""
                                                                      : "a quote of another line";
  }

  // Adds what these claims make of the tables.
  void expect(const LedgerEntry& entry, const std::vector<ClaimRecord>& records) {
    std::set<std::string> vertices;
    std::map<EdgeId, std::uint16_t> edges;  // -> the surest claim
    std::set<std::tuple<std::string, Wording, Spans>> mentions;
    for (std::uint32_t i = 0; i < records.size(); ++i) {
      const Claim& claim = records[i].claim;
      const EdgeId edge = records[i].edge;
      for (const EntityRef* end : {&claim.subject, &claim.object}) {
        const Wording wording{end->name, end->type, end->layer, end->aliases};
        vertices.insert(end->key);
        if (mentions.emplace(end->key, wording, end->mention).second) {
          ++counts_[Family::kWordings][key_of(vertex_id(end->key), wording)];
        }
      }
      const EdgeName name = edge_name(claim, schema_);
      identities_[edge] = {vertex_id(name.from), vertex_id(name.to), name.polarity,
                           name.modality,        name.relation,      name.predicate};
      const auto surest = edges.try_emplace(edge, claim.confidence).first;
      surest->second = std::max(surest->second, claim.confidence);
      const Saying saying{claim.predicate, claim.time, claim.quantity, claim.attribution,
                          claim.place};
      ++counts_[Family::kSayings][key_of(edge, saying)];
      ++counts_[Family::kEdgeClaims][key_of(edge, ClaimPlace{entry.id, i})];
    }
    for (const std::string& key : vertices) {
      ++vertex_documents_[key];
    }
    for (const auto& [edge, confidence] : edges) {
      ++edge_documents_[edge];
      ++counts_[Family::kOrigins]
               [key_of(edge, Origin{entry.info.sha256, confidence, entry.info.date})];
    }
  }

  // The id that the index has for a key; 0 where it has none, which compare() then reports.
  VertexId vertex_id(const std::string& key) const {
    const Table& keys = stored_.at(Family::kVertexKeys);
    const auto found = keys.find(key);
    const auto id = decode_vertex_id(found == keys.end() ? std::string() : found->second);
    return id ? id.value() : VertexId{};
  }

  void expect_totals() {
    for (const auto& [key, documents] : vertex_documents_) {
      const VertexId id = vertex_id(key);
      expected_[Family::kVertexKeys][key] = key_of(id);
      expected_[Family::kVertices][key_of(id)] = encode_vertex({documents, key});
    }
    for (const auto& [id, documents] : edge_documents_) {
      expected_[Family::kEdgeKeys][key_of(identities_[id])] = key_of(id);
      expected_[Family::kEdges][key_of(id)] = encode_edge({documents, identities_[id]});
    }
    for (const auto& [family, counts] : counts_) {
      for (const auto& [key, count] : counts) {
        expected_[family][key] = encode_number(count);
      }
    }
  }

  void compare(Family family) {
    const Table& stored = stored_[family];
    const Table& expected = expected_[family];
    std::uint64_t missing = 0, surplus = 0, wrong = 0;
    for (const auto& [key, value] : expected) {
      const auto found = stored.find(key);
      missing += found == stored.end() ? 1U : 0U;
      wrong += found != stored.end() && found->second != value ? 1U : 0U;
    }
    for (const auto& [key, value] : stored) {
      surplus += expected.contains(key) ? 0U : 1U;
    }
    if (missing + surplus + wrong > 0) {
      fault("", "the table " + name_of(family) + " does not follow from the claims: " +
                    std::to_string(missing) + " missing, " + std::to_string(surplus) +
                    " without a claim, " + std::to_string(wrong) + " wrong");
    }
  }

  // Rows of a document that the ledger does not have.
  Result<void> check_strays(Family family) {
    std::uint64_t strays = 0;
    Cursor cursor = view_.scan(family);
    for (; cursor.valid(); cursor.next()) {
      const auto id = decode_document_id(cursor.key().substr(0, sizeof(DocumentId::value)));
      strays += id && documents_.contains(id.value()) ? 0U : 1U;
    }
    if (strays > 0) {
      fault("", "the table " + name_of(family) + " has " + std::to_string(strays) +
                    " rows of documents that are not in the ledger");
    }
    return cursor.status();
  }

  void check_ids() {
    const auto beyond = [this](Family family, std::uint64_t next) {
      const Table& table = stored_[family];
      return !table.empty() && table.rbegin()->first >= key_of(VertexId{next});
    };
    if (beyond(Family::kVertices, counters_.vertex) || beyond(Family::kEdges, counters_.edge)) {
      fault("", "an id is in use that was not given out");
    }
  }

  const View& view_;
  const Schema& schema_;
  VerifyReport report_;
  Counters counters_;
  std::set<DocumentId> documents_;
  std::map<Family, Table> stored_, expected_;
  std::map<Family, std::map<std::string, std::uint64_t>> counts_;
  std::map<std::string, std::uint64_t> vertex_documents_;
  std::map<EdgeId, std::uint64_t> edge_documents_;
  std::map<EdgeId, EdgeIdentity> identities_;
};

}  // namespace

Result<VerifyReport> Store::verify() const {
  RAPPORT_TRY(const auto view, state_->rocks.view());
  VerifyReport report;
  if (state_->kind == StoreKind::kReports) {
    RAPPORT_TRY(report, Verification(*view, state_->schema).run());
  } else if (const auto loaded =
                 load_snapshot(*view, state_->kind, state_->schema, state_->weight_key);
             !loaded) {  // that all can be read and that no edge dangles
    report.faults.push_back({"", to_string(loaded.error())});
  }
  RAPPORT_TRY(const bool was_damaged, state_->drop_damaged_snapshot(*view));
  if (was_damaged) {
    report.faults.push_back(
        {"", "the snapshot file was damaged: it is removed, and made anew when it is needed"});
  }
  return report;
}

}  // namespace rapport::graph
