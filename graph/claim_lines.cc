// Claims to JSON and back. Reading checks each field, and says where it found what.

#include "rapport/graph/claim_lines.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "rapport/pack/fold.h"
#include "rapport/pack/time_interval.h"

namespace rapport::graph {
namespace {

using Json = nlohmann::json;
using Ordered = nlohmann::ordered_json;

Ordered to_json(const Spans& spans) {
  Ordered list = Ordered::array();
  for (const Span span : spans) {
    list.push_back({span.begin, span.end});
  }
  return list;
}

Ordered to_json(const EntityRef& entity) {
  return {{"name", entity.name}, {"type", entity.type},       {"layer", to_string(entity.layer)},
          {"key", entity.key},   {"aliases", entity.aliases}, {"mention", to_json(entity.mention)}};
}

Ordered text_or_null(const std::string& text) { return text.empty() ? Ordered() : Ordered(text); }

Ordered to_json(const std::optional<pack::TimeInterval>& interval) {
  return interval ? Ordered{{"begin", text_or_null(interval->begin)},
                            {"end", text_or_null(interval->end)},
                            {"precision", to_string(interval->precision)}}
                  : Ordered();
}

// Takes the fields of a claim off its JSON; the first fault stays.
class LineReader {
 public:
  explicit LineReader(const pack::Pack& pack) : pack_(pack) {}

  ClaimLine read(const Json& json) {
    ClaimLine line;
    if (!json.is_object()) {
      fail("", "is not a JSON object");
      return line;
    }
    line.document.name = text(json, "", "doc", true);
    line.document.path = text(json, "", "path", true);
    line.document.sha256 = sha256(json);
    Claim& claim = line.claim;
    claim.subject = entity(json, "subject");
    claim.relation = text(json, "", "relation", true);
    if (!error_ && !pack_.find_relation(claim.relation)) {
      fail("/relation",
           "the pack \"" + pack_.name() + "\" has no relation \"" + claim.relation + "\"");
    }
    claim.object = entity(json, "object");
    claim.predicate = text(json, "", "predicate", false);
    claim.polarity = choice<Polarity>(json, "", "polarity", kPolarityNames);
    claim.modality = choice<Modality>(json, "", "modality", kModalityNames);
    claim.time = text(json, "", "time", false);
    claim.quantity = text(json, "", "quantity", false);
    claim.attribution = text(json, "", "attribution", false);
    claim.place = text(json, "", "place", false);
    claim.confidence = confidence(json);
    claim.rule = text(json, "", "rule", false);
    claim.evidence = spans(json, "", "evidence");
    if (claim.evidence.empty()) {
      fail("/evidence", "there is no evidence");
    }
    claim.context = spans(json, "", "context");
    claim.quote = text(json, "", "quote", true);
    return line;
  }

  const std::optional<Error>& error() const { return error_; }

 private:
  void fail(std::string pointer, std::string message) {
    if (!error_) {
      error_ = Error{Code::kBadInput, std::move(message), std::move(pointer), ""};
    }
  }

  // The field, or nothing where it is absent or null.
  static const Json* field(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found == json.end() || found->is_null() ? nullptr : &*found;
  }

  std::string text(const Json& json, const std::string& parent, const char* name, bool needed) {
    const Json* value = field(json, name);
    if (value == nullptr) {
      if (needed) {
        fail(parent + "/" + name, "is missing");
      }
      return "";
    }
    if (!value->is_string()) {
      fail(parent + "/" + name, "is not a string");
      return "";
    }
    auto content = value->get<std::string>();
    if (needed && content.empty()) {
      fail(parent + "/" + name, "is empty");
    }
    return content;
  }

  std::string sha256(const Json& json) {
    std::string digits = text(json, "", "sha256", true);
    if (digits.size() != 64 || digits.find_first_not_of("0123456789abcdef") != std::string::npos) {
      fail("/sha256", "is not 64 hexadecimal digits");
    }
    return digits;
  }

  template <typename Enum, typename Names>
  Enum choice(const Json& json, const std::string& parent, const char* name, const Names& names) {
    const std::string word = text(json, parent, name, false);
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (word == names[i]) {
        return static_cast<Enum>(i);
      }
    }
    if (!word.empty()) {
      std::string known;
      for (const std::string_view other : names) {
        known += (known.empty() ? "" : ", ") + std::string(other);
      }
      fail(parent + "/" + name, "\"" + word + "\" is none of " + known);
    }
    return Enum{};
  }

  std::uint16_t confidence(const Json& json) {
    const Json* value = field(json, "confidence");
    if (value == nullptr) {
      return 1000;
    }
    const double share = value->is_number() ? value->get<double>() : -1.0;
    if (!(share >= 0.0 && share <= 1.0)) {
      fail("/confidence", "is not a number from 0 to 1");
      return 0;
    }
    return static_cast<std::uint16_t>(std::lround(share * 1000));
  }

  EntityRef entity(const Json& json, const char* name) {
    const std::string pointer = std::string("/") + name;
    const Json* value = field(json, name);
    EntityRef entity;
    if (value == nullptr || !value->is_object()) {
      fail(pointer, value == nullptr ? "is missing" : "is not an object");
      return entity;
    }
    entity.name = text(*value, pointer, "name", true);
    entity.type = text(*value, pointer, "type", true);
    entity.layer = choice<Layer>(*value, pointer, "layer", kLayerNames);
    entity.key = text(*value, pointer, "key", false);
    entity.aliases = texts(*value, pointer, "aliases");
    entity.mention = spans(*value, pointer, "mention");
    const auto type = pack_.find_type(entity.type);
    if (!error_ && !type) {
      fail(pointer + "/type",
           "the pack \"" + pack_.name() + "\" has no type \"" + entity.type + "\"");
    }
    if (type && entity.key.empty()) {
      entity.key =
          pack::entity_key(entity.name, entity.layer, pack_.types()[pack_.root(*type)].name);
    }
    return entity;
  }

  std::vector<std::string> texts(const Json& json, const std::string& parent, const char* name) {
    std::vector<std::string> list;
    const Json* value = field(json, name);
    if (value == nullptr) {
      return list;
    }
    if (!value->is_array()) {
      fail(parent + "/" + name, "is not a list");
      return list;
    }
    for (const Json& item : *value) {
      if (!item.is_string()) {
        fail(parent + "/" + name + "/" + std::to_string(list.size()), "is not a string");
        return list;
      }
      list.push_back(item.get<std::string>());
    }
    return list;
  }

  static std::optional<Span> span(const Json& json) {
    constexpr auto kMost = std::numeric_limits<std::uint32_t>::max();
    if (!json.is_array() || json.size() != 2 || !json[0].is_number_unsigned() ||
        !json[1].is_number_unsigned()) {
      return std::nullopt;
    }
    const auto begin = json[0].get<std::uint64_t>();
    const auto end = json[1].get<std::uint64_t>();
    if (begin >= end || end > kMost) {
      return std::nullopt;
    }
    return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  Spans spans(const Json& json, const std::string& parent, const char* name) {
    Spans list;
    const Json* value = field(json, name);
    if (value == nullptr) {
      return list;
    }
    if (const auto one = span(*value)) {
      return {*one};
    }
    if (!value->is_array()) {
      fail(parent + "/" + name, "is not a list of [begin, end]");
      return list;
    }
    for (const Json& item : *value) {
      const auto next = span(item);
      if (!next) {
        fail(parent + "/" + name + "/" + std::to_string(list.size()),
             "is not [begin, end] with begin < end, in bytes");
        return list;
      }
      list.push_back(*next);
    }
    return list;
  }

  const pack::Pack& pack_;
  std::optional<Error> error_;
};

}  // namespace

std::string claim_to_json(const DocumentInfo& document, const Claim& claim) {
  const Ordered json = {{"doc", document.name},
                        {"path", document.path},
                        {"sha256", document.sha256},
                        {"subject", to_json(claim.subject)},
                        {"relation", claim.relation},
                        {"object", to_json(claim.object)},
                        {"predicate", text_or_null(claim.predicate)},
                        {"polarity", to_string(claim.polarity)},
                        {"modality", to_string(claim.modality)},
                        {"time", text_or_null(claim.time)},
                        {"interval", to_json(pack::time_interval(claim.time, document.date))},
                        {"quantity", text_or_null(claim.quantity)},
                        {"attribution", text_or_null(claim.attribution)},
                        {"place", text_or_null(claim.place)},
                        {"confidence", claim.confidence / 1000.0},
                        {"rule", claim.rule},
                        {"evidence", to_json(claim.evidence)},
                        {"context", to_json(claim.context)},
                        {"quote", claim.quote}};
  return json.dump(-1, ' ', false, Ordered::error_handler_t::replace);
}

Result<ClaimLine> claim_from_json(std::string_view line, const pack::Pack& pack) {
  try {
    const Json json = Json::parse(line);
    LineReader reader(pack);
    ClaimLine read = reader.read(json);
    if (reader.error()) {
      return *reader.error();
    }
    return read;
  } catch (const Json::parse_error& error) {
    return Error{Code::kBadInput, "is not JSON", "column " + std::to_string(error.byte), ""};
  } catch (const Json::exception&) {  // a number that no double holds
    return Error{Code::kBadInput, "holds a number that is too large", "", ""};
  }
}

Result<void> read_claim_lines(std::string_view text, std::string_view origin,
                              const pack::Pack& pack,
                              const std::function<Result<void>(ClaimLine)>& take) {
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) {
      continue;
    }
    auto read = claim_from_json(line, pack);
    if (!read) {
      Error error = std::move(read).error();
      error.where = std::string(origin) + ", line " + std::to_string(number) +
                    (error.where.empty() ? "" : ": " + error.where);
      return error;
    }
    RAPPORT_CHECK(take(std::move(read).value()));
  }
  return {};
}

}  // namespace rapport::graph
