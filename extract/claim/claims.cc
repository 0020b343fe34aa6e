// Claims of a document: mapping, and the evidence behind each.

#include "extract/claim/claims.h"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "rapport/pack/fold.h"

#include "extract/claim/map.h"
#include "extract/claim/path_certainty.h"
#include "extract/claim/qualifier.h"
#include "extract/claim/reading.h"
#include "extract/read/charset.h"

namespace rapport::extract {
namespace {

// As measured on the reports for development, where 118 of 1,250 facts were so: 56 % of them right
// by type, 67 % of the others. Finer steps told no more: what is wrong is mostly not the tree.
constexpr std::uint32_t kDoubtful = 400;  // path_certainty() of both ends, thousandths
constexpr std::uint32_t kKept = 850;      // of the confidence, thousandths

class ClaimReader {
 public:
  ClaimReader(const Analysis& analysis, const pack::Pack& pack,
              const std::vector<std::string>& without, std::vector<std::string>& warnings)
      : analysis_(analysis),
        pack_(pack),
        reading_(analysis, pack, without),
        mapper_(pack),
        warnings_(warnings) {}

  std::vector<Claim> read() {
    for (const Proposition& p : reading_.propositions()) {
      const std::vector<TypedClaim> claims = mapper_.map(reading_.mentions(), p);
      if (claims.empty()) {
        continue;
      }
      if (claims.size() == Mapper::kMostClaims) {
        warnings_.push_back(fmt::format("told the first {} claims of one statement: \"{}...\"",
                                        claims.size(), beginning(p.anchor.sentence)));
      }
      const Qualifiers said = qualifiers(reading_.mentions(), p.anchor);
      for (const TypedClaim& claim : claims) {
        add(claim, said);
      }
    }
    return std::move(out_);
  }

 private:
  std::string_view beginning(int sentence) const {
    constexpr std::size_t kShown = 40;  // bytes
    const std::string_view text =
        analysis_.sentences[static_cast<std::size_t>(sentence)].span.in(analysis_.text->text());
    return text.substr(0, valid_prefix(text.substr(0, kShown)));
  }

  void add(const TypedClaim& typed, const Qualifiers& q) {
    Claim claim;
    claim.subject = entity(typed.subject, typed.subject_type);
    claim.object = entity(typed.object, typed.object_type);
    if (claim.subject.key == claim.object.key || pack_.is_stopped(pack::fold(claim.subject.name)) ||
        pack_.is_stopped(pack::fold(claim.object.name))) {
      return;
    }
    const Proposition& p = *typed.proposition;
    claim.relation = pack_.relations()[typed.relation].name;
    claim.predicate = p.predicate;
    claim.polarity = typed.polarity;
    claim.modality = typed.modality;
    claim.confidence = confidence(typed);
    claim.rule = p.frame + '.' + typed.pattern->id;
    claim.time = q.time;
    claim.quantity = q.quantity;
    claim.attribution = q.attribution;
    claim.place = q.place;
    if (!give_evidence(p, claim) ||
        !seen_
             .insert({claim.subject.key, claim.relation, claim.object.key, claim.polarity,
                      claim.modality, claim.evidence})
             .second) {
      return;
    }
    out_.push_back(std::move(claim));
  }

  // By rule; less where the tree hardly speaks for what joins the ends to the predicate.
  std::uint16_t confidence(const TypedClaim& typed) const {
    const Mentions& mentions = reading_.mentions();
    std::uint32_t joined = 1000;
    for (const MentionId end : {typed.subject, typed.object}) {
      joined =
          joined * path_certainty(analysis_, mentions[end].head, typed.proposition->anchor) / 1000;
    }
    const std::uint32_t kept = joined < kDoubtful ? kKept : 1000;
    return static_cast<std::uint16_t>(typed.confidence * kept / 1000);
  }

  EntityRef entity(MentionId id, pack::TypeIndex type) const {
    const Mention& mention = reading_.mentions()[id];
    EntityRef ref;
    ref.name = mention.name;
    ref.type = pack_.types()[type].name;
    ref.layer = mention.layer;
    ref.key = pack::entity_key(ref.name, ref.layer, pack_.types()[pack_.root(type)].name);
    ref.aliases = mention.aliases;
    std::sort(ref.aliases.begin(), ref.aliases.end());
    ref.aliases.erase(std::unique(ref.aliases.begin(), ref.aliases.end()), ref.aliases.end());
    const TreeView& tree = analysis_.view(mention.head.sentence);
    if (!mention.words.empty()) {
      const auto [first, last] = std::minmax_element(mention.words.begin(), mention.words.end());
      ref.mention = analysis_.text->original({tree[*first].span.begin, tree[*last].span.end});
    }
    return ref;
  }

  // An item or a row is its own evidence, whole; elsewhere it is the sentence.
  Span evidence_span(int sentence) const {
    const Block& block = analysis_.block_of(sentence);
    const bool whole = block.kind == BlockKind::kListItem || block.kind == BlockKind::kTableRow;
    return whole ? block.span : analysis_.sentences[static_cast<std::size_t>(sentence)].span;
  }

  bool give_evidence(const Proposition& p, Claim& claim) const {
    const Span span = evidence_span(p.anchor.sentence);
    claim.evidence = analysis_.text->original(span);
    for (int c : p.context) {
      for (Span s : analysis_.text->original(evidence_span(c))) {
        claim.context.push_back(s);
      }
    }
    for (char ch : span.in(analysis_.text->text())) {
      claim.quote += ch == '\n' || ch == '\t' || ch == '\r' ? ' ' : ch;
    }
    return !claim.evidence.empty();
  }

  const Analysis& analysis_;
  const pack::Pack& pack_;
  Reading reading_;
  Mapper mapper_;
  std::vector<std::string>& warnings_;
  std::vector<Claim> out_;
  std::set<std::tuple<std::string, std::string, std::string, Polarity, Modality, Spans>> seen_;
};

}  // namespace

std::vector<Claim> read_claims(const Analysis& analysis, const pack::Pack& pack,
                               const std::vector<std::string>& without,
                               std::vector<std::string>& warnings) {
  return ClaimReader(analysis, pack, without, warnings).read();
}

}  // namespace rapport::extract
