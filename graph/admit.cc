// Checks claims before they are stored, so that what is stored can be trusted.

#include "graph/admit.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <utility>

#include "graph/hash.h"
#include "graph/merge.h"
#include "graph/utf8.h"

namespace rapport::graph {
namespace {

std::string fault_of_entity(const EntityRef& entity, const pack::Pack& pack) {
  if (entity.name.empty() || entity.key.empty()) {
    return "an end has no name";
  }
  if (entity.name.size() > kLongestName || entity.key.size() > kLongestName) {
    return "a name is longer than " + std::to_string(kLongestName) + " bytes";
  }
  if (!pack.find_type(entity.type)) {
    return "the pack has no type \"" + entity.type + "\"";
  }
  std::size_t alias_bytes = 0;
  for (const std::string& alias : entity.aliases) {
    alias_bytes += alias.size();
    if (!is_utf8(alias)) {
      return "an alias is not UTF-8";
    }
  }
  if (alias_bytes > 4 * kLongestName) {
    return "the aliases are longer than " + std::to_string(4 * kLongestName) + " bytes";
  }
  return is_utf8(entity.name) && is_utf8(entity.key) ? "" : "a name is not UTF-8";
}

std::string fault_of_texts(const Claim& claim) {
  for (const std::string* text :
       {&claim.predicate, &claim.time, &claim.quantity, &claim.attribution, &claim.place}) {
    if (text->size() > kLongestName) {
      return "a qualifier is longer than " + std::to_string(kLongestName) + " bytes";
    }
    if (!is_utf8(*text)) {
      return "a qualifier is not UTF-8";
    }
  }
  return is_utf8(claim.quote) && is_utf8(claim.rule) ? "" : "the quote is not UTF-8";
}

std::string fault_of_signature(const Claim& claim, const pack::Pack& pack) {
  const auto relation = pack.find_relation(claim.relation);
  if (!relation) {
    return "the pack has no relation \"" + claim.relation + "\"";
  }
  if (!pack.admits(*relation, *pack.find_type(claim.subject.type),
                   *pack.find_type(claim.object.type))) {
    return claim.relation + " does not go from " + claim.subject.type + " to " + claim.object.type;
  }
  return "";
}

// Offsets of a text that is not UTF-8 are taken as they are.
std::string fault_of_spans(const Spans& spans, const Extraction& extraction) {
  const std::string& text = extraction.original;
  for (const Span span : spans) {
    if (span.begin >= span.end || span.end > text.size()) {
      return "a span lies outside of the document";
    }
    if (extraction.document.charset == "UTF-8" &&
        (cuts_character(text, span.begin) || cuts_character(text, span.end))) {
      return "a span cuts a character in two";
    }
  }
  return "";
}

void sort_aliases(EntityRef& entity) {
  const std::set<std::string> sorted(entity.aliases.begin(), entity.aliases.end());
  entity.aliases.assign(sorted.begin(), sorted.end());
}

}  // namespace

Result<void> check_document(const Extraction& extraction) {
  const DocumentInfo& document = extraction.document;
  if (document.name.empty() || document.name.size() > kLongestName) {
    return Error{Code::kBadInput,
                 "a document needs a name of at most " + std::to_string(kLongestName) + " bytes",
                 document.path, ""};
  }
  if (extraction.original.size() > std::numeric_limits<std::uint32_t>::max()) {
    return Error{Code::kLimit, "is larger than 4 GiB", document.name, "split it"};
  }
  if (document.sha256 != sha256_hex(extraction.original)) {
    return Error{Code::kBadInput, "the bytes of the document are not those of its sha256",
                 document.name, "read it again: it may have changed meanwhile"};
  }
  return {};
}

std::string fault_of(const Claim& claim, const Extraction& extraction, const pack::Pack& pack) {
  std::string fault;
  const auto check = [&fault](std::string found) {
    fault = std::move(found);
    return !fault.empty();
  };
  if (check(fault_of_entity(claim.subject, pack)) || check(fault_of_entity(claim.object, pack)) ||
      check(fault_of_signature(claim, pack)) || check(fault_of_texts(claim)) ||
      check(claim.evidence.empty() ? "there is no evidence" : "") ||
      check(claim.confidence > 1000 ? "the confidence is above 1" : "")) {
    return fault;
  }
  for (const Spans* spans :
       {&claim.evidence, &claim.context, &claim.subject.mention, &claim.object.mention}) {
    if (check(fault_of_spans(*spans, extraction))) {
      return fault;
    }
  }
  return "";
}

AdmittedClaims admit(const Extraction& extraction, const pack::Pack& pack, const Schema& schema) {
  AdmittedClaims admitted;
  std::vector<Claim> claims;
  for (const Claim& claim : extraction.claims) {
    const std::string fault = fault_of(claim, extraction, pack);
    if (!fault.empty()) {
      admitted.refused.push_back(fault + ": " + (claim.quote.empty() ? claim.rule : claim.quote));
      continue;
    }
    claims.push_back(claim);
    sort_aliases(claims.back().subject);
    sort_aliases(claims.back().object);
  }
  const std::size_t told = claims.size();
  claims = without_repeats(std::move(claims), schema);
  admitted.repeated = told - claims.size();
  const LineIndex lines(extraction.original);
  for (Claim& claim : claims) {
    ClaimRecord record;
    record.line = lines.line_of(claim.evidence.front().begin);
    record.fingerprint = fingerprint(claim, extraction.original);
    record.claim = std::move(claim);
    admitted.records.push_back(std::move(record));
  }
  return admitted;
}

}  // namespace rapport::graph
