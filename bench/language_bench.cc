// How long each stage of the language engine takes, in nanoseconds a word on one thread, by
// instruction set, and how long its models take to load. CPU time, the best of several rounds, so
// that a busy machine counts for less.

#include <cstdio>
#include <ctime>
#include <functional>
#include <map>
#include <span>

#include "rapport/extract/extractor.h"
#include "rapport/extract/language.h"
#include "rapport/extract/words.h"

#include "bench/input.h"
#include "extract/language/lemmatiser.h"
#include "extract/language/model_file.h"
#include "extract/language/parser.h"
#include "extract/language/tagger.h"

namespace {

namespace fs = std::filesystem;
using namespace rapport::extract;  // NOLINT(google-build-using-namespace)
using rapport::bench::need;

constexpr int kRounds = 15;
const fs::path kModels = fs::path(RAPPORT_SOURCE_DIR) / "models";

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// Adds up what each stage takes in a round, and keeps the least of all rounds.
class Stopwatch {
 public:
  void start_round() { round_.clear(); }
  void start() { last_ = cpu_seconds(); }
  void stop(std::string_view stage) {
    const double now = cpu_seconds();
    if (!round_.contains(stage)) {
      round_[stage] = 0;
    }
    round_[stage] += now - last_;
    last_ = cpu_seconds();
  }
  void end_round() {
    for (const auto& [stage, seconds] : round_) {
      const auto [best, fresh] = best_.emplace(stage, seconds);
      best->second = std::min(best->second, seconds);
    }
  }
  double best(std::string_view stage) const { return best_.at(stage); }

 private:
  std::map<std::string_view, double> round_;
  std::map<std::string_view, double> best_;
  double last_ = 0;
};

std::vector<Sentence> read_sentences() {
  const auto words = need(WordList::load(kModels / "english.words"));
  std::vector<Sentence> all;
  for (const fs::path& file : rapport::bench::input_files()) {
    const RepairedText text = repair(need(read_file(file)).text, words.get());
    for (Sentence& sentence : sentences(text.text.text(), structure(text.text.text()))) {
      if (!sentence.tokens.empty() && sentence.tokens.size() <= kMaxSentenceTokens) {
        all.push_back(std::move(sentence));
      }
    }
  }
  return all;
}

template <typename Part>
Part read_part(const char* name) {
  return need(Part::read(need(MappedFile::open(kModels / name)).bytes(), name));
}

// The stages in their order.
std::vector<std::string_view> stages() {
  std::vector<std::string_view> names{"word forms", "tagger"};
  for (const Parser::Step& step : Parser::kSteps) {
    names.push_back(step.name);
  }
  names.push_back("lemmas");
  return names;
}

class Engine {
 public:
  explicit Engine(const std::vector<Sentence>& sentences) : sentences_(sentences) {}

  Stopwatch measure(CodePath path) {
    parser_.use(path);
    tagger_.use(path);
    Stopwatch watch;
    for (int round = 0; round < kRounds; ++round) {
      watch.start_round();
      for (std::size_t s = 0; s < sentences_.size();) {
        s = run_batch(s, watch);
      }
      watch.end_round();
    }
    return watch;
  }

 private:
  // Takes sentences from number `s` on, about as many words as Language takes at a time.
  std::size_t run_batch(std::size_t s, Stopwatch& watch) {
    Parser::begin_batch(parsing_);
    words_.clear();
    tags_.clear();
    for (; s < sentences_.size() && words_.size() < 256; ++s) {
      const std::size_t begin = words_.size();
      watch.start();
      for (const Token& token : sentences_[s].tokens) {
        words_.push_back(word_form(token.form));
      }
      watch.stop("word forms");
      const auto words = std::span(words_).subspan(begin);
      tagger_.tag(words, tagging_, sentence_tags_);
      watch.stop("tagger");
      tags_.insert(tags_.end(), sentence_tags_.begin(), sentence_tags_.end());
      parser_.add_window(words, sentence_tags_, parsing_);
    }
    watch.start();
    for (const Parser::Step& step : Parser::kSteps) {
      (parser_.*step.run)(parsing_);
      watch.stop(step.name);
    }
    parsing_.parse = {};
    for (std::size_t i = 0; i < words_.size(); ++i) {
      lemma_ = lemmatiser_.lemma(words_[i], tags_[i]);
    }
    watch.stop("lemmas");
    return s;
  }

  const std::vector<Sentence>& sentences_;
  Tagger tagger_ = read_part<Tagger>("english.tagger");
  Lemmatiser lemmatiser_ = read_part<Lemmatiser>("english.lemmas");
  Parser parser_ = read_part<Parser>("english.parser");
  Tagger::Scratch tagging_;
  Parser::Scratch parsing_;
  std::vector<WordForm> words_;
  std::vector<TagId> tags_;
  std::vector<TagId> sentence_tags_;
  std::string lemma_;
};

// The least CPU time of some runs.
double best_of(const std::function<void()>& run) {
  double best = 1e9;
  for (int round = 0; round < kRounds; ++round) {
    const double start = cpu_seconds();
    run();
    best = std::min(best, cpu_seconds() - start);
  }
  return best;
}

void print_stages(const std::vector<Sentence>& sentences, double words) {
  Engine engine(sentences);
  const std::vector<std::pair<CodePath, const char*>> paths{
      {CodePath::kAvx512Vnni, "AVX-512"}, {CodePath::kAvx2, "AVX2"}, {CodePath::kPlain, "plain"}};
  std::vector<Stopwatch> watches;
  std::printf("%-16s", "ns a word");
  for (const auto& [path, name] : paths) {
    if (has_code_path(path)) {
      watches.push_back(engine.measure(path));
      std::printf("%10s", name);
    }
  }
  std::vector<double> sums(watches.size());
  for (const std::string_view stage : stages()) {
    std::printf("\n%-16s", std::string(stage).c_str());
    for (std::size_t w = 0; w < watches.size(); ++w) {
      const double nanoseconds = 1e9 * watches[w].best(stage) / words;
      sums[w] += nanoseconds;
      std::printf("%10.0f", nanoseconds);
    }
  }
  std::printf("\n%-16s", "sum");
  for (const double sum : sums) {
    std::printf("%10.0f", sum);
  }
  std::printf("\n%-16s", "words/s");
  for (const double sum : sums) {
    std::printf("%10.0f", 1e9 / sum);
  }
  std::printf("\n");
}

}  // namespace

int main() {
  const std::vector<Sentence> sentences = read_sentences();
  std::vector<const Sentence*> all;
  double words = 0;
  for (const Sentence& sentence : sentences) {
    all.push_back(&sentence);
    words += static_cast<double>(sentence.tokens.size());
  }
  std::printf("%zu sentences, %.0f words\n", sentences.size(), words);
  std::printf("models loaded in %.1f ms\n", 1e3 * best_of([] { need(Language::load(kModels)); }));
  const auto language = need(Language::load(kModels));
  const Language::ScratchPtr scratch = language->make_scratch();
  const double together = best_of([&] { (void)language->analyse(all, *scratch); });
  const double one_by_one = best_of([&] {
    for (const Sentence& sentence : sentences) {
      (void)language->analyse(sentence, *scratch);
    }
  });
  std::printf("text to trees: %.0f words/s, sentence by sentence %.0f words/s\n", words / together,
              words / one_by_one);
  print_stages(sentences, words);
  return 0;
}
