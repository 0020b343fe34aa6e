// Scores of parses, by hand-made cases of their definition.

#include <random>
#include <set>

#include <gtest/gtest.h>

#include "rapport/extract/conllu.h"

#include "extract/language/alignment.h"

namespace rapport::extract {
namespace {

std::vector<ConlluSentence> read(std::string_view text) {
  auto sentences = read_conllu(text, "test.conllu");
  EXPECT_TRUE(sentences.has_value()) << to_string(sentences.error());
  return sentences ? std::move(sentences).value() : std::vector<ConlluSentence>{};
}

std::string line(int id, int head, const std::string& relation, const std::string& form = "w") {
  return std::to_string(id) + "\t" + form + "\t_\tNOUN\tNN\t_\t" + std::to_string(head) + "\t" +
         relation + "\t_\t_\n";
}

TEST(Score, CountsHeadsAndRelationsWithoutSubtypes) {
  const auto gold =
      read(line(1, 0, "root") + line(2, 1, "nmod:poss") + line(3, 1, "obj") + line(4, 3, "det"));
  Tree system = gold[0].tree;
  system.words[1].deprel = Deprel::kNmod;  // right without its subtype
  system.words[2].deprel = Deprel::kIobj;  // head right, relation wrong
  system.words[3].head = 0;                // head wrong
  const auto scores = score_parses(gold, {system});
  ASSERT_TRUE(scores.has_value());
  EXPECT_EQ(scores->all.words, 4U);
  EXPECT_EQ(scores->all.uas, 3U);
  EXPECT_EQ(scores->all.las, 2U);
  EXPECT_EQ(scores->all.lemma, 4U);  // a gold "_" is always met
  for (const ParseScores::Relation& relation : scores->relations) {
    EXPECT_EQ(relation.percent(), relation.name == "nmod" || relation.name == "root" ? 100.0 : 0.0)
        << relation.name;
  }
}

TEST(Score, CountsLongSentencesApart) {
  std::string text = line(1, 0, "root");
  for (int i = 2; i <= 40; ++i) {
    text += line(i, 1, "obj");
  }
  const auto gold = read(text + "\n" + line(1, 0, "root"));
  const auto scores = score_parses(gold, {gold[0].tree, gold[1].tree});
  ASSERT_TRUE(scores.has_value());
  EXPECT_EQ(scores->all.words, 41U);
  EXPECT_EQ(scores->long_sentences.words, 40U);
  EXPECT_EQ(scores->long_sentences.las, 40U);
}

TEST(Score, OtherWordsAreAnError) {
  const auto gold = read(line(1, 0, "root", "a"));
  EXPECT_FALSE(score_parses(gold, std::vector<Tree>{}).has_value());
  EXPECT_FALSE(score_parses(gold, {Tree{}}).has_value());
  EXPECT_FALSE(score_parses(gold, {read(line(1, 0, "root", "b"))[0].tree}).has_value());
}

TEST(Score, GoldThatIsNoTreeIsAnErrorThatNamesTheSentence) {
  const std::string good = line(1, 0, "root") + "\n";
  const std::string self = line(1, 0, "root") + line(2, 2, "obj");
  const std::string cycle = line(1, 0, "root") + line(2, 3, "obj") + line(3, 2, "det");
  const std::string no_root = line(1, 2, "obj") + line(2, 1, "det");
  const std::string two_roots = line(1, 0, "root") + line(2, 0, "root");
  for (const std::string& bad : {self, cycle, no_root, two_roots}) {
    const auto gold = read(good + bad);
    const auto scores = score_parses(gold, gold);
    ASSERT_FALSE(scores.has_value()) << bad;
    EXPECT_EQ(scores.error().code, Code::kBadInput);
    EXPECT_EQ(scores.error().where, "sentence 2 of the gold file");
    EXPECT_FALSE(scores.error().hint.empty());
  }
  const auto tags_alone = read(line(1, 0, "_") + line(2, 0, "_"));
  EXPECT_TRUE(score_parses(tags_alone, tags_alone).has_value());
}

// Sentences in short: words "form/head" set off by blanks, sentences by "|", and a multiword token
// "surface=form/head+form/head".
std::vector<ConlluSentence> sentences(std::string_view text) {
  std::string conllu;
  int id = 1;
  const auto word = [&](std::string_view item) {
    const std::size_t slash = item.find('/');
    conllu +=
        line(id++, std::stoi(std::string(item.substr(slash + 1))),
             item.substr(slash + 1) == "0" ? "root" : "dep", std::string(item.substr(0, slash)));
  };
  while (!text.empty()) {
    std::string_view item = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(item.size() + 1, text.size()));
    if (item == "|") {
      conllu += '\n';
      id = 1;
      continue;
    }
    if (const std::size_t sign = item.find('='); sign != std::string_view::npos) {
      const auto words = 1 + std::count(item.begin(), item.end(), '+');
      conllu += std::to_string(id) + "-" + std::to_string(id + words - 1) + "\t" +
                std::string(item.substr(0, sign)) + "\t_\t_\t_\t_\t_\t_\t_\t_\n";
      item.remove_prefix(sign + 1);
    }
    while (!item.empty()) {
      const std::string_view part = item.substr(0, item.find('+'));
      word(part);
      item.remove_prefix(std::min(part.size() + 1, item.size()));
    }
  }
  return read(conllu);
}

ParseScores score(std::string_view gold, std::string_view system) {
  const auto scores = score_parses(sentences(gold), sentences(system));
  EXPECT_TRUE(scores.has_value()) << to_string(scores.error());
  return scores ? *scores : ParseScores{};
}

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

Pairs aligned(std::string_view gold, std::string_view system) {
  const auto a = sentences(gold);
  const auto b = sentences(system);
  return align(a, flatten(a), b, flatten(b));
}

TEST(RawScore, ATokenSplitInTwo) {
  const ParseScores scores = score("cannot/2 go/0 ./2", "can/3 not/3 go/0 ./3");
  EXPECT_EQ(scores.all.gold, 3U);
  EXPECT_EQ(scores.all.system, 4U);
  EXPECT_EQ(scores.all.words, 2U);
  EXPECT_EQ(scores.all.uas, 2U);
  EXPECT_DOUBLE_EQ(scores.all.percent(scores.all.las), 200.0 * 2 / 7);
  EXPECT_EQ(scores.sentences.correct, 1U);
}

TEST(RawScore, TwoTokensMerged) {
  // "ice-cream" is the head of "the" in one, "cream" in the other: the heads differ.
  const ParseScores scores = score("the/3 ice-/3 cream/0", "the/2 ice-cream/0");
  EXPECT_EQ(scores.all.words, 1U);
  EXPECT_EQ(scores.all.uas, 0U);
  EXPECT_EQ(scores.all.system, 2U);
}

TEST(RawScore, AMovedSentenceEnd) {
  const ParseScores scores = score("a/0 b/1 | c/0 d/1 | e/0", "a/0 | b/2 c/0 d/2 | e/0");
  EXPECT_EQ(scores.all.words, 5U);
  EXPECT_EQ(scores.sentences.correct, 1U);
  EXPECT_EQ(scores.sentences.gold, 3U);
  EXPECT_EQ(scores.sentences.system, 3U);
  EXPECT_EQ(scores.all.uas, 4U);  // b's head is a in one, c in the other
}

TEST(RawScore, ARootIsNoHeadAtAll) { EXPECT_EQ(score("a/2 b/0", "a/0 | b/0").all.uas, 1U); }

TEST(RawScore, BlanksAreNoPartOfTheText) {
  const auto with_blank = sentences("1_000/0 a/1");
  auto blank = with_blank;
  blank[0].tree.words[0].form = "1 000";
  auto glued = with_blank;
  glued[0].tree.words[0].form = "1\u00A0000";
  const auto scores = score_parses(blank, glued);
  ASSERT_TRUE(scores.has_value()) << to_string(scores.error());
  EXPECT_EQ(scores->all.words, 2U);
}

TEST(RawScore, OtherCharactersAreAnError) {
  const auto scores = score_parses(sentences("a/0 | b/0"), sentences("a/0 | c/0"));
  ASSERT_FALSE(scores.has_value());
  EXPECT_EQ(scores.error().code, Code::kBadInput);
  EXPECT_EQ(scores.error().where, "sentence 2 of the gold file");
  EXPECT_FALSE(score_parses(sentences("a/0"), sentences("a/0 b/1")).has_value());
  EXPECT_FALSE(score_parses({}, sentences("a/0")).has_value());
  EXPECT_TRUE(score_parses({}, std::vector<ConlluSentence>{}).has_value());
}

TEST(RawScore, LongSentencesHaveTheSystemsWordsInTheirPlace) {
  std::string gold;
  for (int i = 0; i < 40; ++i) {
    gold += i == 0 ? "ab/0 " : "w/1 ";
  }
  std::string system = "a/0 b/1 " + gold.substr(5);
  const ParseScores scores = score(gold + "| x/0 y/1", system + "| x/0 y/1");
  EXPECT_EQ(scores.long_sentences.gold, 40U);
  EXPECT_EQ(scores.long_sentences.system, 41U);
  EXPECT_EQ(scores.long_sentences.words, 39U);
}

TEST(Alignment, WordsOfAMultiwordTokenMeetByTheirForms) {
  // The gold file has the token, the system two plain words in its place.
  EXPECT_EQ(aligned("I/0 don't=do/1+n't/1 go/1", "I/0 do/1 n't/1 go/1"),
            (Pairs{{0, 0}, {1, 1}, {2, 2}, {3, 3}}));
  // Other forms than are written: only what is the same.
  EXPECT_EQ(aligned("won't=will/1+n't/0", "wo/1 n't/0"), (Pairs{{1, 1}}));
  EXPECT_EQ(aligned("won't=will/1+n't/0", "wo/1 n't/0").size(),
            aligned("wo/1 n't/0", "won't=will/1+n't/0").size());
  // In lower case.
  EXPECT_EQ(aligned("Don't=do/0+not/1", "Don't=Do/0+NOT/1"), (Pairs{{0, 0}, {1, 1}}));
}

TEST(Alignment, AMultiwordTokenAgainstOneWord) {
  EXPECT_EQ(aligned("don't=do/0+n't/1 go/1", "don't/0 go/1"), (Pairs{{2, 1}}));
  EXPECT_EQ(aligned("don't=don't/0+x/1", "don't/0"), (Pairs{{0, 0}}));
}

TEST(Alignment, AWordThatSticksOutIsNotMet) {
  EXPECT_EQ(aligned("x/0 ab=a/1+b/1 y/1", "xa/0 b/1 y/1"), (Pairs{{2, 1}, {3, 2}}));
  EXPECT_EQ(aligned("x/0 ab=a/1+b/1 y/1", "x/0 a/1 by/1"), (Pairs{{0, 0}, {1, 1}}));
}

TEST(Alignment, MultiwordTokensThatOverlapAreOneStretch) {
  EXPECT_EQ(aligned("ab=a/0+b/1 cd=c/1+d/1", "a/0 bc=b/1+c/1 d/1"),
            (Pairs{{0, 0}, {1, 1}, {2, 2}, {3, 3}}));
}

TEST(Alignment, TheLongestCommonSubsequenceIsTaken) {
  EXPECT_EQ(aligned("abc=x/0+a/1+b/1+c/1", "abc=a/0+b/1+x/1+c/1"), (Pairs{{1, 0}, {2, 1}, {3, 3}}));
}

// A text of the letters "ab" cut anyhow, some of its words put together into multiword tokens.
std::string random_cut(const std::string& text, std::mt19937& random) {
  std::string cut;
  int id = 0;
  for (std::size_t at = 0; at < text.size(); ++id) {
    const std::size_t size = std::min<std::size_t>(1 + random() % 3, text.size() - at);
    const std::string form = text.substr(at, size);
    cut += cut.empty() ? "" : " ";
    if (random() % 3 == 0) {
      cut += form + "=" + text[random() % text.size()] + "/0+" + form[0] + "/0";
    } else {
      cut += form + "/0";
    }
    if (random() % 5 == 0) {
      cut += " |";
    }
    at += size;
  }
  return cut;
}

TEST(Alignment, IsOneToOneInOrderAndWithinTheText) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string text(1 + random() % 12, 'a');
    for (char& c : text) {
      c = random() % 2 == 0 ? 'a' : 'b';
    }
    const std::string gold_text = random_cut(text, random);
    const std::string system_text = random_cut(text, random);
    const auto gold = sentences(gold_text);
    const auto system = sentences(system_text);
    const FlatText a = flatten(gold);
    const FlatText b = flatten(system);
    const Pairs pairs = align(gold, a, system, b);
    const std::set<std::pair<std::size_t, std::size_t>> met(pairs.begin(), pairs.end());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const FlatWord& g = a.words[pairs[i].first];
      const FlatWord& s = b.words[pairs[i].second];
      ASSERT_TRUE(g.multiword || s.multiword || g.span == s.span) << gold_text << "\n"
                                                                  << system_text;
      ASSERT_TRUE(i == 0 ||
                  (pairs[i - 1].first < pairs[i].first && pairs[i - 1].second < pairs[i].second));
    }
    // Words of the same characters that no multiword token reaches are always met.
    for (std::size_t g = 0; g < a.words.size(); ++g) {
      for (std::size_t s = 0; s < b.words.size(); ++s) {
        const bool same = a.words[g].span == b.words[s].span;
        const auto reaches = [&](const FlatWord& word) {
          return word.multiword && word.span.overlaps(a.words[g].span);
        };
        const bool plain = std::none_of(a.words.begin(), a.words.end(), reaches) &&
                           std::none_of(b.words.begin(), b.words.end(), reaches);
        ASSERT_TRUE(!same || !plain || met.contains({g, s})) << gold_text << "\n" << system_text;
      }
    }
    ASSERT_EQ(align(gold, a, gold, a).size(), a.words.size()) << gold_text;
  }
}

}  // namespace
}  // namespace rapport::extract
