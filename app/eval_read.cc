// Reading gold facts, gold sentences and found facts from JSON Lines, field by field.

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "app/eval.h"
#include "app/eval_sentences.h"

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

// A text that is one of these.
std::string choice(const json& object, const char* name,
                   std::initializer_list<std::string_view> choices) {
  std::string value = text(object, name);
  if (std::find(choices.begin(), choices.end(), value) == choices.end()) {
    throw Fault{fmt::format("\"{}\" is \"{}\", none of {}", name, value, fmt::join(choices, ", "))};
  }
  return value;
}

std::string polarity(const json& object) {
  return choice(object, "polarity", {"affirmed", "negated"});
}

std::string modality(const json& object) {
  return choice(object, "modality", {"asserted", "possible", "planned", "recommended"});
}

GoldFact read_gold(const json& line) {
  GoldFact fact;
  fact.doc = text(line, "doc");
  fact.subject = texts(line, "subject");
  fact.object = texts(line, "object");
  fact.subject_type = text(line, "subject_type");
  fact.object_type = text(line, "object_type");
  fact.relation = text(line, "relation");
  fact.qualifiers = {polarity(line), modality(line), text_or(line, "time", ""),
                     text_or(line, "quantity", ""), text_or(line, "attribution", "")};
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
  fact.qualifiers = {text_or(line, "polarity", "affirmed"), text_or(line, "modality", "asserted"),
                     text_or(line, "time", ""), text_or(line, "quantity", ""),
                     text_or(line, "attribution", "")};
  fact.quote = text_or(line, "quote", "");
  fact.rule = text_or(line, "rule", "");
  if (const auto confidence = line.find("confidence"); confidence != line.end()) {
    fact.confidence = confidence->is_number() ? confidence->get<double>() : fact.confidence;
  }
  return fact;
}

// A range of bytes of the sentence; the file counts them from `before`.
Span range(const json& value, const char* name, const GoldSentence& sentence,
           std::uint32_t before) {
  if (!value.is_array() || value.size() != 2 || !value[0].is_number_unsigned() ||
      !value[1].is_number_unsigned()) {
    throw Fault{fmt::format("\"{}\" is not a range of two numbers", name)};
  }
  const auto begin = value[0].get<std::uint64_t>(), end = value[1].get<std::uint64_t>();
  if (begin < before || begin >= end || end - before > sentence.text.size()) {
    throw Fault{fmt::format("\"{}\" does not lie in the text", name)};
  }
  return {static_cast<std::uint32_t>(begin - before), static_cast<std::uint32_t>(end - before)};
}

GoldSentence read_sentence(const json& line) {
  GoldSentence sentence;
  sentence.text = text(line, "text");
  std::uint32_t before = 0;
  if (const auto begin = line.find("begin"); begin != line.end()) {
    if (!begin->is_number_unsigned() || begin->get<std::uint64_t>() > UINT32_MAX) {
      throw Fault{"\"begin\" is no number of bytes"};
    }
    before = begin->get<std::uint32_t>();
  }
  for (const json& value : member(line, "statements")) {
    GoldStatement statement;
    const auto words = [&](const char* name) {
      const json& where = member(value, name);
      return where.is_null() ? std::string()
                             : std::string(range(where, name, sentence, before).in(sentence.text));
    };
    statement.predicate = range(member(value, "predicate"), "predicate", sentence, before);
    statement.qualifiers = {polarity(value), modality(value), words("time"), words("quantity"),
                            words("attribution")};
    sentence.statements.push_back(std::move(statement));
  }
  return sentence;
}

template <typename Line>
Result<std::vector<Line>> parse_lines(std::string_view text, const std::string& file,
                                      Line (*read)(const json&)) {
  std::vector<Line> lines;
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
      lines.push_back(read(parsed));
    } catch (const Fault& fault) {
      return Error{Code::kBadInput, fault.message, fmt::format("{}: line {}", file, number), ""};
    } catch (const json::exception&) {
      return Error{Code::kBadInput, "is not JSON", fmt::format("{}: line {}", file, number),
                   "one object a line"};
    }
  }
  return lines;
}

}  // namespace

Result<std::vector<GoldFact>> parse_gold(std::string_view text, const std::string& file) {
  return parse_lines<GoldFact>(text, file, read_gold);
}

Result<std::vector<GoldSentence>> parse_sentences(std::string_view text, const std::string& file) {
  return parse_lines<GoldSentence>(text, file, read_sentence);
}

Result<std::vector<FoundFact>> parse_facts(std::string_view text, const std::string& file) {
  return parse_lines<FoundFact>(text, file, read_found);
}

}  // namespace rapport::app
