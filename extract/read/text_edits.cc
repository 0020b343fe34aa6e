// Applies the edits of one stage in one pass, and tells the log what they changed.

#include "extract/read/text_edits.h"

#include <algorithm>
#include <utility>

namespace rapport::extract {
namespace {

constexpr std::size_t kShown = 80;  // bytes of a repair that its log entry shows

}  // namespace

std::string shown(std::string_view text) {
  if (text.size() > kShown) {
    std::size_t end = kShown;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
      --end;
    }
    text = text.substr(0, end);
  }
  return std::string(text);
}

void Edits::replace(Span span, std::string_view with) {
  // What was inserted last is often inserted again ("\n" -> " "), so it is kept once.
  const bool again = !with.empty() && pool_.ends_with(with);
  const std::size_t begin = again ? pool_.size() - with.size() : pool_.size();
  if (!again) {
    pool_ += with;
  }
  edits_.push_back(
      {span, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(with.size())});
}

void Edits::repair(Span span, std::string_view with, std::string_view kind, std::string reason) {
  replace(span, with);
  note(span, kind, std::move(reason));
}

void Edits::note(Span span, std::string_view kind, std::string reason) {
  notes_.push_back({span, std::string(kind), std::move(reason)});
}

void Edits::add(const Edits& other) {
  for (const Edit& edit : other.edits_) {
    replace(edit.span, other.with(edit));
  }
  notes_.insert(notes_.end(), other.notes_.begin(), other.notes_.end());
}

MappedText Edits::apply(const MappedText& source) {
  const auto by_place = [](const Edit& a, const Edit& b) { return a.span.begin < b.span.begin; };
  if (!std::is_sorted(edits_.begin(), edits_.end(), by_place)) {
    std::stable_sort(edits_.begin(), edits_.end(), by_place);
  }
  TextBuilder builder(source);
  std::uint32_t done = 0;
  for (const Edit& edit : edits_) {
    if (edit.span.begin < done) {
      continue;
    }
    builder.copy({done, edit.span.begin});
    if (edit.span.empty()) {
      builder.insert(with(edit));
    } else {
      builder.replace(edit.span, with(edit));
    }
    done = edit.span.end;
  }
  builder.copy({done, static_cast<std::uint32_t>(source.text().size())});
  return std::move(builder).finish();
}

void Edits::log(const MappedText& source, std::vector<Repair>& repairs) const {
  for (const Note& note : notes_) {
    repairs.push_back({note.kind, source.original(note.span), shown(note.span.in(source.text())),
                       shown(after(note.span, source.text())), note.reason});
  }
}

// The text of `span` with its edits made, as far as the log shows it.
std::string Edits::after(Span span, std::string_view text) const {
  auto edit =
      std::lower_bound(edits_.begin(), edits_.end(), span.begin,
                       [](const Edit& a, std::uint32_t place) { return a.span.begin < place; });
  std::string result;
  std::uint32_t done = span.begin;
  for (; edit != edits_.end() && edit->span.end <= span.end && result.size() <= kShown; ++edit) {
    if (edit->span.begin >= done) {
      result += text.substr(done, edit->span.begin - done);
      result += with(*edit);
      done = edit->span.end;
    }
  }
  result += text.substr(done, std::min<std::size_t>(span.end - done, kShown + 1));
  return result;
}

}  // namespace rapport::extract
