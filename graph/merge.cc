// How claims become entities and edges.

#include "graph/merge.h"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>

namespace rapport::graph {
namespace {

// The most frequent; of equals the one that `before` puts first.
template <typename T, typename Before = std::less<T>>
T most_frequent(const std::map<T, std::uint64_t>& counts, Before before = {}) {
  auto best = counts.begin();
  for (auto other = counts.begin(); other != counts.end(); ++other) {
    if (other->second > best->second ||
        (other->second == best->second && before(other->first, best->first))) {
      best = other;
    }
  }
  return best == counts.end() ? T{} : best->first;
}

std::string most_fitting_type(const std::map<std::string, std::uint64_t>& types,
                              const Schema& schema) {
  using Rank = std::tuple<std::uint64_t, std::size_t>;
  Rank best_rank;
  std::string best;
  for (const auto& [type, count] : types) {  // in the order of bytes: the first of equals stays
    const std::vector<std::string> chain = schema.labels(type);
    std::uint64_t mentions = 0;
    for (const std::string& label : chain) {
      const auto found = types.find(label);
      mentions += found == types.end() ? 0 : found->second;
    }
    const Rank rank{mentions, chain.size()};
    if (best.empty() || rank > best_rank) {
      best_rank = rank;
      best = type;
    }
  }
  return best;
}

Value value_of(const std::set<std::string>& texts) {
  if (texts.empty()) {
    return {};
  }
  return texts.size() == 1 ? Value(*texts.begin()) : Value(List(texts.begin(), texts.end()));
}

Value integer(std::uint64_t number) { return static_cast<std::int64_t>(number); }

}  // namespace

std::vector<std::string> Schema::labels(std::string_view type) const {
  std::vector<std::string> chain = {std::string(type)};
  for (auto at = parents.find(type); at != parents.end() && !at->second.empty();
       at = parents.find(at->second)) {
    if (std::find(chain.begin(), chain.end(), at->second) != chain.end()) {
      break;  // a circle, which only a damaged record can have
    }
    chain.push_back(at->second);
  }
  return chain;
}

Schema schema_of(const pack::Pack& pack) {
  Schema schema;
  for (const pack::EntityType& type : pack.types()) {
    schema.parents[type.name] = type.parent ? pack.types()[*type.parent].name : "";
  }
  for (const pack::RelationType& relation : pack.relations()) {
    if (relation.symmetric) {
      schema.symmetric.insert(relation.name);
    }
  }
  return schema;
}

EdgeName edge_name(const Claim& claim, const Schema& schema) {
  EdgeName name{claim.subject.key, claim.object.key, claim.relation, "",
                claim.polarity,    claim.modality};
  if (claim.relation == kUnmapped) {
    name.predicate = claim.predicate;
  }
  if (schema.symmetric.contains(claim.relation) && name.to < name.from) {
    std::swap(name.from, name.to);
  }
  return name;
}

std::vector<Claim> without_repeats(std::vector<Claim> claims, const Schema& schema) {
  std::map<std::pair<EdgeName, Spans>, std::size_t> kept;  // -> position
  std::vector<bool> keep(claims.size(), true);
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const auto [first, added] =
        kept.try_emplace({edge_name(claims[i], schema), claims[i].evidence}, i);
    if (added) {
      continue;
    }
    const bool better = claims[i].confidence > claims[first->second].confidence;
    keep[better ? first->second : i] = false;
    if (better) {
      first->second = i;
    }
  }
  std::vector<Claim> left;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (keep[i]) {
      left.push_back(std::move(claims[i]));
    }
  }
  return left;
}

Contribution contribution(std::span<const Claim> claims, const Schema& schema) {
  Contribution result;
  std::set<std::tuple<std::string, Wording, Spans>> mentions;
  const auto mention = [&](const EntityRef& entity) {
    const Wording wording{entity.name, entity.type, entity.layer, entity.aliases};
    if (mentions.emplace(entity.key, wording, entity.mention).second) {
      ++result.vertices[entity.key][wording];
    }
  };
  for (std::uint32_t i = 0; i < claims.size(); ++i) {
    const Claim& claim = claims[i];
    mention(claim.subject);
    mention(claim.object);
    EdgeCounts& edge = result.edges[edge_name(claim, schema)];
    edge.claims.push_back(i);
    ++edge.sayings[{claim.predicate, claim.time, claim.quantity, claim.attribution, claim.place}];
    edge.confidence = std::max(edge.confidence, claim.confidence);
  }
  return result;
}

VertexFace vertex_face(const VertexCounts& counts, const Schema& schema) {
  std::map<std::string, std::uint64_t> names, types;
  std::map<Layer, std::uint64_t> layers;  // the more definite first
  std::set<std::string> aliases;
  std::uint64_t mentions = 0;
  for (const auto& [wording, count] : counts.wordings) {
    names[wording.name] += count;
    types[wording.type] += count;
    layers[wording.layer] += count;
    aliases.insert(wording.name);
    aliases.insert(wording.aliases.begin(), wording.aliases.end());
    mentions += count;
  }
  const std::string name = most_frequent(names);
  const std::string type = most_fitting_type(types, schema);
  aliases.erase(name);
  return {schema.labels(type),
          {{"name", name},
           {"type", type},
           {"layer", std::string(to_string(most_frequent(layers)))},
           {"aliases", List(aliases.begin(), aliases.end())},
           {"mentions", integer(mentions)},
           {"documents", integer(counts.documents)}}};
}

Map edge_face(const EdgeIdentity& identity, const EdgeOrigins& counts) {
  Map face = {{"polarity", std::string(to_string(identity.polarity))},
              {"modality", std::string(to_string(identity.modality))},
              {"documents", integer(counts.documents)}};
  std::uint64_t mentions = 0;
  std::map<std::string, std::set<std::string>> texts;
  for (const auto& [saying, count] : counts.sayings) {
    mentions += count;
    for (const auto& [key, text] :
         {std::pair<const char*, const std::string&>{"predicate", saying.predicate},
          {"time", saying.time},
          {"quantity", saying.quantity},
          {"attribution", saying.attribution},
          {"place", saying.place}}) {
      if (!text.empty()) {
        texts[key].insert(text);
      }
    }
  }
  for (const auto& [key, set] : texts) {
    face[key] = value_of(set);
  }
  std::map<std::string, std::uint16_t> surest;  // by origin
  std::set<std::string> dates;
  for (const auto& [origin, count] : counts.origins) {
    std::uint16_t& confidence = surest[origin.sha256];
    confidence = std::max(confidence, origin.confidence);
    if (!origin.date.empty()) {
      dates.insert(origin.date);
    }
  }
  std::vector<std::uint16_t> confidences;
  for (const auto& [sha256, confidence] : surest) {
    confidences.push_back(confidence);
  }
  face["confidence"] = combined_confidence(std::move(confidences)) / 1000.0;
  face["mentions"] = integer(mentions);
  face["origins"] = integer(surest.size());
  if (!dates.empty()) {
    face["first_seen"] = *dates.begin();
    face["last_seen"] = *dates.rbegin();
  }
  return face;
}

std::uint16_t combined_confidence(std::vector<std::uint16_t> thousandths) {
  std::sort(thousandths.begin(), thousandths.end(), std::greater<>());
  constexpr std::uint64_t kCertain = 1'000'000'000;
  std::uint64_t doubt = kCertain;
  for (const std::uint16_t confidence : thousandths) {
    doubt = doubt * (1000U - std::min<std::uint16_t>(confidence, 1000)) / 1000U;
  }
  return static_cast<std::uint16_t>(1000 - (doubt + 500'000) / 1'000'000);
}

}  // namespace rapport::graph
