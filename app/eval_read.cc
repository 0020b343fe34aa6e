// Reading gold and found facts from JSON Lines, field by field.

#include <algorithm>
#include <tuple>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/eval.h"

namespace rapport::app {

namespace {

using nlohmann::json;

// A fault of a line; caught by parse_lines.
struct Fault {
  std::string message;
};

const json& member(const json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end()) {
    throw Fault{fmt::format("has no \"{}\"", name)};
  }
  return *found;
}

std::string text(const json& object, const char* name) {
  const json& value = member(object, name);
  if (!value.is_string()) {
    throw Fault{fmt::format("\"{}\" is not a string", name)};
  }
  return value.get<std::string>();
}

// `standard` when the member is missing or no string.
std::string text_or(const json& object, const char* name, std::string standard) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>()
                                                     : std::move(standard);
}

std::vector<std::string> texts(const json& object, const char* name) {
  const json& value = member(object, name);
  if (!value.is_array() || value.empty() ||
      !std::all_of(value.begin(), value.end(), [](const json& v) { return v.is_string(); })) {
    throw Fault{fmt::format("\"{}\" is not a list of strings", name)};
  }
  return value.get<std::vector<std::string>>();
}

GoldFact read_gold(const json& line) {
  GoldFact fact;
  fact.doc = text(line, "doc");
  fact.subject = texts(line, "subject");
  fact.object = texts(line, "object");
  fact.subject_type = text(line, "subject_type");
  fact.object_type = text(line, "object_type");
  fact.relation = text(line, "relation");
  fact.polarity = text(line, "polarity");
  fact.modality = text(line, "modality");
  fact.evidence = text_or(line, "evidence", "");
  const json& core = member(line, "core");
  if (!core.is_boolean()) {
    throw Fault{"\"core\" is neither true nor false"};
  }
  fact.core = core.get<bool>();
  return fact;
}

FoundFact read_found(const json& line) {
  FoundFact fact;
  fact.doc = text(line, "doc");
  fact.relation = text(line, "relation");
  for (const auto& [end, name, type] : {std::tuple<const char*, std::string*, std::string*>{
                                            "subject", &fact.subject, &fact.subject_type},
                                        {"object", &fact.object, &fact.object_type}}) {
    const json& object = member(line, end);
    if (!object.is_object()) {
      throw Fault{fmt::format("\"{}\" is not an object", end)};
    }
    *name = text(object, "name");
    *type = text_or(object, "type", "");
  }
  fact.polarity = text_or(line, "polarity", "affirmed");
  fact.modality = text_or(line, "modality", "asserted");
  return fact;
}

template <typename Fact>
Result<std::vector<Fact>> parse_lines(std::string_view text, const std::string& file,
                                      Fact (*read)(const json&)) {
  std::vector<Fact> facts;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) {
      continue;
    }
    try {
      const json parsed = json::parse(line);
      if (!parsed.is_object()) {
        throw Fault{"is not a JSON object"};
      }
      facts.push_back(read(parsed));
    } catch (const Fault& fault) {
      return Error{Code::kBadInput, fault.message, fmt::format("{}: line {}", file, number), ""};
    } catch (const json::exception&) {
      return Error{Code::kBadInput, "is not JSON", fmt::format("{}: line {}", file, number),
                   "one fact a line"};
    }
  }
  return facts;
}

}  // namespace

Result<std::vector<GoldFact>> parse_gold(std::string_view text, const std::string& file) {
  return parse_lines<GoldFact>(text, file, read_gold);
}

Result<std::vector<FoundFact>> parse_facts(std::string_view text, const std::string& file) {
  return parse_lines<FoundFact>(text, file, read_found);
}

}  // namespace rapport::app
