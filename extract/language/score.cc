// Scoring a parse against a gold one, by the definitions of the CoNLL 2018 shared task.

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "rapport/extract/conllu.h"

#include "extract/language/alignment.h"

namespace rapport::extract {
namespace {

constexpr auto kUnmet = static_cast<std::size_t>(-1);

// A file with its words in one row; heads are places in that row.
struct Analysis {
  const std::vector<ConlluSentence>& sentences;
  FlatText text;

  explicit Analysis(const std::vector<ConlluSentence>& all)
      : sentences(all), text(flatten(sentences)) {}

  const Word& word(std::size_t i) const {
    const FlatWord& place = text.words[i];
    return sentences[place.sentence].tree.words[place.index];
  }
  std::optional<std::size_t> head(std::size_t i) const {
    const int head = word(i).head;
    return head == kRoot ? std::nullopt
                         : std::optional(i - text.words[i].index + static_cast<std::size_t>(head));
  }
  // Without its subtype.
  std::string_view relation(std::size_t i) const {
    const FlatWord& place = text.words[i];
    const std::vector<std::string>& deprels = sentences[place.sentence].deprels;
    const std::string_view whole =
        place.index < deprels.size() ? deprels[place.index] : to_string(word(i).deprel);
    return whole.substr(0, whole.find(':'));
  }
};

// What keeps the heads of a sentence from being a tree; empty where nothing does, or where it has
// words and tags alone.
std::string fault_of(const ConlluSentence& sentence) {
  const std::vector<Word>& words = sentence.tree.words;
  const auto size = static_cast<int>(words.size());
  const auto head = [&](int word) { return words[static_cast<std::size_t>(word)].head; };
  std::vector<int> seen(words.size(), kRoot);  // the word whose climb passed here first
  int root = kRoot;
  if (std::all_of(sentence.deprels.begin(), sentence.deprels.end(),
                  [](const std::string& relation) { return relation == "_"; })) {
    return {};
  }
  for (int word = 0; word < size; ++word) {
    if (head(word) == kRoot && root != kRoot) {
      return fmt::format("words {} and {} are both the root", root + 1, word + 1);
    }
    root = head(word) == kRoot ? word : root;
    for (int at = word; at != kRoot; at = head(at)) {
      int& first = seen[static_cast<std::size_t>(at)];
      if (first == word) {
        return fmt::format("the heads of word {} go round in a cycle", at + 1);
      }
      if (first != kRoot) {
        break;
      }
      first = word;
    }
  }
  return {};
}

class Scorer {
 public:
  Scorer(const std::vector<ConlluSentence>& gold, const std::vector<ConlluSentence>& system)
      : gold_(gold), system_(system) {}

  Result<ParseScores> run() && {
    RAPPORT_CHECK(check_trees());
    RAPPORT_CHECK(compare_characters());
    const auto pairs = align(gold_.sentences, gold_.text, system_.sentences, system_.text);
    gold_of_.assign(system_.text.words.size(), kUnmet);
    for (const auto& [gold, system] : pairs) {
      gold_of_[system] = gold;
    }
    count_sentences();
    count_all();
    for (const auto& [gold, system] : pairs) {
      count_pair(gold, system);
    }
    for (auto& [name, relation] : relations_) {
      relation.name = name;
      scores_.relations.push_back(std::move(relation));
    }
    return std::move(scores_);
  }

 private:
  Result<void> check_trees() const {
    for (std::size_t s = 0; s < gold_.sentences.size(); ++s) {
      if (std::string fault = fault_of(gold_.sentences[s]); !fault.empty()) {
        return Error{Code::kBadInput, std::move(fault),
                     fmt::format("sentence {} of the gold file", s + 1),
                     "each sentence needs one root, and each word a path of heads to it"};
      }
    }
    return {};
  }

  Result<void> compare_characters() const {
    const std::string& a = gold_.text.characters;
    const std::string& b = system_.text.characters;
    if (a == b) {
      return {};
    }
    const auto place = static_cast<std::uint32_t>(
        std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
    const std::vector<Span>& spans = gold_.text.sentences;
    const auto sentence =
        std::find_if(spans.begin(), spans.end(), [&](Span span) { return place < span.end; });
    return Error{Code::kBadInput, "the words of the two files spell different texts",
                 fmt::format("sentence {} of the gold file", sentence - spans.begin() + 1),
                 "does its '# text' say the same as its words?"};
  }

  bool is_long(const FlatWord& gold) const {
    return gold_.sentences[gold.sentence].tree.words.size() >= ParseScores::kLongSentence;
  }

  void count_sentences() {
    const std::vector<Span>& gold = gold_.text.sentences;
    const std::vector<Span>& system = system_.text.sentences;
    std::vector<Span> both;
    std::set_intersection(gold.begin(), gold.end(), system.begin(), system.end(),
                          std::back_inserter(both));
    scores_.sentences = {both.size(), gold.size(), system.size()};
  }

  void count_all() {
    const std::vector<FlatWord>& gold = gold_.text.words;
    const std::vector<FlatWord>& system = system_.text.words;
    scores_.all.gold = gold.size();
    scores_.all.system = system.size();
    for (std::size_t i = 0; i < gold.size(); ++i) {
      ++relations_[gold_.relation(i)].gold;
      scores_.long_sentences.gold += is_long(gold[i]) ? 1 : 0;
    }
    std::size_t at = 0;  // the gold word where system word i begins, or the one before
    for (std::size_t i = 0; i < system.size(); ++i) {
      ++relations_[system_.relation(i)].system;
      while (at + 1 < gold.size() && gold[at + 1].span.begin <= system[i].span.begin) {
        ++at;
      }
      scores_.long_sentences.system += !gold.empty() && is_long(gold[at]) ? 1 : 0;
    }
  }

  bool head_met(std::size_t gold, std::size_t system) const {
    const std::optional<std::size_t> found = system_.head(system);
    return gold_.head(gold) == (found ? std::optional(gold_of_[*found]) : std::nullopt);
  }

  void count_pair(std::size_t gold, std::size_t system) {
    const Word& wanted = gold_.word(gold);
    const Word& found = system_.word(system);
    const bool head = head_met(gold, system);
    const bool relation = head && gold_.relation(gold) == system_.relation(system);
    const auto count = [&](ParseScores::Count& to) {
      ++to.words;
      to.upos += wanted.upos == found.upos ? 1 : 0;
      to.xpos += wanted.xpos == found.xpos ? 1 : 0;
      to.lemma += wanted.lemma == "_" || wanted.lemma == found.lemma ? 1 : 0;
      to.uas += head ? 1 : 0;
      to.las += relation ? 1 : 0;
    };
    count(scores_.all);
    if (is_long(gold_.text.words[gold])) {
      count(scores_.long_sentences);
    }
    relations_[gold_.relation(gold)].correct += relation ? 1 : 0;
    auto& band = *std::find_if(scores_.certainty.begin(), scores_.certainty.end() - 1,
                               [&](const auto& one) { return found.certainty < one.below; });
    ++band.words;
    band.right += head ? 1 : 0;
    band.sum += found.certainty;
  }

  Analysis gold_;
  Analysis system_;
  std::vector<std::size_t> gold_of_;  // of each system word; kUnmet
  std::map<std::string_view, ParseScores::Relation> relations_;
  ParseScores scores_;
};

}  // namespace

double F1::percent() const {
  return gold + system == 0
             ? 0.0
             : 200.0 * static_cast<double>(correct) / static_cast<double>(gold + system);
}

Result<ParseScores> score_parses(const std::vector<ConlluSentence>& gold,
                                 const std::vector<ConlluSentence>& system) {
  return Scorer(gold, system).run();
}

Result<ParseScores> score_parses(const std::vector<ConlluSentence>& gold,
                                 const std::vector<Tree>& system) {
  if (gold.size() != system.size()) {
    return Error{
        Code::kBadInput,
        fmt::format("has {} sentences where the gold file has {}", system.size(), gold.size()),
        "the parse", "parse the gold file's own tokens"};
  }
  std::vector<ConlluSentence> parsed;
  parsed.reserve(gold.size());
  for (std::size_t s = 0; s < gold.size(); ++s) {
    const auto same_form = [](const Word& a, const Word& b) { return a.form == b.form; };
    const std::vector<Word>& wanted = gold[s].tree.words;
    const std::vector<Word>& found = system[s].words;
    if (!std::equal(wanted.begin(), wanted.end(), found.begin(), found.end(), same_form)) {
      return Error{Code::kBadInput, "has other words than the gold file",
                   fmt::format("sentence {}", s + 1), "parse the gold file's own tokens"};
    }
    parsed.push_back(with_tree(gold[s], system[s]));
  }
  return score_parses(gold, parsed);
}

std::string to_string(const ParseScores& scores) {
  const ParseScores::Count& all = scores.all;
  std::string out = fmt::format("{} sentences, {} words\n", scores.sentences.gold, all.gold);
  const auto line = [&](const char* name, double percent) {
    out += fmt::format("{:<14}{:6.2f}\n", name, percent);
  };
  line("sentences", scores.sentences.percent());
  line("words", all.percent(all.words));
  line("UPOS", all.percent(all.upos));
  line("XPOS", all.percent(all.xpos));
  line("lemma", all.percent(all.lemma));
  line("UAS", all.percent(all.uas));
  line("LAS", all.percent(all.las));
  line("LAS, 40+ words", scores.long_sentences.percent(scores.long_sentences.las));
  out += "relation          F1   gold\n";
  for (const ParseScores::Relation& relation : scores.relations) {
    out += fmt::format("{:<14}{:6.2f} {:6}\n", relation.name, relation.percent(), relation.gold);
  }
  out += "certainty of a head  said  right  words\n";
  for (const ParseScores::Certainty& band : scores.certainty) {
    const auto words = static_cast<double>(std::max<std::size_t>(band.words, 1));
    out += fmt::format("below {:<13.2f} {:5.1f} {:6.1f} {:6}\n", band.below / 1000.0,
                       static_cast<double>(band.sum) / 10 / words,
                       100 * static_cast<double>(band.right) / words, band.words);
  }
  return out;
}

}  // namespace rapport::extract
