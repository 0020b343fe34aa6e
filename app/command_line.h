// The commands and options as CLI11 knows them: what they are called, their help with examples, and
// the work that each stands for. Nothing in command_line*.cc does work.

#pragma once

#include <functional>
#include <string>

#include <CLI/CLI.hpp>

#include "app/commands.h"

namespace rapport::app {

// The command line with the options that its commands fill in. The session is made by `session`
// when all has been read.
class CommandLine {
 public:
  CommandLine();
  void describe_all();
  void describe_verbs();
  CLI::App& root() { return root_; }
  const Settings& settings() const { return settings_; }
  // The work of the command that was named.
  const std::function<Result<int>(Session&)>& work() const { return work_; }

 private:
  template <typename Options>
  CLI::App* add(const std::string& name, const std::string& about, const std::string& examples,
                Options& options, Result<int> (*run)(Session&, const Options&));
  CLI::App* add_plain(CLI::App& parent, const std::string& name, const std::string& about,
                      const std::string& examples, std::function<Result<int>(Session&)> run);
  void describe_documents();
  void describe_text();
  void describe_parse();
  void describe_eval();
  void describe_asking();
  void describe_looking();
  void describe_connecting();
  void describe_export();
  void add_verb_options(CLI::App* command, VerbOptions& options);
  CLI::Option* add_without(CLI::App* command, std::vector<std::string>& frames);

  CLI::App root_{"Rapport builds a knowledge graph from reports and answers questions about it."};
  Settings settings_;
  std::function<Result<int>(Session&)> work_;
  ImportOptions import_;
  LoadOptions load_;
  RemoveOptions remove_;
  DocsOptions docs_;
  TextOptions text_;
  ParseOptions parse_;
  ExtractOptions extract_;
  ExplainOptions explain_;
  EvalOptions eval_;
  PackOptions pack_;
  QueryOptions query_;
  FindOptions find_;
  ShowOptions show_;
  NeighborsOptions neighbors_;
  PathOptions path_;
  WhyOptions why_;
  StatsOptions stats_;
  ExportOptions export_;
};

template <typename Options>
CLI::App* CommandLine::add(const std::string& name, const std::string& about,
                           const std::string& examples, Options& options,
                           Result<int> (*run)(Session&, const Options&)) {
  return add_plain(root_, name, about, examples,
                   [&options, run](Session& session) { return run(session, options); });
}

}  // namespace rapport::app
