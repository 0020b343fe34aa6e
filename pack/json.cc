// Careful reading of hand-written JSON.

#include "pack/json.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace rapport::pack {
namespace {

using Json = nlohmann::json;

constexpr int kMaxDepth = 32;

std::string kind(const Json& value) {
  switch (value.type()) {
    case Json::value_t::null:
      return "null";
    case Json::value_t::boolean:
      return "true or false";
    case Json::value_t::string:
      return "a text";
    case Json::value_t::array:
      return "a list";
    case Json::value_t::object:
      return "an object";
    default:
      return "a number";
  }
}

std::string line_and_column(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, std::min(byte, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n') + 1;  // npos + 1 == 0
  return fmt::format("line {}, column {}", line, before.size() - start + 1);
}

// The library's message without its own account of the place.
std::string bare_message(std::string_view what) {
  for (std::string_view mark : {"column ", "syntax error while "}) {
    if (const std::size_t at = what.find(mark); at != std::string_view::npos) {
      const std::size_t colon = what.find(": ", at);
      if (mark == "column " && colon != std::string_view::npos) {
        what.remove_prefix(colon + 2);
      }
    }
  }
  return std::string(what);
}

// What the parser must stop for though it is JSON.
struct Refused {
  std::string message, hint;
};

// Watches the parser: nesting, and keys given twice.
class Watch {
 public:
  bool operator()(int depth, Json::parse_event_t event, Json& parsed) {
    switch (event) {
      case Json::parse_event_t::object_start:
      case Json::parse_event_t::array_start:
        if (depth >= kMaxDepth) {
          throw Refused{fmt::format("is nested more than {} levels deep", kMaxDepth), ""};
        }
        keys_.emplace_back();
        break;
      case Json::parse_event_t::object_end:
      case Json::parse_event_t::array_end:
        keys_.pop_back();
        break;
      case Json::parse_event_t::key:
        if (const auto& key = parsed.get_ref<const std::string&>();
            !keys_.back().insert(key).second) {
          throw Refused{fmt::format("the key \"{}\" is given twice in one object", key),
                        "join the two"};
        }
        break;
      default:
        break;
    }
    return true;
  }

 private:
  std::vector<std::set<std::string>> keys_;
};

// Counts the bytes that the parser has taken, for faults that the parser does not see itself.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;
  CountingIterator(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    *furthest_ = std::max(*furthest_, ++at_);
    return *this;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }

 private:
  const char* at_;
  const char** furthest_;
};

std::string escaped(std::string_view key) {
  std::string out;
  for (char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

Result<Json> parse_json(std::string_view text, const std::string& origin) {
  const char* furthest = text.data();
  const auto place = [&](std::size_t byte) {
    return origin + ": " + line_and_column(text, byte == 0 ? 0 : byte - 1);
  };
  Watch watch;
  try {
    return Json::parse(CountingIterator(text.data(), &furthest),
                       CountingIterator(text.data() + text.size(), &furthest),
                       [&watch](int depth, Json::parse_event_t event, Json& parsed) {
                         return watch(depth, event, parsed);
                       });
  } catch (const Json::parse_error& e) {
    return Error{Code::kBadInput, "is no JSON: " + bare_message(e.what()), place(e.byte),
                 "a missing comma, quotation mark or bracket stands at or before this place"};
  } catch (const Json::exception& e) {
    return Error{Code::kBadInput, bare_message(e.what()),
                 place(static_cast<std::size_t>(furthest - text.data())), ""};
  } catch (const Refused& e) {
    return Error{Code::kBadInput, e.message,
                 place(static_cast<std::size_t>(furthest - text.data())), e.hint};
  }
}

Node Node::at(std::string_view key) const {
  const Json* child = nullptr;
  if (value != nullptr && value->is_object()) {
    if (const auto found = value->find(key); found != value->end()) {
      child = &*found;
    }
  }
  return {child, file, pointer + "/" + escaped(key)};
}

Node Node::at(std::size_t index) const {
  return {&(*value)[index], file, fmt::format("{}/{}", pointer, index)};
}

Reader::Reader(Node node, Faults& faults)
    : node_(std::move(node)), faults_(faults), object_(node_.value->is_object()) {
  if (!object_) {
    faults_.add(node_.where(), "must be an object, not " + kind(*node_.value));
  }
}

void Reader::allow(std::initializer_list<std::string_view> keys) {
  if (!object_) {
    return;
  }
  for (const auto& [key, value] : node_.value->items()) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
      const std::vector<std::string> known(keys.begin(), keys.end());
      std::string hint = did_you_mean(key, known);
      if (hint.empty()) {
        hint = fmt::format("known here: {}", fmt::join(known, ", "));
      }
      faults_.add(where(key), fmt::format("the key \"{}\" is not known here", key), hint);
    }
  }
}

std::optional<Node> Reader::member(std::string_view key) const {
  Node node = node_.at(key);
  return node.value == nullptr ? std::nullopt : std::optional<Node>(std::move(node));
}

std::optional<Node> Reader::required(std::string_view key, bool required) {
  std::optional<Node> node = member(key);
  if (!node && required && object_) {
    faults_.add(node_.where(), fmt::format("the key \"{}\" is missing", key));
  }
  return node;
}

std::string Reader::text(std::string_view key, bool is_required) {
  const std::optional<Node> node = required(key, is_required);
  if (!node) {
    return "";
  }
  if (!node->value->is_string()) {
    faults_.add(node->where(), "must be a text, not " + kind(*node->value));
    return "";
  }
  std::string text = node->value->get<std::string>();
  if (is_required && is_blank(text)) {
    faults_.add(node->where(), "is empty");
  }
  return text;
}

bool Reader::flag(std::string_view key) {
  const std::optional<Node> node = member(key);
  if (node && !node->value->is_boolean()) {
    faults_.add(node->where(), "must be true or false, not " + kind(*node->value));
    return false;
  }
  return node && node->value->get<bool>();
}

std::vector<Node> Reader::list(std::string_view key, bool is_required) {
  std::vector<Node> out;
  const std::optional<Node> node = required(key, is_required);
  if (!node) {
    return out;
  }
  if (!node->value->is_array()) {
    faults_.add(node->where(), "must be a list, not " + kind(*node->value));
    return out;
  }
  for (std::size_t i = 0; i < node->value->size(); ++i) {
    out.push_back(node->at(i));
  }
  return out;
}

std::vector<std::string> Reader::texts(std::string_view key, bool is_required, bool or_one) {
  std::vector<Node> nodes;
  if (const auto node = member(key); or_one && node && !node->value->is_array()) {
    nodes.push_back(*node);
  } else {
    nodes = list(key, is_required);
    if (is_required && nodes.empty() && node && node->value->is_array()) {
      faults_.add(node->where(), "is empty");
    }
  }
  std::vector<std::string> out;
  std::set<std::string> seen;
  for (const Node& node : nodes) {
    if (!node.value->is_string()) {
      faults_.add(node.where(), "must be a text, not " + kind(*node.value));
      continue;
    }
    std::string text = node.value->get<std::string>();
    if (is_blank(text)) {
      faults_.add(node.where(), "is empty");
    } else if (!seen.insert(text).second) {
      faults_.add(node.where(), fmt::format("\"{}\" is listed twice", text), "remove one");
    } else {
      out.push_back(std::move(text));
    }
  }
  return out;
}

std::optional<std::uint16_t> Reader::thousandths(std::string_view key) {
  const std::optional<Node> node = member(key);
  if (!node) {
    return std::nullopt;
  }
  if (!node->value->is_number()) {
    faults_.add(node->where(), "must be a number, not " + kind(*node->value));
    return std::nullopt;
  }
  const double number = node->value->get<double>();
  const double scaled = number * 1000.0;
  if (!(number > 0.0 && number <= 1.0)) {
    faults_.add(node->where(), "must be above 0 and at most 1");
    return std::nullopt;
  }
  if (std::abs(scaled - std::round(scaled)) > 1e-6 || scaled < 0.5) {
    faults_.add(node->where(), "has more than three decimals");
    return std::nullopt;
  }
  return static_cast<std::uint16_t>(std::lround(scaled));
}

}  // namespace rapport::pack
