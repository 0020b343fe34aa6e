// Heads of state and government without their state; see bare_office.h.

#include "extract/claim/bare_office.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

namespace rapport::extract {
namespace {

constexpr int kLeast = 3;  // sentences that name the state

// Offices that a state has one of.
constexpr std::array<std::string_view, 7> kOffices = {"president", "minister", "premier",   "king",
                                                      "queen",     "emperor",  "chancellor"};

bool is_state(const Mentions& mentions, MentionId id) {
  const pack::Pack& pack = mentions.pack();
  const auto& type = mentions[id].type;
  return type && pack.types()[*type].kind == pack::Kind::kPlace &&
         pack.types()[pack.root(*type)].abstract;
}

std::string office_of(const Mention& person) {
  for (const std::string& title : person.titles) {
    if (std::find(kOffices.begin(), kOffices.end(), title) != kOffices.end()) {
      return title;
    }
  }
  return "";
}

// Who has a state by a title frame, and which states have somebody.
struct Placed {
  std::set<std::string> persons, states;
};

Placed placed(const Mentions& mentions, const std::vector<Proposition>& read) {
  Placed out;
  for (const Proposition& p : read) {
    if (p.frame != "title") {
      continue;
    }
    for (const Argument& a : p.arguments) {
      (a.role == "self" ? out.persons : out.states).insert(mentions[a.mention].name);
    }
  }
  return out;
}

// The mention that bears a title without a state, of the person who is so called most often; -1
// where there is none.
MentionId bare_holder(const Mentions& mentions, const Placed& placed) {
  std::map<std::string, int> times;
  MentionId best = -1;
  for (MentionId id = 0; id < static_cast<MentionId>(mentions.all().size()); ++id) {
    const Mention& mention = mentions[id];
    if (office_of(mention).empty() || placed.persons.contains(mention.name)) {
      continue;
    }
    const int now = ++times[mention.name];
    if (best < 0 || now > times[mentions[best].name]) {
      best = id;
    }
  }
  return best;
}

// The state that clearly more sentences name than any other, the taken ones aside; -1 where none
// leads.
MentionId leading_state(Mentions& mentions, const std::set<std::string>& taken) {
  std::map<std::string, std::pair<int, MentionId>> named;  // in how many sentences, first where
  const int sentences = static_cast<int>(mentions.analysis().sentences.size());
  for (int s = 0; s < sentences; ++s) {
    std::set<std::string> here;
    for (const NameHit& hit : mentions.names_in(s)) {
      const MentionId id = mentions.of_name(s, hit);
      if (is_state(mentions, id) && here.insert(mentions[id].name).second) {
        ++named.try_emplace(mentions[id].name, 0, id).first->second.first;
      }
    }
  }
  MentionId best = -1;
  int most = 0;
  int second = 0;
  for (const auto& [name, told] : named) {
    if (taken.contains(name)) {
      continue;
    }
    second = told.first > most ? most : std::max(second, told.first);
    best = told.first > most ? told.second : best;
    most = std::max(most, told.first);
  }
  return most >= kLeast && 2 * most >= 3 * second ? best : -1;
}

}  // namespace

void bare_office_frames(Mentions& mentions, std::vector<Proposition>& read) {
  const Placed told = placed(mentions, read);
  const MentionId holder = bare_holder(mentions, told);
  const MentionId state = holder < 0 ? -1 : leading_state(mentions, told.states);
  if (state < 0) {
    return;
  }
  Proposition p;
  p.frame = "title";
  p.anchor = mentions[holder].head;
  p.predicate = office_of(mentions[holder]);
  p.cues = {p.predicate};
  p.arguments.push_back({"self", holder});
  p.arguments.push_back({"organization", state});
  p.context.push_back(mentions[state].head.sentence);
  read.push_back(std::move(p));
}

}  // namespace rapport::extract
