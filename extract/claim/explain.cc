// From propositions to explanations; for those that give nothing, the nearest miss.

#include "extract/claim/explain.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "extract/claim/map.h"
#include "extract/claim/qualifier.h"
#include "extract/claim/reading.h"
#include "extract/claim/teller.h"

namespace rapport::extract {
namespace {

using pack::Gives;
using pack::Pack;
using pack::Pattern;

// A noun alone only names itself.
bool says_something(const Proposition& p) {
  return std::any_of(p.arguments.begin(), p.arguments.end(),
                     [](const Argument& argument) { return argument.role != "self"; });
}

class Explainer {
 public:
  Explainer(const Analysis& analysis, const Pack& pack, const std::vector<std::string>& without)
      : analysis_(analysis),
        pack_(pack),
        reading_(analysis, pack, without),
        mapper_(pack),
        references_(analysis.sentences.size()) {
    for (const Mention& what : reading_.mentions().all()) {
      if (!what.stands_for.empty()) {
        references_[static_cast<std::size_t>(what.head.sentence)].push_back(reference(what));
      }
    }
  }

  std::vector<Explanation> explain() {
    std::vector<Explanation> all;
    for (const Proposition& p : reading_.propositions()) {
      Explanation explanation = explain(p);
      if (says_something(p) || !explanation.claims.empty()) {
        all.push_back(std::move(explanation));
      }
    }
    return all;
  }

 private:
  const Mention& mention(MentionId id) const { return reading_.mentions()[id]; }
  std::string type_name(std::optional<pack::TypeIndex> type) const {
    return type ? pack_.types()[*type].name : std::string();
  }

  Explanation explain(const Proposition& p) {
    Explanation out;
    const auto sentence = static_cast<std::size_t>(p.anchor.sentence);
    out.sentence = analysis_.sentences[sentence].span.in(analysis_.text->text());
    out.references = references_[sentence];
    out.frame = p.frame;
    out.cues = p.cues;
    out.predicate = p.predicate;
    out.polarity = to_string(p.polarity);
    out.modality = to_string(p.modality);
    if (analysis_.view(p.anchor.sentence).size() > 0) {  // not skipped
      place_and_qualify(p.anchor, out);
      // That somebody did not say so, will say so or is said to is a statement.
      out.only_attributes = p.polarity == Polarity::kAffirmed &&
                            p.modality == Modality::kAsserted && out.attribution.empty() &&
                            only_attributes(analysis_.view(p.anchor.sentence), p.anchor.word);
    }
    for (const Argument& argument : p.arguments) {
      out.arguments.push_back(explain(argument));
    }
    for (const TypedClaim& claim : mapper_.map(reading_.mentions(), p)) {
      out.claims.push_back({mention(claim.subject).name, type_name(claim.subject_type),
                            pack_.relations()[claim.relation].name, mention(claim.object).name,
                            type_name(claim.object_type), p.frame + "." + claim.pattern->id,
                            claim.confidence});
    }
    if (out.claims.empty()) {
      out.miss = why_not(p);
    }
    return out;
  }

  void place_and_qualify(WordRef anchor, Explanation& out) {
    const Spans word = analysis_.text->original(analysis_.word(anchor).span);
    if (!word.empty()) {
      out.word = {word.front().begin, word.back().end};
    }
    const Qualifiers q = qualifiers(reading_.mentions(), anchor);
    out.time = q.time;
    out.quantity = q.quantity;
    out.attribution = q.attribution;
    out.place = q.place;
  }

  Explanation::Argument explain(const Argument& argument) const {
    const Mention& what = mention(argument.mention);
    return {argument.role, what.name, type_name(what.type), std::string(to_string(what.layer))};
  }

  Explanation::Reference reference(const Mention& what) const {
    Explanation::Reference out;
    out.name = what.name;
    out.sieve = what.sieve;
    for (const MentionId id : what.stands_for) {
      out.stands_for.push_back(mention(id).name);
    }
    return out;
  }

  // The argument under the first of these roles, or null.
  static const Argument* under(const Proposition& p, const std::vector<std::string>& roles) {
    for (const std::string& role : roles) {
      for (const Argument& argument : p.arguments) {
        if (argument.role == role) {
          return &argument;
        }
      }
    }
    return nullptr;
  }

  std::string why_not(const Proposition& p) const {
    std::string nearest;
    for (const std::string& cue : p.cues) {
      for (const std::uint32_t index : pack_.patterns_for(p.frame, cue)) {
        const Pattern& pattern = pack_.patterns()[index];
        for (const Gives& gives : pattern.gives) {
          const std::string reason = why_not(p, gives);
          if (nearest.empty() && !reason.empty()) {
            nearest = fmt::format("pattern \"{}\" {}", pattern.id, reason);
          }
        }
      }
    }
    return !nearest.empty() ? nearest
                            : fmt::format("no pattern of frame \"{}\" has the cue \"{}\"", p.frame,
                                          fmt::join(p.cues, "\" or \""));
  }

  // What keeps this part of a pattern from giving a claim.
  std::string why_not(const Proposition& p, const Gives& gives) const {
    const Argument* const from = under(p, gives.from);
    const Argument* const to = under(p, gives.to);
    if (from == nullptr || to == nullptr) {
      return fmt::format("wants an argument in the role {}",
                         fmt::join(from == nullptr ? gives.from : gives.to, " or "));
    }
    for (const Argument* end : {from, to}) {
      if (mention(end->mention).pronoun) {
        return fmt::format("has \"{}\" as {}, and nobody knows what that stands for",
                           mention(end->mention).name, end->role);
      }
    }
    if (mention(from->mention).name == mention(to->mention).name) {
      return fmt::format("has \"{}\" at both ends", mention(from->mention).name);
    }
    std::vector<std::string> signatures;
    for (const pack::RelationIndex r : gives.relations) {
      const pack::RelationType& relation = pack_.relations()[r];
      signatures.push_back(
          fmt::format("{} goes from {} to {}", relation.name,
                      fmt::join(names(narrowed(relation.from, gives.only_from)), "|"),
                      fmt::join(names(narrowed(relation.to, gives.only_to)), "|")));
    }
    return fmt::format("finds {} and {}, but {}", described(*from), described(*to),
                       fmt::join(signatures, "; "));
  }

  // The types of a signature, or the few of them that a pattern is for.
  static const std::vector<pack::TypeIndex>& narrowed(const std::vector<pack::TypeIndex>& types,
                                                      const std::vector<pack::TypeIndex>& only) {
    return only.empty() ? types : only;
  }

  std::vector<std::string> names(const std::vector<pack::TypeIndex>& types) const {
    std::vector<std::string> out;
    for (const pack::TypeIndex type : types) {
      out.push_back(pack_.types()[type].name);
    }
    return out;
  }

  std::string described(const Argument& argument) const {
    const Mention& what = mention(argument.mention);
    return fmt::format("\"{}\" ({})", what.name,
                       what.type ? type_name(what.type)
                                 : std::string(to_string(what.layer)) + " of no known type");
  }

  const Analysis& analysis_;
  const Pack& pack_;
  Reading reading_;
  Mapper mapper_;
  std::vector<std::vector<Explanation::Reference>> references_;  // of each sentence
};

}  // namespace

std::vector<Explanation> explain_claims(const Analysis& analysis, const Pack& pack,
                                        const std::vector<std::string>& without) {
  return Explainer(analysis, pack, without).explain();
}

}  // namespace rapport::extract
