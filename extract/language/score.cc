// Scoring a parse against a gold one, by the definitions of the CoNLL 2018 shared task.

#include <map>

#include <fmt/format.h>

#include "rapport/extract/conllu.h"

namespace rapport::extract {
namespace {

std::string_view base(std::string_view relation) { return relation.substr(0, relation.find(':')); }

double percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

void count_word(const Word& gold, const Word& system, bool relation_met,
                ParseScores::Count& count) {
  const bool head_met = gold.head == system.head;
  ++count.words;
  count.upos += gold.upos == system.upos ? 1 : 0;
  count.xpos += gold.xpos == system.xpos ? 1 : 0;
  count.lemma += gold.lemma == "_" || gold.lemma == system.lemma ? 1 : 0;
  count.uas += head_met ? 1 : 0;
  count.las += head_met && relation_met ? 1 : 0;
}

void add(const ParseScores::Count& from, ParseScores::Count& to) {
  to.words += from.words;
  to.upos += from.upos;
  to.xpos += from.xpos;
  to.lemma += from.lemma;
  to.uas += from.uas;
  to.las += from.las;
}

}  // namespace

double ParseScores::Relation::f1() const { return percent(2 * correct, gold + system); }

Result<ParseScores> score_parses(const std::vector<ConlluSentence>& gold,
                                 const std::vector<Tree>& system) {
  if (gold.size() != system.size()) {
    return Error{
        Code::kBadInput,
        fmt::format("has {} sentences where the gold file has {}", system.size(), gold.size()),
        "the parse", "parse the gold file's own tokens"};
  }
  ParseScores scores;
  std::map<std::string_view, ParseScores::Relation> relations;
  for (std::size_t s = 0; s < gold.size(); ++s) {
    const std::vector<Word>& wanted = gold[s].tree.words;
    const std::vector<Word>& found = system[s].words;
    ParseScores::Count count;
    for (std::size_t i = 0; i < wanted.size() || i < found.size(); ++i) {
      if (i >= wanted.size() || i >= found.size() || wanted[i].form != found[i].form) {
        return Error{Code::kBadInput, "has other words than the gold file",
                     fmt::format("sentence {}, word {}", s + 1, i + 1),
                     "parse the gold file's own tokens"};
      }
      const std::string_view gold_relation = base(gold[s].deprels[i]);
      const std::string_view system_relation = base(to_string(found[i].deprel));
      const bool relation_met = gold_relation == system_relation;
      count_word(wanted[i], found[i], relation_met, count);
      ++relations[gold_relation].gold;
      ++relations[system_relation].system;
      if (relation_met && wanted[i].head == found[i].head) {
        ++relations[gold_relation].correct;
      }
    }
    ++scores.sentences;
    add(count, scores.all);
    if (count.words >= ParseScores::kLongSentence) {
      add(count, scores.long_sentences);
    }
  }
  for (auto& [name, relation] : relations) {
    relation.name = name;
    scores.relations.push_back(std::move(relation));
  }
  return scores;
}

std::string to_string(const ParseScores& scores) {
  const ParseScores::Count& all = scores.all;
  std::string out = fmt::format("{} sentences, {} words\n", scores.sentences, all.words);
  const auto line = [&](const char* name, std::size_t part, std::size_t whole) {
    out += fmt::format("{:<14}{:6.2f}\n", name, percent(part, whole));
  };
  line("UPOS", all.upos, all.words);
  line("XPOS", all.xpos, all.words);
  line("lemma", all.lemma, all.words);
  line("UAS", all.uas, all.words);
  line("LAS", all.las, all.words);
  line("LAS, 40+ words", scores.long_sentences.las, scores.long_sentences.words);
  out += "relation          F1   gold\n";
  for (const ParseScores::Relation& relation : scores.relations) {
    out += fmt::format("{:<14}{:6.2f} {:6}\n", relation.name, relation.f1(), relation.gold);
  }
  return out;
}

}  // namespace rapport::extract
