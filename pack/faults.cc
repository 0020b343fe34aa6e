// Collected faults, and the nearest known word for a wrong one.

#include "pack/faults.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "rapport/pack/fold.h"

namespace rapport::pack {
namespace {

constexpr std::size_t kMaxListed = 10;
constexpr std::size_t kMaxWordForHint = 100;

std::string in_one_line(const Error& fault) {
  return fault.hint.empty() ? fault.message : fault.message + " (" + fault.hint + ")";
}

}  // namespace

void Faults::add(std::string where, std::string message, std::string hint) {
  ++count_;
  if (faults_.size() < kMaxListed) {
    faults_.push_back({Code::kBadInput, std::move(message), std::move(where), std::move(hint)});
  }
}

Error Faults::error() const {
  Error error = faults_.front();
  if (count_ == 1) {
    return error;
  }
  error.message = in_one_line(error);
  error.hint.clear();
  for (std::size_t i = 1; i < faults_.size(); ++i) {
    error.message += "\n" + faults_[i].where + ": " + in_one_line(faults_[i]);
  }
  if (count_ > faults_.size()) {
    error.message += fmt::format("\nand {} more", count_ - faults_.size());
  }
  return error;
}

std::string did_you_mean(const std::string& word, const std::vector<std::string>& known) {
  if (word.empty() || word.size() > kMaxWordForHint) {
    return "";
  }
  const std::string folded = fold(word);
  std::size_t best = std::min<std::size_t>(3, std::max<std::size_t>(1, folded.size() / 3)) + 1;
  std::string nearest;
  for (const std::string& candidate : known) {
    const std::size_t distance = edit_distance(folded, fold(candidate), best - 1);
    if (distance < best) {
      best = distance;
      nearest = candidate;
      if (best == 0) {
        break;
      }
    }
  }
  return nearest.empty() ? "" : "did you mean " + nearest + "?";
}

}  // namespace rapport::pack
