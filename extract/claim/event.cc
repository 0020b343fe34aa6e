// Which proposition is a sentence's event, and who is in it.

#include "extract/claim/event.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "rapport/pack/fold.h"

#include "extract/claim/actor.h"
#include "extract/claim/reading.h"

namespace rapport::extract {
namespace {

struct Candidate {
  const Proposition* proposition = nullptr;
  const pack::Pattern* pattern = nullptr;
  pack::RelationIndex relation = 0;
  std::vector<Actor> sources, targets;
  int depth = 0;  // how far it is from what the sentence is told for
};

// What a step from a word up to its governor leads away from what the sentence says. What is said,
// agreed or coordinated is as near as its verb; a relative clause is an aside.
int step(Deprel rel) {
  switch (rel) {
    case Deprel::kRoot:
    case Deprel::kConj:
    case Deprel::kCcomp:
    case Deprel::kXcomp:
      return 0;
    case Deprel::kObj:
    case Deprel::kNsubj:
    case Deprel::kNsubjPass:
    case Deprel::kParataxis:
      return 1;
    case Deprel::kAdvcl:
    case Deprel::kAcl:
      return 3;
    case Deprel::kAclRelcl:
    case Deprel::kAppos:
      return 4;
    default:
      return 2;
  }
}

bool contains(const std::vector<std::string>& roles, const std::string& role) {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

class EventReader {
 public:
  EventReader(const Analysis& analysis, const pack::Pack& pack,
              const std::vector<std::string>& without)
      : analysis_(analysis),
        pack_(pack),
        reading_(analysis, pack, without),
        actors_(reading_.mentions()) {}

  std::vector<Event> read() {
    std::vector<Event> out;
    std::vector<Candidate> candidates;
    const auto& all = reading_.propositions();
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (std::optional<Candidate> candidate = interpret(all[i])) {
        candidates.push_back(std::move(*candidate));
      }
      const bool last = i + 1 == all.size() || all[i + 1].anchor.sentence != all[i].anchor.sentence;
      if (last && !candidates.empty()) {
        out.push_back(event(choose(candidates)));
        candidates.clear();
      }
    }
    return out;
  }

 private:
  std::optional<Candidate> interpret(const Proposition& p) {
    std::optional<Candidate> out = under_cue(p, p.frame, "", true);
    for (std::size_t i = 0; !out && i < p.cues.size(); ++i) {
      const std::string cue = pack::fold(p.cues[i]);  // "block Bridge"
      out = under_cue(p, p.frame, cue, false);
      if (!out && p.frame == "purpose") {
        out = under_cue(p, "verb", cue, false);
      }
    }
    return out ? out : under_cue(p, p.frame, "", false);
  }

  // A pattern for any word in some mood goes before those for the word.
  std::optional<Candidate> under_cue(const Proposition& p, const std::string& frame,
                                     const std::string& cue, bool in_mood) {
    for (std::uint32_t index : pack_.patterns_for(frame, cue)) {
      const pack::Pattern& pattern = pack_.patterns()[index];
      if (in_mood && !pattern.when) {
        continue;
      }
      if (pattern.when && !pattern.when->holds(p.modality, p.polarity)) {
        continue;
      }
      // Who does it may stand above: "Israel renewed negotiations".
      for (bool from_above : {false, true}) {
        for (const pack::Gives& gives : pattern.gives) {
          if (auto candidate = relate(p, pattern, gives, from_above)) {
            return candidate;
          }
        }
      }
    }
    return std::nullopt;
  }

  std::optional<Candidate> relate(const Proposition& p, const pack::Pattern& pattern,
                                  const pack::Gives& gives, bool from_above) {
    const pack::RelationIndex relation = gives.relations.front();
    Candidate out;
    out.proposition = &p;
    out.pattern = &pattern;
    out.relation = pack_.in_mood(relation, p.modality, p.polarity);
    const pack::RelationType& type = pack_.relations()[out.relation];
    const bool denied =
        p.polarity == Polarity::kNegated && out.relation == relation && !pattern.when;
    if (type.plover.empty() || denied) {
      return std::nullopt;
    }
    out.sources = filling(p, gives.from, type.from, {});
    std::vector<Actor> taken = out.sources;
    for (const Argument& argument : p.arguments) {
      // Forces that are moved are not whom it is done to, unless the pattern says so.
      if (argument.role == "object" && !contains(gives.to, argument.role)) {
        const WordRef head = reading_.mentions()[argument.mention].head;
        taken.push_back({head.sentence, {head.word}});
      }
    }
    if (gives.to != gives.from) {
      out.targets = filling(p, gives.to, type.to, taken);
    }
    if (out.sources.empty() && from_above) {
      out.sources = governing(p.anchor, type.from, out.targets);
    }
    const bool unnamed = from_above && p.frame == "verb" && !out.targets.empty();
    if (out.sources.empty() && !unnamed) {  // "was killed": by whom, nobody says
      return std::nullopt;
    }
    if (out.targets.empty() && out.sources.size() < 2 && !type.symmetric) {
      out.targets = actors_.after(p.anchor, type.to, taken);
    }
    if (type.symmetric) {  // they do it with each other
      std::move(out.targets.begin(), out.targets.end(), std::back_inserter(out.sources));
      out.targets.clear();
    }
    const TreeView& tree = analysis_.view(p.anchor.sentence);
    for (int w = p.anchor.word; w != kRoot; w = tree[w].head) {
      out.depth += step(tree[w].deprel);
    }
    return out;
  }

  // The actors in the first role that has one.
  std::vector<Actor> filling(const Proposition& p, const std::vector<std::string>& roles,
                             const std::vector<pack::TypeIndex>& types,
                             const std::vector<Actor>& taken) {
    std::vector<Actor> out;
    for (const std::string& role : roles) {
      for (const Argument& argument : p.arguments) {
        if (argument.role != role) {
          continue;
        }
        for (Actor& actor : actors_.in(argument.mention, types, taken)) {
          if (std::find(out.begin(), out.end(), actor) == out.end()) {
            out.push_back(std::move(actor));
          }
        }
      }
      if (!out.empty()) {
        break;
      }
    }
    return out;
  }

  // The subjects of the nearest clause above.
  std::vector<Actor> governing(WordRef word, const std::vector<pack::TypeIndex>& types,
                               const std::vector<Actor>& taken) {
    const TreeView& tree = analysis_.view(word.sentence);
    for (int w = tree[word.word].head; w != kRoot; w = tree[w].head) {
      const Clause& clause = reading_.clauses().at({word.sentence, w});
      if (clause.verb == kRoot) {
        continue;
      }
      std::vector<Actor> out;
      // In the passive it is the object: "the army was put on alert".
      for (int s : clause.subjects.empty() ? clause.objects : clause.subjects) {
        for (Actor& actor : actors_.in(reading_.mentions().of({word.sentence, s}), types, taken)) {
          out.push_back(std::move(actor));
        }
      }
      if (!out.empty()) {
        return out;
      }
    }
    return {};
  }

  // The nearest to what the sentence is told for that no other is the frame of.
  const Candidate& choose(const std::vector<Candidate>& candidates) const {
    const TreeView& tree = analysis_.view(candidates.front().proposition->anchor.sentence);
    const Candidate* best = nullptr;
    for (const Candidate& c : candidates) {
      const auto frames = [&](const Candidate& other) {
        const int a = other.proposition->anchor.word;
        const int w = c.proposition->anchor.word;
        return a != w && tree.dominates(a, w);
      };
      const bool content = std::any_of(candidates.begin(), candidates.end(), frames);
      if (!content && (best == nullptr || c.depth < best->depth)) {
        best = &c;
      }
    }
    return *best;
  }

  Event event(const Candidate& c) const {
    Event out;
    const Sentence& sentence =
        analysis_.sentences[static_cast<std::size_t>(c.proposition->anchor.sentence)];
    out.sentence = sentence.span.in(analysis_.text->text());
    out.type = pack_.relations()[c.relation].plover;
    for (const Actor& actor : c.sources) {
      out.sources.push_back(actors_.words(actor));
    }
    for (const Actor& actor : c.targets) {
      out.targets.push_back(actors_.words(actor));
    }
    out.confidence = c.pattern->confidence;
    out.rule = c.proposition->frame + '.' + c.pattern->id;
    return out;
  }

  const Analysis& analysis_;
  const pack::Pack& pack_;
  Reading reading_;
  ActorFinder actors_;
};

}  // namespace

std::vector<Event> read_events(const Analysis& analysis, const pack::Pack& pack,
                               const std::vector<std::string>& without) {
  return EventReader(analysis, pack, without).read();
}

}  // namespace rapport::extract
