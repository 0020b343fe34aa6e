// A line from the person: edited, with history and completion on a terminal (libedit), plain from
// a pipe.

#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rapport::app {

// What could stand where the word before the cursor stands: `text` replaces the last `length` bytes
// of the line so far.
struct Completion {
  std::size_t length = 0;
  std::vector<std::string> texts;  // sorted, each once
};

class LineEditor {
 public:
  enum class Ending { kLine, kCleared, kEnd };  // kCleared: Ctrl-C
  struct Line {
    Ending ending = Ending::kEnd;
    std::string text;  // without the line's end
  };
  // `complete` is asked with the line up to the cursor. `history_file` may be empty.
  LineEditor(std::function<Completion(std::string_view)> complete, std::string history_file);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  // Is it a terminal on both sides? Else there are no prompts.
  bool is_interactive() const;
  Line read(const std::string& prompt);
  // Adds to the history, and writes it.
  void remember(const std::string& text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// $XDG_STATE_HOME/rapport/history, by default under ~/.local/state; the folder is made. Empty when
// there is no home.
std::string history_file();

}  // namespace rapport::app
