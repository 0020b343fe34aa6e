// Takes HTML off Markdown: tags go, what they stand around stays; scripts and comments go whole.

#include "extract/read/markdown_tags.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <unicode/utf8.h>

namespace rapport::extract {
namespace {

constexpr std::size_t kLongestEntity = 10;

struct Entity {
  std::string_view name, text;
};
constexpr std::array<Entity, 34> kEntities = {{
    {"amp", "&"},         {"lt", "<"},          {"gt", ">"},          {"quot", "\""},
    {"apos", "'"},        {"nbsp", "\u00A0"},   {"ndash", "\u2013"},  {"mdash", "\u2014"},
    {"hellip", "\u2026"}, {"lsquo", "\u2018"},  {"rsquo", "\u2019"},  {"ldquo", "\u201C"},
    {"rdquo", "\u201D"},  {"laquo", "\u00AB"},  {"raquo", "\u00BB"},  {"copy", "\u00A9"},
    {"reg", "\u00AE"},    {"trade", "\u2122"},  {"euro", "\u20AC"},   {"pound", "\u00A3"},
    {"deg", "\u00B0"},    {"middot", "\u00B7"}, {"bull", "\u2022"},   {"shy", "\u00AD"},
    {"eacute", "\u00E9"}, {"egrave", "\u00E8"}, {"agrave", "\u00E0"}, {"ccedil", "\u00E7"},
    {"ouml", "\u00F6"},   {"uuml", "\u00FC"},   {"auml", "\u00E4"},   {"ntilde", "\u00F1"},
    {"sect", "\u00A7"},   {"times", "\u00D7"},
}};

bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

// "https://..." or "name@host".
bool is_autolink(std::string_view inside) {
  return inside.find_first_of(" \n\t") == std::string_view::npos &&
         (inside.find("://") != std::string_view::npos || inside.starts_with("mailto:") ||
          (inside.find('@') != std::string_view::npos && inside.front() != '@'));
}

bool is_tag(std::string_view inside) {
  if (inside.starts_with('/')) {
    inside.remove_prefix(1);
  }
  return !inside.empty() && std::isalpha(static_cast<unsigned char>(inside.front())) != 0 &&
         std::all_of(inside.begin(),
                     inside.begin() + static_cast<std::ptrdiff_t>(
                                          std::min(inside.find_first_of(" \n\t/="), inside.size())),
                     is_name);
}

std::string numeric_entity(std::string_view digits) {
  const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
  digits.remove_prefix(hexadecimal ? 1 : 0);
  std::int32_t value = 0;
  for (const char c : digits) {
    const auto u = static_cast<unsigned char>(c);
    if ((hexadecimal ? std::isxdigit(u) : std::isdigit(u)) == 0 || value > 0x110000) {
      return {};
    }
    const int digit = std::isdigit(u) != 0 ? c - '0' : std::tolower(u) - 'a' + 10;
    value = value * (hexadecimal ? 16 : 10) + digit;
  }
  if (digits.empty() || value < 0x20 || value > 0x10FFFF || (value & 0x1FF800) == 0xD800) {
    return {};
  }
  std::array<char, U8_MAX_LENGTH> buffer{};
  std::int32_t size = 0;
  U8_APPEND_UNSAFE(buffer.data(), size, value);
  return {buffer.data(), static_cast<std::size_t>(size)};
}

bool starts_with_folded(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) {
           return a == static_cast<char>(std::tolower(static_cast<unsigned char>(b)));
         });
}

}  // namespace

std::size_t remove_tag(std::string_view text, std::size_t i, std::size_t end, Edits& edits) {
  const std::size_t close = std::min(text.find_first_of("<>", i + 1), end);
  if (close >= end || text[close] != '>' || close == i + 1) {
    return std::min(close, i + 1);
  }
  const std::string_view inside = text.substr(i + 1, close - i - 1);
  if (is_autolink(inside)) {
    edits.remove(span_of(i, i + 1));
    edits.remove(span_of(close, close + 1));
    return close + 1;
  }
  if (inside.starts_with("!--") || is_tag(inside)) {
    const bool line_break = starts_with_folded(inside, "br");
    edits.replace(span_of(i, close + 1), line_break ? " " : "");
    return close + 1;
  }
  return i + 1;
}

std::size_t replace_entity(std::string_view text, std::size_t i, std::size_t end, Edits& edits) {
  const std::size_t size = text.substr(i, kLongestEntity).find(';');
  if (size == std::string_view::npos || i + size >= end) {
    return i + 1;
  }
  const std::string_view name = text.substr(i + 1, size - 1);
  std::string with;
  if (name.starts_with('#')) {
    with = numeric_entity(name.substr(1));
  } else {
    const auto* const found =
        std::find_if(kEntities.begin(), kEntities.end(),
                     [&](const Entity& entity) { return entity.name == name; });
    with = found == kEntities.end() ? std::string() : std::string(found->text);
  }
  if (with.empty()) {
    return i + 1;
  }
  edits.replace(span_of(i, i + size + 1), with);
  return i + size + 1;
}

std::size_t HiddenElements::end(std::string_view text, std::size_t i) {
  struct Element {
    std::string_view open, close;
  };
  constexpr std::array<Element, 3> kHidden = {
      {{"<!--", "-->"}, {"<script", "</script>"}, {"<style", "</style>"}}};
  const std::string_view rest = text.substr(i);
  for (std::size_t k = 0; k < kHidden.size(); ++k) {
    if (!unclosed_[k] && starts_with_folded(rest, kHidden[k].open)) {
      const std::size_t close = rest.find(kHidden[k].close);
      unclosed_[k] = close == std::string_view::npos;
      return unclosed_[k] ? 0 : i + close + kHidden[k].close.size();
    }
  }
  return 0;
}

}  // namespace rapport::extract
