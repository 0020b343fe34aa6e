// JSON as a pack's author writes it, read with the care that a hand-written file needs: every wrong
// type, missing or unknown key is a fault with the JSON pointer (RFC 6901) of its place.

#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "rapport/result.h"

#include "pack/faults.h"

namespace rapport::pack {

// kBadInput with where = "ORIGIN: line L, column C": a syntax error, a key given twice in one
// object, or nesting beyond 32 levels.
Result<nlohmann::json> parse_json(std::string_view text, const std::string& origin);

// A value of a pack's file and where it stands. Cheap to copy; the json outlives it.
struct Node {
  const nlohmann::json* value = nullptr;
  std::string file;     // as messages name it
  std::string pointer;  // "/types/3"; empty for the whole

  std::string where() const { return file + ": " + (pointer.empty() ? "/" : pointer); }
  Node at(std::string_view key) const;
  Node at(std::size_t index) const;
};

// Typed access to the members of an object; what is wrong goes to `faults`, and a neutral value
// comes back, so that reading goes on.
class Reader {
 public:
  Reader(Node node, Faults& faults);

  bool is_object() const { return object_; }
  // A fault for each key that is not in `keys`.
  void allow(std::initializer_list<std::string_view> keys);
  std::optional<Node> member(std::string_view key) const;
  std::string text(std::string_view key, bool required);
  bool flag(std::string_view key);
  std::vector<Node> list(std::string_view key, bool required);
  // A list of non-empty texts without doubles; one text stands for a list of one when `or_one`.
  std::vector<std::string> texts(std::string_view key, bool required, bool or_one = false);
  // A number from 0 (not included) to 1 with at most three decimals, in thousandths.
  std::optional<std::uint16_t> thousandths(std::string_view key);

  std::string where() const { return node_.where(); }
  std::string where(std::string_view key) const { return node_.at(key).where(); }

 private:
  std::optional<Node> required(std::string_view key, bool required);
  Node node_;
  Faults& faults_;
  bool object_ = false;
};

}  // namespace rapport::pack
