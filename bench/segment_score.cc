// How fast raw text is split, and where that goes wrong: segment_score [--diff] [--damaged] FILE...
// --diff prints each wrong sentence or word with its surroundings. --damaged wraps the text's lines
// after 72 characters and loses the blank behind one full stop of ten.

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "rapport/extract/raw_treebank.h"

#include "extract/language/alignment.h"
#include "extract/layout/token_char.h"

namespace {

using namespace rapport::extract;
using rapport::Span;

std::vector<ConlluSentence> to_conllu(const std::string& text,
                                      const std::vector<Sentence>& sentences) {
  std::vector<ConlluSentence> result;
  for (const Sentence& sentence : sentences) {
    Tree tree;
    for (const Token& token : sentence.tokens) {
      tree.words.emplace_back().span = token.span;
    }
    result.push_back(to_conllu(text, sentence, std::move(tree), result.size() + 1));
  }
  return result;
}

void print_missing(const std::string& text, const char* sign, const std::set<Span>& all,
                   const std::set<Span>& others) {
  constexpr std::uint32_t kAround = 30;
  for (const Span span : all) {
    if (!others.contains(span)) {
      const std::uint32_t begin = span.begin < kAround ? 0 : span.begin - kAround;
      const std::string before = text.substr(begin, span.begin - begin);
      const std::string inside = text.substr(span.begin, span.size());
      const std::string after = text.substr(span.end, kAround);
      std::printf("%s %8u %s[[%s]]%s\n", sign, span.begin, before.c_str(), inside.c_str(),
                  after.c_str());
    }
  }
}

// Where the bytes that are no blanks stand in `text`.
std::vector<std::uint32_t> places_of(std::string_view text) {
  std::vector<std::uint32_t> places;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    for (std::size_t i = 0; i < c.size && !c.blank(); ++i) {
      places.push_back(static_cast<std::uint32_t>(at + i));
    }
    at += c.size;
  }
  return places;
}

struct Cuts {
  std::set<Span> sentences;
  std::set<Span> words;  // a multiword token is one
};

Cuts cuts_of(const FlatText& flat, const std::vector<std::uint32_t>& places) {
  const auto in_text = [&](Span span) {
    return span.empty() ? Span{} : Span{places[span.begin], places[span.end - 1] + 1};
  };
  Cuts cuts;
  for (const Span span : flat.sentences) {
    cuts.sentences.insert(in_text(span));
  }
  for (const FlatWord& word : flat.words) {
    cuts.words.insert(in_text(word.span));
  }
  return cuts;
}

void print_differences(const std::string& text, const Cuts& gold, const Cuts& found) {
  print_missing(text, "S-", gold.sentences, found.sentences);
  print_missing(text, "S+", found.sentences, gold.sentences);
  print_missing(text, "W-", gold.words, found.words);
  print_missing(text, "W+", found.words, gold.words);
}

// Breaks lines and loses blanks, nothing else, so that the gold words can still be found.
RawTreebank damage(RawTreebank raw) {
  constexpr std::size_t kWidth = 72;
  constexpr std::size_t kEvery = 10;
  std::string text;
  std::size_t stops = 0;
  for (Block& paragraph : raw.paragraphs) {
    const std::size_t begin = text.size();
    std::size_t line = begin;
    for (const char c : paragraph.span.in(raw.text)) {
      if (c == ' ' && text.ends_with('.') && ++stops % kEvery == 0) {
        continue;
      }
      const bool wrap = c == ' ' && text.size() - line >= kWidth;
      text += wrap ? '\n' : c;
      line = wrap ? text.size() : line;
    }
    paragraph.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(text.size())};
    text += "\n\n";
  }
  raw.text = std::move(text);
  return raw;
}

rapport::Result<void> score(const std::string& path, bool diff, bool damaged) {
  std::ifstream file(path, std::ios::binary);
  const std::string conllu{std::istreambuf_iterator<char>(file), {}};
  if (!file) {
    return rapport::Error{rapport::Code::kIo, "cannot be read", path, ""};
  }
  RAPPORT_TRY(const auto gold, read_conllu(conllu, path));
  const RawTreebank raw = damaged ? damage(raw_treebank(gold)) : raw_treebank(gold);
  const auto start = std::chrono::steady_clock::now();
  const std::vector<Sentence> found = sentences(raw.text, raw.paragraphs);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  const std::vector<ConlluSentence> system = to_conllu(raw.text, found);
  RAPPORT_TRY(const ParseScores scores, score_parses(gold, system));
  if (diff) {
    const std::vector<std::uint32_t> places = places_of(raw.text);
    print_differences(raw.text, cuts_of(flatten(gold), places), cuts_of(flatten(system), places));
  }
  std::printf("%s: sentences %.2f (gold %zu, found %zu), words %.2f, %.2f M words/s\n",
              path.c_str(), scores.sentences.percent(), scores.sentences.gold,
              scores.sentences.system, scores.all.percent(scores.all.words),
              static_cast<double>(scores.all.system) / seconds.count() / 1e6);
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  bool diff = false;
  bool damaged = false;
  bool ok = true;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--diff") {
      diff = true;
    } else if (argument == "--damaged") {
      damaged = true;
    } else if (const auto scored = score(argument, diff, damaged); !scored) {
      std::fprintf(stderr, "%s\n", rapport::to_string(scored.error()).c_str());
      ok = false;
    }
  }
  return ok ? 0 : 1;
}
