// From arguments to a command that runs, and to an exit status.

#include "app/cli.h"

#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

#include "rapport/pack/fold.h"

#include "app/command_line.h"
#include "app/commands.h"
#include "app/message.h"

namespace rapport::app {

namespace {

// What is wrong when no command was recognised.
std::string no_command_message(CLI::App& root, const std::string& word) {
  if (word.empty() || word.starts_with("-")) {
    return "a command is missing";
  }
  for (const CLI::App* command : root.get_subcommands([](CLI::App*) { return true; })) {
    if (pack::edit_distance(command->get_name(), word, 2) <= 2) {
      return fmt::format("'{}' is no command (did you mean '{}'?)", word, command->get_name());
    }
  }
  return fmt::format("'{}' is no command", word);
}

// Reads the arguments; -1 when there is work to do, else the exit status. Help and version go to
// `out`, complaints to standard error.
int read_arguments(CommandLine& line, std::vector<std::string> arguments, Output& out) {
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  try {
    line.root().parse(reversed);
    return -1;
  } catch (const CLI::CallForHelp&) {
    const auto chosen = line.root().get_subcommands();
    out.write(chosen.empty() ? line.root().help()
                             : line.root().help("", CLI::AppFormatMode::Normal));
    return kSuccess;
  } catch (const CLI::CallForVersion& version) {
    out.print("{}\n", version.what());
    return kSuccess;
  } catch (const CLI::ParseError& error) {
    const bool no_command = line.root().get_subcommands().empty();
    const std::vector<std::string> rest = line.root().remaining();
    const std::string unknown = rest.empty() ? std::string() : rest.front();
    const bool tells_more =
        no_command && error.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError);
    std::fputs(fmt::format("rapport: {} (see 'rapport {}--help')\n",
                           tells_more ? no_command_message(line.root(), unknown) : error.what(),
                           no_command ? "" : line.root().get_subcommands()[0]->get_name() + " ")
                   .c_str(),
               stderr);
    return kWrongUsage;
  }
}

int status_of(const Result<int>& result) {
  if (result) {
    return *result;
  }
  print_error(result.error());
  return kFailure;
}

}  // namespace

const std::vector<std::string>& verb_names() {
  static const std::vector<std::string> names = {"find", "show",  "neighbors", "path",
                                                 "why",  "stats", "export"};
  return names;
}

int run_command_line(std::vector<std::string> arguments) {
  Output out(STDOUT_FILENO, "standard output");
  CommandLine line;
  line.describe_all();
  int status = read_arguments(line, std::move(arguments), out);
  if (status < 0) {
    Session session(line.settings(), out);
    status = status_of(line.work()(session));
  }
  if (const auto written = out.finish(); !written) {
    print_error(written.error());
    return kFailure;
  }
  return status;
}

int run_verb(Session& session, std::vector<std::string> arguments) {
  CommandLine line;
  line.describe_verbs();
  const int status = read_arguments(line, std::move(arguments), session.out());
  return status < 0 ? status_of(line.work()(session)) : status;
}

}  // namespace rapport::app
