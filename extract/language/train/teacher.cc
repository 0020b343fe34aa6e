// Voting, and the file of silver sentences.

#include "extract/language/train/teacher.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <string>

#include "rapport/extract/conllu.h"

#include "extract/language/model_file.h"
#include "extract/language/name_decoder.h"
#include "extract/language/spanning_tree.h"
#include "extract/language/train/names.h"
#include "extract/language/train/parser_trainer.h"

namespace rapport::extract::train {
namespace {

constexpr std::string_view kNameKey = "NER=";

struct Verdict {
  Parse parse;
  std::size_t votes = 0;  // for the arcs chosen, of all parsers together
};

// The value that most parsers say, of equally many the first.
template <typename T>
T majority(const std::vector<T>& said) {
  return *std::max_element(said.begin(), said.end(), [&](const T& a, const T& b) {
    return std::count(said.begin(), said.end(), a) < std::count(said.begin(), said.end(), b);
  });
}

std::vector<int> elect_heads(const std::vector<Parse>& parses, std::size_t words) {
  const std::size_t stride = words + 1;
  std::vector<std::int32_t> votes(stride * stride);
  for (std::size_t p = 0; p < parses.size(); ++p) {
    for (std::size_t i = 0; i < words; ++i) {
      // A word more than all others can say decides between equals: the first parser's.
      votes[(i + 1) * stride + static_cast<std::size_t>(parses[p].arcs[i].head + 1)] +=
          p == 0 ? 1001 : 1000;
    }
  }
  return best_tree(votes.data(), words, stride);
}

Verdict elect(const std::vector<Parse>& parses, std::size_t words) {
  constexpr std::size_t kNames = kNameTagNames.size();
  Verdict verdict;
  const std::vector<int> heads = elect_heads(parses, words);
  std::vector<std::int32_t> name_votes(words * kNames);
  for (std::size_t i = 0; i < words; ++i) {
    std::vector<Deprel> relations;
    std::vector<TagId> tags;
    for (const Parse& parse : parses) {
      if (parse.arcs[i].head + 1 == heads[i]) {
        relations.push_back(parse.arcs[i].deprel);
      }
      tags.push_back(parse.tags[i]);
      ++name_votes[i * kNames + static_cast<std::size_t>(parse.names[i])];
    }
    verdict.votes += relations.size();
    verdict.parse.arcs.push_back(
        {heads[i] - 1, relations.empty() ? parses[0].arcs[i].deprel : majority(relations)});
    verdict.parse.tags.push_back(majority(tags));
  }
  verdict.parse.names = best_names(name_votes.data(), words, kNames);
  return verdict;
}

std::vector<std::string> split_words(const std::string& line) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < line.size();) {
    const std::size_t end = std::min(line.find(' ', begin), line.size());
    words.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

std::string write_silver(const std::vector<std::string>& forms, const Parse& parse,
                         const std::vector<JointTag>& tags) {
  ConlluSentence sentence;
  for (std::size_t i = 0; i < forms.size(); ++i) {
    const JointTag& tag = tags[parse.tags[i]];
    sentence.tree.words.push_back({forms[i],
                                   "_",
                                   tag.xpos,
                                   tag.upos,
                                   parse.arcs[i].deprel,
                                   parse.arcs[i].head,
                                   {},
                                   parse.names[i]});
    sentence.columns.emplace_back();
    if (parse.names[i] != NameTag::kOutside) {
      sentence.columns.back().misc = std::string(kNameKey) + std::string(to_string(parse.names[i]));
    }
  }
  return write_conllu(sentence);
}

// A silver sentence as training sees it.
Example example_of(const ConlluSentence& sentence,
                   const std::map<std::pair<Upos, std::string>, TagId>& ids) {
  Example example;
  for (std::size_t i = 0; i < sentence.tree.words.size(); ++i) {
    const Word& word = sentence.tree.words[i];
    const std::string& misc = sentence.columns[i].misc;
    example.words.push_back(word_form(word.form));
    example.tags.push_back(ids.at({word.upos, word.xpos}));
    example.heads.push_back(word.head);
    example.deprels.push_back(word.deprel);
    example.names.push_back(misc.starts_with(kNameKey)
                                ? name_tag(std::string_view(misc).substr(kNameKey.size()))
                                : NameTag::kOutside);
  }
  return example;
}

}  // namespace

Result<std::size_t> teach(const std::filesystem::path& from, const Tagger& tagger,
                          const std::vector<Parser>& parsers, const TeachOptions& options,
                          const std::filesystem::path& to) {
  std::ifstream in(from, std::ios::binary);
  std::ofstream out(to, std::ios::binary);
  Tagger::Scratch tagger_scratch;
  Parser::Scratch scratch;
  std::vector<TagId> tags;
  std::vector<Parse> parses(parsers.size());
  std::size_t written = 0;
  std::string line;
  for (std::size_t number = 0; std::getline(in, line); ++number) {
    if (number % options.every != 0) {
      continue;
    }
    const std::vector<std::string> forms = split_words(line);
    std::vector<WordForm> words;
    for (const std::string& form : forms) {
      words.push_back(word_form(form));
    }
    tagger.tag(words, tagger_scratch, tags);
    for (std::size_t p = 0; p < parsers.size(); ++p) {
      parsers[p].parse(words, tags, scratch, parses[p]);
    }
    const Verdict verdict = elect(parses, words.size());
    const auto asked = static_cast<float>(words.size() * parsers.size());
    if (static_cast<float>(verdict.votes) >= options.least_agreement * asked) {
      out << write_silver(forms, verdict.parse, tagger.tags());
      ++written;
    }
  }
  out.close();
  if (!in.eof() || !out) {
    return Error{Code::kIo, "cannot be read or written", from.string() + ", " + to.string(),
                 "are the files there, and is there room?"};
  }
  return written;
}

Result<std::vector<ParserExample>> read_silver(const std::filesystem::path& file,
                                               const Tagger& tagger, const Vocabulary& words) {
  constexpr std::size_t kTogether = 1000;  // sentences, so that memory holds a part at a time
  std::map<std::pair<Upos, std::string>, TagId> ids;
  for (std::size_t t = 0; t < tagger.tags().size(); ++t) {
    ids.emplace(std::pair(tagger.tags()[t].upos, tagger.tags()[t].xpos), static_cast<TagId>(t));
  }
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    return Error{Code::kNotFound, "cannot be read", file.string(), "run the step teach first"};
  }
  Tagger::Scratch scratch;
  std::vector<ParserExample> all;
  std::string text;
  std::string line;
  std::size_t held = 0;
  const auto take = [&]() -> Result<void> {
    RAPPORT_TRY(const std::vector<ConlluSentence> sentences, read_conllu(text, file.string()));
    std::vector<Example> examples;
    std::vector<std::vector<TagId>> tags;
    for (const ConlluSentence& sentence : sentences) {
      examples.push_back(example_of(sentence, ids));
      tagger.tag(examples.back().words, scratch, tags.emplace_back());
    }
    std::vector<ParserExample> more = parser_examples(examples, tags, words);
    std::move(more.begin(), more.end(), std::back_inserter(all));
    text.clear();
    held = 0;
    return {};
  };
  while (std::getline(in, line)) {
    text += line + '\n';
    held += line.empty() ? 1 : 0;
    if (held == kTogether) {
      RAPPORT_CHECK(take());
    }
  }
  RAPPORT_CHECK(take());
  return all;
}

}  // namespace rapport::extract::train
