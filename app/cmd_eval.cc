// rapport eval: the claims of files, or of JSON Lines, against gold facts.

#include <algorithm>
#include <iterator>
#include <set>

#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/eval.h"
#include "app/input.h"
#include "app/message.h"

namespace rapport::app {

namespace {

constexpr std::size_t kMaxFactBytes = std::size_t{4} << 30;

void print_score(Output& out, const std::string& label, const Score& s) {
  out.print(
      "{:<32s} gold {:4d} core {:4d} facts {:4d} | typed P {:.3f} R {:.3f} F1 {:.3f} | untyped "
      "P {:.3f} R {:.3f} F1 {:.3f} | types {:.3f} modality {:.3f}\n",
      label, s.gold, s.core, s.facts, s.typed.precision, s.typed.recall, s.typed.f1,
      s.untyped.precision, s.untyped.recall, s.untyped.f1, s.types, s.modality);
}

void print_json(Output& out, const Score& s) {
  const auto rates = [](const Rates& r) {
    return nlohmann::ordered_json{{"precision", r.precision}, {"recall", r.recall}, {"f1", r.f1}};
  };
  const nlohmann::ordered_json json = {{"gold", s.gold},
                                       {"core", s.core},
                                       {"facts", s.facts},
                                       {"typed", rates(s.typed)},
                                       {"untyped", rates(s.untyped)},
                                       {"types", s.types},
                                       {"modality", s.modality}};
  out.write(json.dump(1) + "\n");
}

void print_by(Output& out, const std::vector<GoldFact>& gold, const std::vector<FoundFact>& facts,
              const std::string& by) {
  const bool by_doc = by == "doc";
  const auto key = [by_doc](const auto& fact) { return by_doc ? fact.doc : fact.relation; };
  std::set<std::string> keys;
  for (const GoldFact& fact : gold) {
    keys.insert(key(fact));
  }
  for (const std::string& k : keys) {
    std::vector<GoldFact> some_gold;
    std::vector<FoundFact> some_facts;
    std::copy_if(gold.begin(), gold.end(), std::back_inserter(some_gold),
                 [&](const GoldFact& fact) { return key(fact) == k; });
    std::copy_if(facts.begin(), facts.end(), std::back_inserter(some_facts),
                 [&](const FoundFact& fact) { return key(fact) == k; });
    print_score(out, k, score(some_gold, some_facts));
  }
}

void print_errors(Output& out, const Score& s, std::size_t count) {
  for (std::size_t i = 0; i < std::min(count, s.missed.size()); ++i) {
    const GoldFact& g = s.missed[i];
    out.print("missed:     {} {} -{}-> {} | {}\n", g.doc.substr(0, 4), g.subject.front(),
              g.relation, g.object.front(), one_line(g.evidence, 110));
  }
  for (std::size_t i = 0; i < std::min(count, s.unmatched.size()); ++i) {
    const FoundFact& f = s.unmatched[i];
    out.print("unmatched:  {} {} -{}-> {}\n", f.doc.substr(0, 4), f.subject, f.relation, f.object);
  }
}

Result<std::vector<FoundFact>> extract_facts(Session& session,
                                             const std::vector<std::string>& files) {
  RAPPORT_TRY(const extract::Extractor extractor, session.extractor());
  std::vector<FoundFact> facts;
  for (const std::string& file : files) {
    RAPPORT_TRY(auto document, read_document(file));
    const Extraction extraction = extractor.extract(std::move(document));
    for (const Claim& claim : extraction.claims) {
      facts.push_back({extraction.document.name, claim.subject.name, claim.subject.type,
                       claim.relation, claim.object.name, claim.object.type,
                       std::string(to_string(claim.polarity)),
                       std::string(to_string(claim.modality))});
    }
  }
  return facts;
}

}  // namespace

Result<int> run_eval(Session& session, const EvalOptions& options) {
  if (options.files.empty() == options.facts.empty()) {
    print_error({Code::kBadInput, "name reports to extract, or --facts CLAIMS.jsonl", "eval", ""});
    return kWrongUsage;
  }
  RAPPORT_TRY(const std::string gold_text, read_text_file(options.gold, kMaxFactBytes));
  RAPPORT_TRY(const auto gold, parse_gold(gold_text, options.gold));
  std::vector<FoundFact> facts;
  if (options.facts.empty()) {
    RAPPORT_TRY(facts, extract_facts(session, options.files));
  } else {
    RAPPORT_TRY(const std::string text, read_text_file(options.facts, kMaxFactBytes));
    RAPPORT_TRY(facts, parse_facts(text, options.facts));
  }
  const Score all = score(gold, facts);
  if (options.json) {
    print_json(session.out(), all);
    return kSuccess;
  }
  if (!options.by.empty()) {
    print_by(session.out(), gold, facts, options.by);
  }
  print_score(session.out(), "all", all);
  print_errors(session.out(), all, options.errors);
  return kSuccess;
}

}  // namespace rapport::app
