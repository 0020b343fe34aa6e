// The offset map: which bytes of the original stand behind a piece of text, over all stages.
//
// The map is a list of runs sorted by their place in the text. Composing two maps is a walk over
// the runs of the source that overlap the copied piece, so a stage costs what it changes.

#include "rapport/extract/text.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace rapport::extract {
namespace {

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Joins `next` to the spans where it touches the last one, and leaves out what is already there.
void append(Spans& spans, Span next) {
  if (next.empty()) {
    return;
  }
  if (!spans.empty()) {
    Span& last = spans.back();
    if (last.contains(next)) {
      return;
    }
    if (last.end == next.begin) {
      last.end = next.end;
      return;
    }
  }
  spans.push_back(next);
}

}  // namespace

MappedText MappedText::identity(std::string text, std::uint32_t original_begin) {
  MappedText mapped;
  mapped.text_ = std::move(text);
  if (!mapped.text_.empty()) {
    mapped.runs_.push_back({0, original_begin, static_cast<std::uint32_t>(mapped.text_.size())});
  }
  return mapped;
}

std::uint32_t MappedText::run_end(std::size_t run) const {
  return run + 1 < runs_.size() ? runs_[run + 1].text_begin
                                : static_cast<std::uint32_t>(text_.size());
}

std::size_t MappedText::find_run(std::uint32_t position) const {
  const auto after =
      std::upper_bound(runs_.begin(), runs_.end(), position,
                       [](std::uint32_t place, const Run& run) { return place < run.text_begin; });
  return after == runs_.begin() ? 0 : static_cast<std::size_t>(after - runs_.begin()) - 1;
}

Span MappedText::original_of(std::size_t index, Span span) const {
  const Run& run = runs_[index];
  if (run.stride == 0) {
    return {run.original_begin, run.original_begin + run.original_size};
  }
  const std::uint32_t begin = std::max(span.begin, run.text_begin) - run.text_begin;
  const std::uint32_t end = std::min(span.end, run_end(index)) - run.text_begin;
  return {run.original_begin + begin * run.stride, run.original_begin + end * run.stride};
}

Spans MappedText::original(Span span) const {
  span.end = std::min(span.end, static_cast<std::uint32_t>(text_.size()));
  if (span.begin >= span.end) {
    return {};
  }
  while (span.begin > 0 && continues_character(text_[span.begin])) {
    --span.begin;
  }
  while (span.end < text_.size() && continues_character(text_[span.end])) {
    ++span.end;
  }
  return ranges(span);
}

Spans MappedText::ranges(Span span) const {
  Spans spans;
  if (span.empty()) {
    return spans;
  }
  for (std::size_t i = find_run(span.begin); i < runs_.size(); ++i) {
    const Run& run = runs_[i];
    const bool has_text = run_end(i) > run.text_begin;
    if (run.text_begin > span.end || (run.text_begin == span.end && (has_text || run.removed))) {
      break;
    }
    if (has_text || run.text_begin > span.begin) {
      append(spans, original_of(i, span));
    }
  }
  return spans;
}

void TextBuilder::add_run(MappedText::Run run) {
  if (!out_.runs_.empty()) {
    MappedText::Run& last = out_.runs_.back();
    const bool touches = last.original_begin + last.original_size == run.original_begin;
    const bool both_removed = last.removed && run.removed && last.text_begin == run.text_begin;
    const bool same_stride = last.stride != 0 && last.stride == run.stride;
    if (touches && (both_removed || same_stride)) {
      last.original_size += run.original_size;
      return;
    }
  }
  out_.runs_.push_back(run);
}

void TextBuilder::copy(Span source) {
  assert(source.end <= source_.text_.size());
  if (source.empty()) {
    return;
  }
  for (std::size_t i = source_.find_run(source.begin); i < source_.runs_.size(); ++i) {
    const MappedText::Run& run = source_.runs_[i];
    const bool has_text = source_.run_end(i) > run.text_begin;
    if (run.text_begin > source.end || (run.text_begin == source.end && has_text)) {
      break;
    }
    if (!has_text && run.text_begin <= source.begin) {
      continue;
    }
    const Span original = source_.original_of(i, source);
    const std::uint32_t skipped = std::max(run.text_begin, source.begin) - source.begin;
    add_run({size() + skipped, original.begin, original.size(), run.stride, run.removed});
  }
  out_.text_ += source.in(source_.text_);
}

void TextBuilder::replace(Span source, std::string_view with) {
  assert(source.end <= source_.text_.size());
  const std::uint32_t begin = size();
  const bool removed = with.empty();
  out_.text_ += with;
  bool first = true;
  for (const Span& original : source_.ranges(source)) {
    add_run({first ? begin : size(), original.begin, original.size(), 0, removed});
    first = false;
  }
  if (first && !removed) {
    add_run({begin, 0, 0, 0, false});
  }
  copy_removed_at(source.end);
}

void TextBuilder::stretch(Span source, std::string_view with) {
  assert(!with.empty() && source.size() % with.size() == 0);
  const Spans original = source_.ranges(source);
  assert(original.size() == 1 && original.front().size() == source.size());
  add_run({size(), original.front().begin, original.front().size(),
           static_cast<std::uint8_t>(source.size() / with.size()), false});
  out_.text_ += with;
}

void TextBuilder::remove(Span source) { replace(source, {}); }

void TextBuilder::insert(std::string_view text) {
  if (!text.empty()) {
    add_run({size(), 0, 0, 0, false});
    out_.text_ += text;
  }
}

// What an earlier stage removed at `position`, so that text on both sides of it stays joined.
void TextBuilder::copy_removed_at(std::uint32_t position) {
  auto run = std::lower_bound(
      source_.runs_.begin(), source_.runs_.end(), position,
      [](const MappedText::Run& a, std::uint32_t place) { return a.text_begin < place; });
  for (; run != source_.runs_.end() && run->text_begin == position && run->removed; ++run) {
    add_run({size(), run->original_begin, run->original_size, run->stride, true});
  }
}

MappedText TextBuilder::finish() && { return std::move(out_); }

}  // namespace rapport::extract
