// rapport eval: the claims of files, or of JSON Lines, against gold facts; with --sentences, what
// qualifies single statements.

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/eval.h"
#include "app/eval_sentences.h"
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

void print_qualifiers(Output& out, const QualifierScore& s) {
  for (std::size_t kind = 0; kind < s.by_kind.size(); ++kind) {
    const Tally& tally = s.by_kind[kind];
    const Rates r = tally.rates();
    out.print("  {:<12} gold {:4d} found {:4d} right {:4d} | P {:.3f} R {:.3f} F1 {:.3f}\n",
              kQualifierKinds[kind], tally.gold, tally.found, tally.right, r.precision, r.recall,
              r.f1);
  }
}

using Json = nlohmann::ordered_json;

Json rates_json(const Rates& r) {
  return {{"precision", r.precision}, {"recall", r.recall}, {"f1", r.f1}};
}

Json qualifiers_json(const QualifierScore& s) {
  Json json;
  for (std::size_t kind = 0; kind < s.by_kind.size(); ++kind) {
    const Tally& tally = s.by_kind[kind];
    Json one = {{"gold", tally.gold}, {"found", tally.found}, {"right", tally.right}};
    one.update(rates_json(tally.rates()));
    json[std::string(kQualifierKinds[kind])] = std::move(one);
  }
  return json;
}

void print_json(Output& out, const Score& s) {
  const Json json = {{"gold", s.gold},
                     {"core", s.core},
                     {"facts", s.facts},
                     {"typed", rates_json(s.typed)},
                     {"untyped", rates_json(s.untyped)},
                     {"types", s.types},
                     {"modality", s.modality},
                     {"matched", s.matched},
                     {"qualifiers", qualifiers_json(s.qualifiers)}};
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

// Precision of the facts with each rule, or in each tenth of confidence.
void print_precision_by(Output& out, const std::vector<GoldFact>& gold,
                        const std::vector<FoundFact>& facts, const std::string& by) {
  std::map<std::string, std::vector<FoundFact>> groups;
  for (const FoundFact& fact : facts) {
    const double tenth = std::min(std::floor(fact.confidence * 10 + 1e-6), 9.0) / 10;
    const std::string band = fmt::format("{:.1f} to {:.1f}", tenth, tenth + 0.1);
    groups[by == "rule" ? fact.rule + ' ' + fact.relation : band].push_back(fact);
  }
  for (const auto& [label, group] : groups) {
    const Score s = score(gold, group);
    double sum = 0;
    for (const FoundFact& fact : group) {
      sum += fact.confidence;
    }
    out.print("{:<40s} facts {:4d} | typed P {:.3f} | untyped P {:.3f} | mean confidence {:.3f}\n",
              label, s.facts, s.typed.precision, s.untyped.precision,
              sum / static_cast<double>(group.size()));
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

Result<std::vector<FoundFact>> extract_facts(Session& session, const EvalOptions& options) {
  RAPPORT_TRY(const extract::Extractor extractor, session.extractor({true, options.without}));
  std::vector<FoundFact> facts;
  for (const std::string& file : options.files) {
    RAPPORT_TRY(auto document, read_document(file));
    const Extraction extraction = extractor.extract(std::move(document));
    for (const std::string& warning : extraction.warnings) {
      print_warning(extraction.document.name, warning);
    }
    for (const Claim& claim : extraction.claims) {
      facts.push_back(
          {extraction.document.name,
           claim.subject.name,
           claim.subject.type,
           claim.relation,
           claim.object.name,
           claim.object.type,
           {std::string(to_string(claim.polarity)), std::string(to_string(claim.modality)),
            claim.time, claim.quantity, claim.attribution},
           claim.quote,
           claim.rule,
           claim.confidence / 1000.0});
    }
  }
  return facts;
}

// The propositions of a sentence, read by itself.
Result<std::vector<FoundStatement>> find_statements(const extract::Extractor& extractor,
                                                    const std::string& sentence) {
  RAPPORT_TRY(const extract::Document document,
              extract::read_bytes(sentence + "\n", "sentence", "sentence"));
  std::vector<FoundStatement> found;
  std::vector<std::string> warnings;
  for (const extract::Explanation& e : extractor.explain(document, warnings)) {
    if (e.only_attributes) {
      continue;  // "announced that": no statement, by the conventions of the gold
    }
    found.push_back(
        {e.word, e.predicate, {e.polarity, e.modality, e.time, e.quantity, e.attribution}});
  }
  return found;
}

Result<int> eval_sentences(Session& session, const EvalOptions& options) {
  RAPPORT_TRY(const std::string gold_text, read_text_file(options.gold, kMaxFactBytes));
  RAPPORT_TRY(const auto gold, parse_sentences(gold_text, options.gold));
  RAPPORT_TRY(const extract::Extractor extractor, session.extractor({true, options.without}));
  StatementScore score;
  std::size_t number = 0;
  for (const GoldSentence& sentence : gold) {
    auto found = find_statements(extractor, sentence.text);
    ++number;
    if (!found) {
      Error error = found.error();
      error.where = fmt::format("{}: sentence {}", options.gold, number);
      return error;
    }
    score_sentence(sentence, *found, score);
  }
  Output& out = session.out();
  if (options.json) {
    out.write(Json{{"sentences", score.sentences},
                   {"statements", score.statements},
                   {"uncovered", score.uncovered},
                   {"qualifiers", qualifiers_json(score.qualifiers)}}
                  .dump(1) +
              "\n");
    return kSuccess;
  }
  out.print("sentences {}, statements {}, of these {} covered by no proposition\n", score.sentences,
            score.statements, score.uncovered);
  print_qualifiers(out, score.qualifiers);
  for (const auto& [label, lines] :
       {std::pair<std::string_view, const std::vector<std::string>&>{"missed", score.missed},
        {"wrong", score.wrong}}) {
    for (std::size_t i = 0; i < std::min(options.errors, lines.size()); ++i) {
      out.print("{:<7} {}\n", std::string(label) + ":", lines[i]);
    }
  }
  return kSuccess;
}

}  // namespace

Result<int> run_eval(Session& session, const EvalOptions& options) {
  if (options.sentences) {
    return eval_sentences(session, options);
  }
  if (options.files.empty() == options.facts.empty()) {
    print_error({Code::kBadInput,
                 "name reports to extract, or --facts CLAIMS.jsonl, or --sentences for gold of "
                 "sentences",
                 "eval", ""});
    return kWrongUsage;
  }
  RAPPORT_TRY(const std::string gold_text, read_text_file(options.gold, kMaxFactBytes));
  RAPPORT_TRY(const auto gold, parse_gold(gold_text, options.gold));
  std::vector<FoundFact> facts;
  if (options.facts.empty()) {
    RAPPORT_TRY(facts, extract_facts(session, options));
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
    (options.by == "doc" || options.by == "relation" ? print_by : print_precision_by)(
        session.out(), gold, facts, options.by);
  }
  print_score(session.out(), "all", all);
  session.out().print("qualifiers of the {} facts whose relation and ends agree\n", all.matched);
  print_qualifiers(session.out(), all.qualifiers);
  print_errors(session.out(), all, options.errors);
  return kSuccess;
}

}  // namespace rapport::app
