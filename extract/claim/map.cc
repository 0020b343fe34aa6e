// From propositions to typed claims.

#include "extract/claim/map.h"

#include <algorithm>

namespace rapport::extract {
namespace {

// The mentions under the first of these roles that is there.
std::vector<Argument> under(const Proposition& p, const std::vector<std::string>& roles) {
  std::vector<Argument> out;
  for (const std::string& role : roles) {
    for (const Argument& a : p.arguments) {
      if (a.role == role) {
        out.push_back(a);
      }
    }
    if (!out.empty()) {
      break;
    }
  }
  return out;
}

// A verb that no pattern knows is worth telling between things that are known, one of them by name
// or as somebody who acts.
bool is_telling(const Mentions& mentions, const Proposition& p) {
  const pack::Pack& pack = mentions.pack();
  bool telling = false;
  for (const Argument& a : p.arguments) {
    if (a.role == "subject" || a.role == "object") {
      const Mention& mention = mentions[a.mention];
      if (!mention.type) {
        return false;
      }
      const bool acts = a.role == "subject" && pack.types()[pack.root(*mention.type)].abstract;
      telling = telling || acts || mention.layer == Layer::kNamed;
    }
  }
  return telling;
}

std::uint16_t scaled(std::uint16_t a, std::uint16_t b) {
  return static_cast<std::uint16_t>(std::uint32_t{a} * b / 1000);
}

// "+" and "$" name nothing.
bool has_letter(const std::string& name) {
  return std::any_of(name.begin(), name.end(), [](char c) {
    return (c & 0x80) != 0 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
  });
}

// Has the pattern given a claim between the two?
bool is_given(const std::vector<TypedClaim>& claims, const pack::Pattern& pattern, MentionId from,
              MentionId to) {
  return std::any_of(claims.begin(), claims.end(), [&](const TypedClaim& claim) {
    return claim.pattern == &pattern && claim.subject == from && claim.object == to;
  });
}

}  // namespace

Mapper::Mapper(const pack::Pack& pack) : pack_(pack) {
  for (const pack::EntityType& type : pack.types()) {
    const auto index = *pack.find_type(type.name);
    guessable_.push_back(!type.abstract && !pack.types()[pack.root(index)].abstract);
  }
  for (const pack::Name& name : pack.names()) {
    guessable_[name.type] = false;
  }
}

std::optional<Mapper::Fit> Mapper::fit(const Mention& mention,
                                       const std::vector<pack::TypeIndex>& admitted,
                                       const std::vector<pack::TypeIndex>& only,
                                       std::optional<pack::TypeIndex> reading) const {
  const auto admits = [&](pack::TypeIndex type) {
    return is_one_of(type, admitted) && (only.empty() || is_one_of(type, only));
  };
  if (mention.type) {
    if (admits(*mention.type)) {
      return Fit{*mention.type, 1000};
    }
    if (mention.layer == Layer::kNamed) {
      return std::nullopt;
    }
    if (reading && mention.layer == Layer::kConcept && admits(*reading)) {
      return Fit{*reading, 900};
    }
    for (pack::TypeIndex other : pack_.types()[*mention.type].may_be) {
      if (only.empty() && admits(other)) {
        return Fit{other, 900};
      }
    }
    return std::nullopt;
  }
  if (reading && mention.layer != Layer::kNamed && admits(*reading)) {
    return Fit{*reading, 900};
  }
  const auto usual =
      mention.layer == Layer::kNamed ? pack_.default_named() : pack_.default_concept();
  if (usual && admits(*usual)) {
    return Fit{*usual, 850};
  }
  // Where a pattern is for some types only, a thing has to be known as one of them; an action is
  // what it is done as.
  const bool guessed = only.empty() || mention.action;
  for (pack::TypeIndex a : !guessed       ? std::vector<pack::TypeIndex>{}
                           : only.empty() ? admitted
                                          : only) {
    if (guessable_[a] && admits(a) && mention.layer != Layer::kNamed) {
      return Fit{a, 800};
    }
  }
  return std::nullopt;
}

bool Mapper::is_one_of(pack::TypeIndex type, const std::vector<pack::TypeIndex>& wanted) const {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](pack::TypeIndex other) { return pack_.is_a(type, other); });
}

bool Mapper::relate(const Mentions& mentions, const Proposition& p, const pack::Pattern& pattern,
                    const pack::Gives& gives, MentionId from, MentionId to,
                    std::vector<TypedClaim>& out) const {
  const Mention& subject = mentions[from];
  const Mention& object = mentions[to];
  if (out.size() >= kMostClaims || subject.pronoun || object.pronoun || !has_letter(subject.name) ||
      !has_letter(object.name) || subject.name == object.name || is_given(out, pattern, from, to)) {
    return false;
  }
  for (pack::RelationIndex r : gives.relations) {
    const Modality modality =
        pack_.relations()[r].deed ? p.modality : p.intention.value_or(p.modality);
    const pack::RelationIndex in_mood = pack_.in_mood(r, modality, p.polarity);
    const pack::RelationType& relation = pack_.relations()[in_mood];
    const auto s = fit(subject, relation.from, gives.only_from, std::nullopt);
    const auto o = fit(object, relation.to, gives.only_to, gives.to_type);
    if (!s || !o) {
      continue;
    }
    TypedClaim claim;
    claim.subject = from;
    claim.object = to;
    claim.subject_type = s->type;
    claim.object_type = o->type;
    claim.relation = in_mood;
    claim.proposition = &p;
    claim.pattern = &pattern;
    claim.modality = gives.modality && modality == Modality::kAsserted ? *gives.modality : modality;
    claim.polarity = p.polarity;
    if (in_mood != r) {  // the mood is in the relation now: a promise is made, not planned
      claim.modality = Modality::kAsserted;
      claim.polarity = Polarity::kAffirmed;
    } else if (gives.polarity == Polarity::kNegated) {
      claim.polarity = p.polarity == Polarity::kNegated ? Polarity::kAffirmed : Polarity::kNegated;
    }
    claim.confidence =
        scaled(scaled(gives.confidence != 0 ? gives.confidence : pattern.confidence, s->confidence),
               o->confidence);
    out.push_back(claim);
    return true;
  }
  return false;
}

void Mapper::give(const Mentions& mentions, const Proposition& p, const pack::Pattern& pattern,
                  const pack::Gives& gives, std::vector<TypedClaim>& out) const {
  const std::vector<Argument> from = under(p, gives.from);
  if (gives.from == gives.to) {  // "between A, B and C": each pair once
    for (std::size_t i = 0; i < from.size(); ++i) {
      for (std::size_t j = i + 1; j < from.size(); ++j) {
        // Examples stand for their noun; they are not told to do something with each other.
        if (!from[i].example || !from[j].example) {
          relate(mentions, p, pattern, gives, from[i].mention, from[j].mention, out);
        }
      }
    }
    return;
  }
  const std::vector<Argument> to = under(p, gives.to);
  for (const Argument& f : from) {
    for (const Argument& t : to) {
      if (f.mention != t.mention) {
        relate(mentions, p, pattern, gives, f.mention, t.mention, out);
      }
    }
  }
}

std::vector<TypedClaim> Mapper::apply(const Mentions& mentions, const Proposition& p,
                                      const std::string& frame, const std::string& cue,
                                      bool any_mood) const {
  std::vector<TypedClaim> out;
  for (std::uint32_t index : pack_.patterns_for(frame, cue)) {
    const pack::Pattern& pattern = pack_.patterns()[index];
    if (pattern.when ? !pattern.when->holds(p.intention.value_or(p.modality), p.polarity)
                     : !any_mood) {
      continue;
    }
    for (const pack::Gives& gives : pattern.gives) {
      give(mentions, p, pattern, gives, out);
    }
  }
  return out;
}

std::vector<TypedClaim> Mapper::map(const Mentions& mentions, const Proposition& p) const {
  const auto try_frame = [&](const std::string& frame) {
    std::vector<TypedClaim> out = apply(mentions, p, frame, "", false);
    for (std::size_t i = 0; out.empty() && i < p.cues.size(); ++i) {
      out = apply(mentions, p, frame, p.cues[i], true);
    }
    return out;
  };
  std::vector<TypedClaim> out = try_frame(p.frame);
  if (out.empty() &&
      p.frame == "purpose") {  // a purpose is told by the verb's own relation, if it has one
    out = try_frame("verb");
  }
  if (out.empty() && (p.frame != "verb" || is_telling(mentions, p))) {
    out = apply(mentions, p, p.frame, "", true);
  }
  return out;
}

}  // namespace rapport::extract
