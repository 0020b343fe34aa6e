// rapport-train: makes the files of models/ from treebanks. Each step reads the files that the
// steps before it wrote, so that a run can be taken up again; scripts/train runs them all.
//
//   rapport-train text      WORK < JSONL
//   rapport-train tagger    TREEBANKS MODELS
//   rapport-train lemmas    TREEBANKS MODELS
//   rapport-train jackknife TREEBANKS WORK
//   rapport-train parser    TREEBANKS MODELS WORK [name=value ...]
//   rapport-train score     TREEBANKS MODELS dev|test

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "rapport/extract/conllu.h"
#include "rapport/extract/language.h"

#include "extract/language/lemmatiser.h"
#include "extract/language/model_file.h"
#include "extract/language/train/corpus.h"
#include "extract/language/train/lemma_trainer.h"
#include "extract/language/train/parser_step.h"
#include "extract/language/train/raw_text.h"
#include "extract/language/train/tagger_trainer.h"
#include "extract/language/train/teacher.h"

namespace rapport::extract::train {
namespace {

using Path = std::filesystem::path;
using Clock = std::chrono::steady_clock;

constexpr const char* kUsage =
    "usage: rapport-train text WORK < JSONL\n"
    "       rapport-train tagger|lemmas TREEBANKS MODELS\n"
    "       rapport-train jackknife TREEBANKS WORK\n"
    "       rapport-train parser TREEBANKS MODELS WORK [name=value ...]\n"
    "       rapport-train teach MODELS SENTENCES SILVER EVERY PARSER...\n"
    "       rapport-train score TREEBANKS MODELS dev|test\n";

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

std::vector<const Example*> all_of(const Corpus& corpus) {
  std::vector<const Example*> examples;
  for (const Example& example : corpus.examples) {
    examples.push_back(&example);
  }
  return examples;
}

Result<void> make_text(const Path& work) {
  std::ios::sync_with_stdio(false);
  RAPPORT_TRY(const std::size_t sentences, write_sentences(std::cin, work / "sentences.txt"));
  fmt::print("{} sentences\n", sentences);
  return write_lower(work / "sentences.txt", work / "sentences.lower");
}

Result<void> make_tagger(const Path& treebanks, const Path& models) {
  RAPPORT_TRY(const Corpus corpus, read_corpus(treebanks));
  const Tagger tagger = train_tagger(corpus.tags, all_of(corpus), {});
  return write_file(models / "english.tagger", tagger.write());
}

Result<void> make_lemmas(const Path& treebanks, const Path& models) {
  RAPPORT_TRY(const Corpus corpus, read_corpus(treebanks));
  return write_file(models / "english.lemmas", train_lemmatiser(corpus).write());
}

Result<void> make_silver(const Path& models, const Path& from, const Path& to, std::size_t every,
                         const std::vector<std::string>& files) {
  RAPPORT_TRY(const std::string file, read_model_file(models / "english.tagger"));
  RAPPORT_TRY(const Tagger tagger, Tagger::read(file, "english.tagger"));
  std::vector<Parser> parsers;
  for (const std::string& name : files) {
    RAPPORT_TRY(const std::string bytes, read_model_file(name));
    RAPPORT_TRY(Parser parser, Parser::read(bytes, name));
    parsers.push_back(std::move(parser));
  }
  TeachOptions options;
  options.every = std::max<std::size_t>(every, 1);
  RAPPORT_TRY(const std::size_t sentences, teach(from, tagger, parsers, options, to));
  fmt::print("{} silver sentences\n", sentences);
  return {};
}

Result<void> print_scores(const Path& treebanks, const Path& models, const std::string& part) {
  RAPPORT_TRY(const auto language, Language::load(models));
  const Language::ScratchPtr scratch = language->make_scratch();
  for (const char* bank : {"EWT", "GUM"}) {
    RAPPORT_TRY(const std::vector<ConlluSentence> gold, read_treebank(treebanks, bank, part));
    std::vector<Sentence> sentences;
    for (const ConlluSentence& sentence : gold) {
      sentences.push_back(sentence.sentence());
    }
    std::vector<Tree> trees;
    const Clock::time_point start = Clock::now();
    for (const Sentence& sentence : sentences) {
      trees.push_back(language->analyse(sentence, *scratch));
    }
    const double seconds = seconds_since(start);
    RAPPORT_TRY(const ParseScores scores, score_parses(gold, trees));
    fmt::print("{} {}: {}{:.0f} words/s\n\n", bank, part, to_string(scores),
               static_cast<double>(scores.all.words) / seconds);
  }
  return {};
}

Result<void> run(const std::vector<std::string>& args) {
  const std::string step = args.empty() ? "" : args[0];
  if (args.size() == 3 && step == "tagger") {
    return make_tagger(args[1], args[2]);
  }
  if (args.size() == 3 && step == "lemmas") {
    return make_lemmas(args[1], args[2]);
  }
  if (args.size() == 3 && step == "jackknife") {
    return make_jackknife(args[1], args[2]);
  }
  if (args.size() >= 4 && step == "parser") {
    return make_parser(args[1], args[2], args[3], {args.begin() + 4, args.end()});
  }
  if (args.size() >= 6 && step == "teach") {
    return make_silver(args[1], args[2], args[3],
                       static_cast<std::size_t>(std::atoi(args[4].c_str())),
                       {args.begin() + 5, args.end()});
  }
  if (args.size() == 2 && step == "text") {
    return make_text(args[1]);
  }
  if (args.size() == 4 && step == "score") {
    return print_scores(args[1], args[2], args[3]);
  }
  return Error{Code::kBadInput, kUsage, "", ""};
}

}  // namespace
}  // namespace rapport::extract::train

int main(int argc, char** argv) {
  const auto result = rapport::extract::train::run({argv + 1, argv + argc});
  if (!result) {
    fmt::print(stderr, "{}\n", rapport::to_string(result.error()));
    return 1;
  }
  return 0;
}
