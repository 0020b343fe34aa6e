// Errors as values: every public function that can fail on account of the world (a file, a disk, a
// document, a query) returns Result<T>. An Error says what went wrong, where, and how to mend it.
//
//   Result<Pack> load(path);
//   RAPPORT_TRY(auto pack, load(path));      // passes the error on, or binds the value
//   RAPPORT_CHECK(store.commit(batch));      // the same for Result<void>
//
// Shaped like std::expected, so that C++23 can take its place.

#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace rapport {

enum class Code {
  kNotFound,     // no such file, store, document or name
  kIo,           // reading or writing failed (permission, full disk)
  kBadInput,     // the input breaks the rules of its format
  kCorrupt,      // stored data is not what was written
  kConflict,     // somebody else holds it (lock), or wrote into it meanwhile
  kUnsupported,  // another version or kind than this program can handle
  kLimit,        // a budget (size, time, memory, rows) was used up
  kCancelled,    // the user stopped it
};

struct Error {
  Code code = Code::kIo;
  std::string message;  // what: "is not a number"
  std::string where;    // where: "packs/x.json: /types/3/name", "line 1, column 14"; may be empty
  std::string hint;     // how to mend it: "did you mean Country?"; may be empty
};

// "WHERE: MESSAGE (HINT)", on one line unless the message itself has several.
inline std::string to_string(const Error& error) {
  std::string text = error.where.empty() ? error.message : error.where + ": " + error.message;
  if (!error.hint.empty()) {
    text += " (" + error.hint + ")";
  }
  return text;
}

template <typename T>
class [[nodiscard]] Result {
 public:
  // Implicit on purpose: `return value;` and `return Error{...};` both read well.
  Result(T value)
      : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(Error error)
      : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  // REQUIRES: has_value().
  T& value() & {
    assert(has_value());
    return *std::get_if<0>(&state_);
  }
  const T& value() const& {
    assert(has_value());
    return *std::get_if<0>(&state_);
  }
  T&& value() && {
    assert(has_value());
    return std::move(*std::get_if<0>(&state_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  // REQUIRES: !has_value().
  const Error& error() const& {
    assert(!has_value());
    return *std::get_if<1>(&state_);
  }
  Error&& error() && {
    assert(!has_value());
    return std::move(*std::get_if<1>(&state_));
  }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error)
      : error_(std::move(error)), failed_(true) {}  // NOLINT(google-explicit-constructor)

  bool has_value() const { return !failed_; }
  explicit operator bool() const { return has_value(); }

  // REQUIRES: !has_value().
  const Error& error() const& {
    assert(failed_);
    return error_;
  }
  Error&& error() && {
    assert(failed_);
    return std::move(error_);
  }

 private:
  Error error_;
  bool failed_ = false;
};

}  // namespace rapport

#define RAPPORT_CONCAT_INNER(a, b) a##b
#define RAPPORT_CONCAT(a, b) RAPPORT_CONCAT_INNER(a, b)
#define RAPPORT_TRY_NAMED(name, declaration, expression) \
  auto name = (expression);                              \
  if (!name) {                                           \
    return std::move(name).error();                      \
  }                                                      \
  declaration = std::move(name).value()
// Evaluates a Result<T>; returns its error from the enclosing function, or binds its value.
#define RAPPORT_TRY(declaration, ...) \
  RAPPORT_TRY_NAMED(RAPPORT_CONCAT(rapport_result_, __LINE__), declaration, (__VA_ARGS__))
// Evaluates a Result<void>; returns its error from the enclosing function.
#define RAPPORT_CHECK(...)                                  \
  if (auto rapport_check = (__VA_ARGS__); !rapport_check) { \
    return std::move(rapport_check).error();                \
  }                                                         \
  static_assert(true, "asks for the semicolon")
