// How fast extraction is, stage by stage, in words a second on one thread. bench/input.h says on
// which text.

#include <filesystem>

#include <benchmark/benchmark.h>

#include "rapport/extract/extractor.h"
#include "rapport/extract/words.h"

#include "bench/input.h"

namespace {

namespace fs = std::filesystem;
using namespace rapport::extract;  // NOLINT(google-build-using-namespace)
using rapport::bench::need;

struct Input {
  std::shared_ptr<const rapport::pack::Pack> pack;
  std::shared_ptr<const Language> language;
  std::shared_ptr<const WordList> words;
  std::vector<Document> documents;
  std::int64_t word_count = 0;
};

const Input& input() {
  static const Input made = [] {
    const fs::path source = RAPPORT_SOURCE_DIR;
    Input in;
    in.pack = need(rapport::pack::Pack::load(source / "packs/cooperation.json"));
    in.language = need(Language::load(source / "models"));
    in.words = need(WordList::load(source / "models/english.words"));
    const Extractor extractor(in.pack, in.language, in.words);
    for (const fs::path& file : rapport::bench::input_files()) {
      in.documents.push_back(need(read_file(file)));
      in.word_count +=
          static_cast<std::int64_t>(extractor.extract(in.documents.back()).document.words);
    }
    return in;
  }();
  return made;
}

void count_words(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * input().word_count);
}

void repair_text(benchmark::State& state) {
  const std::vector<Document>& documents = input().documents;  // which are read at the first call
  for (auto _ : state) {
    for (const Document& document : documents) {
      benchmark::DoNotOptimize(repair(document.text, input().words.get()));
    }
  }
  count_words(state);
}
BENCHMARK(repair_text);

void layout_and_tokens(benchmark::State& state) {
  std::vector<RepairedText> texts;
  for (const Document& document : input().documents) {
    texts.push_back(repair(document.text, input().words.get()));
  }
  for (auto _ : state) {
    for (const RepairedText& text : texts) {
      benchmark::DoNotOptimize(sentences(text.text.text(), structure(text.text.text())));
    }
  }
  count_words(state);
}
BENCHMARK(layout_and_tokens);

void tag_and_parse(benchmark::State& state) {
  std::vector<Sentence> all;
  for (const Document& document : input().documents) {
    const RepairedText text = repair(document.text, input().words.get());
    for (Sentence& sentence : sentences(text.text.text(), structure(text.text.text()))) {
      if (!sentence.tokens.empty() && sentence.tokens.size() <= kMaxSentenceTokens) {
        all.push_back(std::move(sentence));
      }
    }
  }
  std::vector<const Sentence*> pointers;
  for (const Sentence& sentence : all) {
    pointers.push_back(&sentence);
  }
  const Language::ScratchPtr scratch = input().language->make_scratch();
  for (auto _ : state) {
    benchmark::DoNotOptimize(input().language->analyse(pointers, *scratch));
  }
  count_words(state);
}
BENCHMARK(tag_and_parse);

void whole_extraction(benchmark::State& state) {
  const Extractor extractor(input().pack, input().language, input().words);
  for (auto _ : state) {
    for (const Document& document : input().documents) {
      benchmark::DoNotOptimize(extractor.extract(document));
    }
  }
  count_words(state);
}
BENCHMARK(whole_extraction);

}  // namespace

BENCHMARK_MAIN();
