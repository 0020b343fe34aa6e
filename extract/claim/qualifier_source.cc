// Who says so, in words: a label before the sentence, a source in brackets, or the speaker.

#include <algorithm>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/noun_phrase.h"
#include "extract/claim/passage.h"
#include "extract/claim/qualifier_parts.h"
#include "extract/claim/speaker.h"

namespace rapport::extract {
namespace {

constexpr int kLabelWords = 6;  // of a speaker before a colon

std::string text(const Mentions& mentions, int sentence, int begin, int end) {
  const TreeView& tree = mentions.analysis().view(sentence);
  const Span span{tree[begin].span.begin, tree[end - 1].span.end};
  return std::string(span.in(mentions.analysis().text->text()));
}

// Does a label name somebody: "PSAKI", "SENIOR OFFICIAL"? Slogans before a text do not ("PUTTING
// SAFETY FIRST", "FACT SHEET").
bool names_somebody(const TreeView& tree, int end) {
  static const std::unordered_set<std::string_view> kTitles = {"mr",
                                                               "mrs",
                                                               "ms",
                                                               "dr",
                                                               "president",
                                                               "vice",
                                                               "prime",
                                                               "minister",
                                                               "senator",
                                                               "governor",
                                                               "secretary",
                                                               "general",
                                                               "official",
                                                               "ambassador",
                                                               "director",
                                                               "mayor",
                                                               "chancellor",
                                                               "speaker",
                                                               "leader",
                                                               "king",
                                                               "queen",
                                                               "prince",
                                                               "admiral",
                                                               "chairman",
                                                               "chair",
                                                               "judge",
                                                               "justice",
                                                               "representative",
                                                               "congressman",
                                                               "moderator",
                                                               "reporter",
                                                               "participant",
                                                               "administrator",
                                                               "commissioner",
                                                               "spokesperson",
                                                               "spokesman",
                                                               "professor",
                                                               "taoiseach",
                                                               "colonel",
                                                               "captain"};
  bool title = false, slogan = false;
  for (int w = 0; w < end; ++w) {
    std::string word = pack::fold(tree[w].form);
    if (word.ends_with('.')) {
      word.pop_back();
    }
    title = title || kTitles.contains(word);
    slogan = slogan || (end > 1 && word.size() > 5 && word.ends_with("ing")) || word == "fact";
  }
  return title || (end <= 3 && !slogan);
}

// "SECRETARY BLINKEN: ...".
std::string label(const Mentions& mentions, int sentence) {
  const TreeView& tree = mentions.analysis().view(sentence);
  for (int w = 0; w < tree.size() && w <= kLabelWords; ++w) {
    const std::string& form = tree[w].form;
    if (form == ":") {
      return w > 0 && names_somebody(tree, w) ? text(mentions, sentence, 0, w) : "";
    }
    if ((form.size() < 2 && form != "-") ||
        std::any_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; })) {
      return "";
    }
  }
  return "";
}

// "(source: Middle East Security Monitor)".
std::string cited(const Mentions& mentions, int sentence) {
  const TreeView& tree = mentions.analysis().view(sentence);
  for (int w = 0; w + 2 < tree.size(); ++w) {
    if (tree[w + 1].form != ":" || pack::fold(tree[w].lemma) != "source") {
      continue;
    }
    int end = w + 2;
    while (end < tree.size() && tree[end].form != ")" && tree[end].form != "-RRB-" &&
           tree[end].form != ";" && tree[end].form != ".") {
      ++end;
    }
    return end > w + 2 ? text(mentions, sentence, w + 2, end) : "";
  }
  return "";
}

// A speaker and those coordinated with it, in the words of the sentence; for a pronoun the name
// that it stands for.
std::string named(Mentions& mentions, int sentence, int speaker) {
  std::string out;
  const TreeView& tree = mentions.analysis().view(sentence);
  for (int j : tree.conjuncts(speaker)) {
    const MentionId id = mentions.of({sentence, j});
    const std::vector<MentionId> referents = mentions.referents(id);
    const bool pronoun = mentions[id].pronoun && !referents.empty();
    // "their informant, Eileen Curry"
    const int name = tree[j].upos == Upos::kNoun ? tree.child(j, {Deprel::kAppos}) : kRoot;
    const int who = name != kRoot && tree[name].upos == Upos::kPropn ? name : j;
    out += (out.empty() ? "" : " and ") +
           (pronoun ? mentions[referents.front()].name : noun_phrase(tree, who).name);
  }
  return out;
}

bool is_first_person(const Mentions& mentions, int sentence, int w) {
  const std::string form = pack::fold(mentions.analysis().view(sentence)[w].form);
  return form == "i" || form == "we";
}

}  // namespace

std::string source_of(Mentions& mentions, WordRef anchor) {
  if (std::string source = cited(mentions, anchor.sentence); !source.empty()) {
    return source;
  }
  const int speaker = speaker_of(mentions, anchor);
  std::string who = label(mentions, anchor.sentence);
  if (speaker == kRoot && who.empty()) {
    const auto quoted = quoted_across(mentions.analysis(), anchor);
    return quoted ? named(mentions, quoted->sentence, quoted->word) : "";
  }
  // "SECRETARY BLINKEN: I believe that ..." is said by the one of the label.
  if (speaker == kRoot || (!who.empty() && is_first_person(mentions, anchor.sentence, speaker))) {
    return who;
  }
  return named(mentions, anchor.sentence, speaker);
}

}  // namespace rapport::extract
