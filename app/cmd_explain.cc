// rapport explain: what is read off a sentence, and what the pack makes of it.

#include <fmt/ranges.h>

#include "rapport/extract/document.h"
#include "rapport/extract/extractor.h"

#include "app/commands.h"
#include "app/input.h"
#include "app/message.h"

namespace rapport::app {

namespace {

using extract::Explanation;

void print(Output& out, const Explanation& explanation) {
  std::string status;
  if (explanation.polarity != "affirmed") {
    status += ", " + explanation.polarity;
  }
  if (explanation.modality != "asserted") {
    status += ", " + explanation.modality;
  }
  out.print("\n{}: \"{}\"{}\n    cues: {}\n", explanation.frame, explanation.predicate, status,
            fmt::join(explanation.cues, " | "));
  for (const Explanation::Argument& argument : explanation.arguments) {
    out.print("    {:<12} {} ({}, {})\n", argument.role, argument.name,
              argument.type.empty() ? "type by its place" : argument.type, argument.layer);
  }
  for (const auto& [name, words] :
       {std::pair<std::string_view, const std::string&>{"time", explanation.time},
        {"quantity", explanation.quantity},
        {"attribution", explanation.attribution},
        {"place", explanation.place}}) {
    if (!words.empty()) {
      out.print("    {:<12} \"{}\"\n", name, one_line(words, 100));
    }
  }
  for (const Explanation::Given& claim : explanation.claims) {
    out.print("    gives  {} ({}) -{}-> {} ({})  {:.3f}, by {}\n", claim.subject,
              claim.subject_type, claim.relation, claim.object, claim.object_type,
              claim.confidence / 1000.0, claim.rule);
  }
  if (explanation.claims.empty()) {
    out.print("    gives nothing: {}\n", explanation.miss);
  }
}

}  // namespace

Result<int> run_explain(Session& session, const ExplainOptions& options) {
  std::string text = options.text;
  if (text == "-") {
    constexpr std::size_t kMaxText = std::size_t{4} << 20;
    RAPPORT_TRY(text, read_text_file("-", kMaxText));
  }
  RAPPORT_TRY(const extract::Document document,
              extract::read_bytes(text + "\n", "sentence", "sentence"));
  RAPPORT_TRY(const extract::Extractor extractor, session.extractor({!options.no_repair}));
  Output& out = session.out();
  std::string sentence;
  std::vector<std::string> warnings;
  const std::vector<Explanation> explanations = extractor.explain(document, warnings);
  for (const std::string& warning : warnings) {
    print_warning("sentence", warning);
  }
  for (const Explanation& explanation : explanations) {
    if (explanation.sentence != sentence) {
      out.print("{}{}\n", sentence.empty() ? "" : "\n", one_line(explanation.sentence, 400));
      sentence = explanation.sentence;
      for (const Explanation::Reference& reference : explanation.references) {
        out.print("    \"{}\" is {}, by {}\n", reference.name,
                  fmt::join(reference.stands_for, " and "), reference.sieve);
      }
    }
    print(out, explanation);
  }
  if (sentence.empty()) {
    out.write("no proposition: nothing here says something of something\n");
  }
  return kSuccess;
}

}  // namespace rapport::app
