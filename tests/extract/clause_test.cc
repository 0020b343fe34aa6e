// Clauses: subjects restored, objects of passives, moods.

#include "extract/claim/clause.h"

#include <gmock/gmock.h>

#include "tests/support/tree_text.h"

namespace rapport::extract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using test::tree_of;

std::vector<std::string> forms(const Tree& tree, const std::vector<int>& words) {
  std::vector<std::string> out;
  for (int w : words) {
    out.push_back(tree.words[static_cast<std::size_t>(w)].form);
  }
  return out;
}

Clause clause_of(const Tree& tree, std::string_view form) {
  const TreeView view(tree);
  const std::vector<Clause> all = clauses(view);
  for (std::size_t i = 0; i < tree.words.size(); ++i) {
    if (tree.words[i].form == form) {
      return all[i];
    }
  }
  return {};
}

TEST(Clause, SplitsCoordinatedSubjects) {
  const Tree tree = tree_of(R"(Mali mali PROPN NNP 4 nsubj
and and CCONJ CC 3 cc
Niger niger PROPN NNP 1 conj
patrol patrol VERB VBP 0 root
borders border NOUN NNS 4 obj)");
  const Clause clause = clause_of(tree, "patrol");
  EXPECT_THAT(forms(tree, clause.subjects), ElementsAre("Mali", "Niger"));
  EXPECT_THAT(forms(tree, clause.objects), ElementsAre("borders"));
  EXPECT_EQ(clause.modality, Modality::kAsserted);
}

TEST(Clause, GivesAConjoinedVerbTheSubjectOfTheFirst) {
  const Tree tree = tree_of(R"(Donors donor NOUN NNS 3 nsubj
may may AUX MD 3 aux
pledge pledge VERB VB 0 root
and and CCONJ CC 5 cc
deliver deliver VERB VB 3 conj
aid aid NOUN NN 5 obj)");
  const Clause clause = clause_of(tree, "deliver");
  EXPECT_THAT(forms(tree, clause.subjects), ElementsAre("Donors"));
  EXPECT_EQ(clause.modality, Modality::kPossible);
  // What follows the last verb is the object of both.
  EXPECT_THAT(forms(tree, clause_of(tree, "pledge").objects), ElementsAre("aid"));
}

TEST(Clause, TurnsAPassiveRound) {
  const Tree tree = tree_of(R"(Aid aid NOUN NN 3 nsubj:pass
was be AUX VBD 3 aux:pass
delivered deliver VERB VBN 0 root
by by ADP IN 5 case
Norway norway PROPN NNP 3 obl:agent)");
  const Clause clause = clause_of(tree, "delivered");
  EXPECT_THAT(forms(tree, clause.subjects), ElementsAre("Norway"));
  EXPECT_THAT(forms(tree, clause.objects), ElementsAre("Aid"));
}

TEST(Clause, ReplacesARelativePronounByItsNoun) {
  const Tree tree = tree_of(R"(rules rule NOUN NNS 0 root
that that PRON WDT 3 nsubj
limit limit VERB VBP 1 acl:relcl
trade trade NOUN NN 3 obj)");
  EXPECT_THAT(forms(tree, clause_of(tree, "limit").subjects), ElementsAre("rules"));
}

TEST(Clause, InfinitiveOfPurposeTakesTheMainSubject) {
  const Tree tree = tree_of(R"(Ghana ghana PROPN NNP 2 nsubj
acted act VERB VBD 0 root
to to PART TO 4 mark
protect protect VERB VB 2 advcl
civilians civilian NOUN NNS 4 obj)");
  const Clause clause = clause_of(tree, "protect");
  EXPECT_TRUE(clause.purpose);
  EXPECT_THAT(forms(tree, clause.subjects), ElementsAre("Ghana"));
}

TEST(Clause, ObjectControlGivesTheObjectAsSubject) {
  const Tree tree = tree_of(R"(Funds fund NOUN NNS 2 nsubj
allow allow VERB VBP 0 root
states state NOUN NNS 2 obj
to to PART TO 5 mark
act act VERB VB 2 xcomp)");
  EXPECT_THAT(forms(tree, clause_of(tree, "act").subjects), ElementsAre("states"));
}

TEST(Clause, NegationReachesTheComplement) {
  const Tree tree = tree_of(R"(Peace peace NOUN NN 4 nsubj
does do AUX VBZ 4 aux
not not PART RB 4 advmod
mean mean VERB VB 0 root
that that SCONJ IN 7 mark
stability stability NOUN NN 7 nsubj
returns return VERB VBZ 4 ccomp)");
  EXPECT_EQ(clause_of(tree, "mean").polarity, Polarity::kNegated);
  EXPECT_EQ(clause_of(tree, "returns").polarity, Polarity::kNegated);
}

TEST(Clause, FailingToDoIsNotDoing) {
  const Tree tree = tree_of(R"(Parties party NOUN NNS 2 nsubj
failed fail VERB VBD 0 root
to to PART TO 4 mark
sign sign VERB VB 2 xcomp)");
  EXPECT_EQ(clause_of(tree, "sign").polarity, Polarity::kNegated);
}

TEST(Clause, NotOnlyAffirms) {
  const Tree tree = tree_of(R"(It it PRON PRP 4 nsubj
not not PART RB 4 advmod
only only ADV RB 4 advmod
helps help VERB VBZ 0 root)");
  EXPECT_EQ(clause_of(tree, "helps").polarity, Polarity::kAffirmed);
}

TEST(Clause, ModalsAndAims) {
  const Tree should = tree_of(R"(States state NOUN NNS 3 nsubj
should should AUX MD 3 aux
act act VERB VB 0 root)");
  EXPECT_EQ(clause_of(should, "act").modality, Modality::kRecommended);
  const Tree aim = tree_of(R"(States state NOUN NNS 2 nsubj
plan plan VERB VBP 0 root
to to PART TO 4 mark
act act VERB VB 2 xcomp)");
  EXPECT_EQ(clause_of(aim, "act").modality, Modality::kPlanned);
  EXPECT_TRUE(clause_of(aim, "act").purpose);
}

TEST(Clause, CarriersGiveWayToWhatTheyCarry) {
  const Tree tree = tree_of(R"(Kenya kenya PROPN NNP 3 nmod:poss
's 's PART POS 1 case
role role NOUN NN 6 nsubj
in in SCONJ IN 5 mark
mediating mediate VERB VBG 3 acl
matters matter VERB VBZ 0 root)");
  const TreeView view(tree);
  EXPECT_THAT(forms(tree, carried(view, clauses(view), 2)), ElementsAre("Kenya"));
  EXPECT_THAT(forms(tree, clause_of(tree, "mediating").subjects), ElementsAre("Kenya"));
}

TEST(Clause, EmptyTreeHasNone) {
  const Tree tree;
  EXPECT_THAT(clauses(TreeView(tree)), IsEmpty());
}

}  // namespace
}  // namespace rapport::extract
