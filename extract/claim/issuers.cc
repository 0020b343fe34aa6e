// Reads off a heading or an announcement who states what follows.

#include "extract/claim/issuers.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/quotation.h"

namespace rapport::extract {
namespace {

using Words = std::unordered_set<std::string_view>;

const Words kStatements = {"statement", "declaration", "communique", "manifesto",
                           "message",   "pledge",      "appeal",     "letter"};
const Words kTold = {"following", "below"};
// Behind the statement, these begin what it is about, or when and where it is made.
const Words kAbout = {"on",      "about", "regarding", "concerning", "following",
                      "marking", "after", "to",        "in",         "at"};
const Words kBy = {"by", "behalf"};

bool speaks_as_we(const TreeView& tree) {
  for (int w = 0; w < tree.size() && !is_quote_mark(tree, w); ++w) {
    const std::string lower = tree[w].upos == Upos::kPron ? pack::fold(tree[w].form) : "";
    if (lower == "we" || lower == "our" || lower == "us") {
      return true;
    }
  }
  return false;
}

// The word that calls the text a statement; kRoot when none does.
int statement_in(const TreeView& tree, bool heading) {
  bool told = heading;
  for (int w = 0; w < tree.size(); ++w) {
    told = told || kTold.contains(tree[w].lemma) || kTold.contains(pack::fold(tree[w].form));
    if (told && kStatements.contains(pack::fold(tree[w].form))) {
      return w;
    }
  }
  return kRoot;
}

// The words of the sentence that say who states, by place: up to the statement all, behind it those
// that do not tell what it is about.
std::vector<bool> stating_words(const TreeView& tree, int statement) {
  std::vector<bool> out(static_cast<std::size_t>(tree.size()), true);
  bool stating = true;
  for (int w = statement + 1; w < tree.size(); ++w) {
    const std::string lower = pack::fold(tree[w].form);
    stating = kBy.contains(lower) || (stating && !kAbout.contains(lower));
    out[static_cast<std::size_t>(w)] = stating;
  }
  return out;
}

std::vector<MentionId> named_among(Mentions& mentions, int sentence,
                                   const std::vector<bool>& words) {
  const pack::Pack& pack = mentions.pack();
  std::vector<MentionId> out;
  for (const NameHit& hit : mentions.names_in(sentence)) {
    if (hit.adjective || !words[static_cast<std::size_t>(hit.begin)]) {
      continue;
    }
    const MentionId id = mentions.of_name(sentence, hit);
    const Mention& mention = mentions[id];
    const bool actor = mention.type && pack.types()[pack.root(*mention.type)].abstract;
    const bool again = std::any_of(out.begin(), out.end(),
                                   [&](MentionId o) { return mentions[o].name == mention.name; });
    if (actor && !again) {
      out.push_back(id);
    }
  }
  return out;
}

}  // namespace

std::vector<MentionId> find_issuers(Mentions& mentions) {
  const Analysis& analysis = mentions.analysis();
  for (std::size_t s = 0; s < analysis.sentences.size(); ++s) {
    const int sentence = static_cast<int>(s);
    const TreeView& tree = analysis.view(sentence);
    const bool heading = analysis.block_of(sentence).kind == BlockKind::kHeading;
    const int statement = statement_in(tree, heading);
    if (statement != kRoot) {
      std::vector<MentionId> named =
          named_among(mentions, sentence, stating_words(tree, statement));
      if (!named.empty()) {
        return named;
      }
    }
    if (!heading && speaks_as_we(tree)) {
      break;
    }
  }
  return {};
}

}  // namespace rapport::extract
