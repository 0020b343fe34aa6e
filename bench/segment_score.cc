// Sentence and word F1 on raw text, per treebank file: segment_score [--diff] FILE.conllu...
// --diff prints each wrong sentence or word with its surroundings.

#include "rapport/extract/segment_score.h"

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

namespace {

using rapport::Span;
using rapport::extract::RawTreebank;
using rapport::extract::Sentence;

void print_missing(const RawTreebank& gold, const char* sign, const std::set<Span>& all,
                   const std::set<Span>& others) {
  constexpr std::uint32_t kAround = 30;
  for (const Span span : all) {
    if (!others.contains(span)) {
      const std::uint32_t begin = span.begin < kAround ? 0 : span.begin - kAround;
      const std::string before = gold.text.substr(begin, span.begin - begin);
      const std::string inside = gold.text.substr(span.begin, span.size());
      const std::string after = gold.text.substr(span.end, kAround);
      std::printf("%s %8u %s[[%s]]%s\n", sign, span.begin, before.c_str(), inside.c_str(),
                  after.c_str());
    }
  }
}

void print_differences(const RawTreebank& gold, const std::vector<Sentence>& found) {
  std::set<Span> gold_sentences(gold.sentences.begin(), gold.sentences.end());
  std::set<Span> gold_words(gold.words.begin(), gold.words.end());
  std::set<Span> sentences;
  std::set<Span> words;
  for (const Sentence& sentence : found) {
    sentences.insert(sentence.span);
    for (const auto& token : sentence.tokens) {
      words.insert(token.span);
    }
  }
  print_missing(gold, "S-", gold_sentences, sentences);
  print_missing(gold, "S+", sentences, gold_sentences);
  print_missing(gold, "W-", gold_words, words);
  print_missing(gold, "W+", words, gold_words);
}

bool score(const std::string& path, bool diff) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "%s: cannot be read\n", path.c_str());
    return false;
  }
  const std::string conllu{std::istreambuf_iterator<char>(file), {}};
  const auto gold = rapport::extract::read_raw_treebank(conllu, path);
  if (!gold) {
    std::fprintf(stderr, "%s\n", rapport::to_string(gold.error()).c_str());
    return false;
  }
  const auto start = std::chrono::steady_clock::now();
  const std::vector<Sentence> found = rapport::extract::sentences(gold->text, gold->paragraphs);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  if (diff) {
    print_differences(*gold, found);
  }
  const auto score = rapport::extract::segment_score(*gold, found);
  std::printf("%s: sentences %.2f (gold %llu, found %llu), words %.2f, %.2f M words/s\n",
              path.c_str(), score.sentences.value(),
              static_cast<unsigned long long>(score.sentences.gold),
              static_cast<unsigned long long>(score.sentences.found), score.words.value(),
              static_cast<double>(score.words.found) / seconds.count() / 1e6);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  bool diff = false;
  bool ok = true;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--diff") {
      diff = true;
    } else {
      ok = score(argument, diff) && ok;
    }
  }
  return ok ? 0 : 1;
}
