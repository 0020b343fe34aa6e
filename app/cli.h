// The command line as CLI11 knows it: every command, its options, its help with examples.

#pragma once

#include <string>
#include <vector>

#include "app/session.h"

namespace rapport::app {

// Reads the arguments (without the program's name), runs the command, prints errors on standard
// error as "rapport: WHERE: MESSAGE (HINT)". Returns the exit status.
int run_command_line(std::vector<std::string> arguments);

// The same for one of verb_names() inside of a session that is open already, for the REPL.
int run_verb(Session& session, std::vector<std::string> arguments);
const std::vector<std::string>& verb_names();

}  // namespace rapport::app
