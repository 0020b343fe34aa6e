// libedit, wrapped.

#include "app/line_editor.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include <histedit.h>
#include <unistd.h>

namespace rapport::app {

namespace {

constexpr std::size_t kMaxShown = 60;

struct HistoryCloser {
  void operator()(History* history) const { history_end(history); }
};
struct EditorCloser {
  void operator()(EditLine* editor) const { el_end(editor); }
};

std::string common_prefix(const std::vector<std::string>& texts) {
  std::string prefix = texts.front();
  for (const std::string& text : texts) {
    const auto [end, ignored] =
        std::mismatch(prefix.begin(), prefix.end(), text.begin(), text.end());
    prefix.erase(end, prefix.end());
  }
  while (!prefix.empty() && (static_cast<unsigned char>(prefix.back()) & 0xC0U) == 0x80U) {
    prefix.pop_back();  // a character that differs in its last bytes
  }
  if (!prefix.empty() && static_cast<unsigned char>(prefix.back()) >= 0xC0U) {
    prefix.pop_back();
  }
  return prefix;
}

}  // namespace

struct LineEditor::State {
  std::function<Completion(std::string_view)> complete;
  std::string file, prompt;
  bool interactive = false, cleared = false;
  std::unique_ptr<History, HistoryCloser> history;
  std::unique_ptr<EditLine, EditorCloser> editor;

  static State& of(EditLine* editor) {
    void* data = nullptr;
    el_get(editor, EL_CLIENTDATA, &data);
    return *static_cast<State*>(data);
  }
  static char* prompt_of(EditLine* editor) { return of(editor).prompt.data(); }

  static unsigned char on_interrupt(EditLine* editor, int /*key*/) {
    of(editor).cleared = true;
    std::fputs("^C\n", stdout);
    return CC_EOF;
  }

  // Ctrl-D typed ahead, before the editor had the terminal, arrives as a zero byte.
  static unsigned char on_early_end(EditLine* editor, int /*key*/) {
    const LineInfo* const line = el_line(editor);
    return line->buffer == line->lastchar ? CC_EOF : CC_REFRESH_BEEP;
  }

  static unsigned char on_tab(EditLine* editor, int /*key*/) {
    State& state = of(editor);
    const LineInfo* const line = el_line(editor);
    const std::string_view before(line->buffer,
                                  static_cast<std::size_t>(line->cursor - line->buffer));
    const Completion completion = state.complete(before);
    if (completion.texts.empty() || completion.length > before.size()) {
      return CC_REFRESH_BEEP;
    }
    const std::string word(before.substr(before.size() - completion.length));
    std::string replacement = common_prefix(completion.texts);
    const bool only = completion.texts.size() == 1;
    if (only || replacement.size() > word.size()) {
      replacement += only ? " " : "";
      el_deletestr(editor, static_cast<int>(completion.length));
      return el_insertstr(editor, replacement.c_str()) == 0 ? CC_REFRESH : CC_REFRESH_BEEP;
    }
    std::fputc('\n', stdout);
    for (std::size_t i = 0; i < std::min(completion.texts.size(), kMaxShown); ++i) {
      std::printf("  %s\n", completion.texts[i].c_str());
    }
    if (completion.texts.size() > kMaxShown) {
      std::printf("  ... %zu more\n", completion.texts.size() - kMaxShown);
    }
    return CC_REDISPLAY;
  }
};

LineEditor::LineEditor(std::function<Completion(std::string_view)> complete,
                       std::string history_file)
    : state_(std::make_unique<State>()) {
  State& state = *state_;
  state.complete = std::move(complete);
  state.file = std::move(history_file);
  state.interactive = ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1;
  if (!state.interactive) {
    return;
  }
  state.history.reset(history_init());
  HistEvent event;
  history(state.history.get(), &event, H_SETSIZE, 1000);
  history(state.history.get(), &event, H_SETUNIQUE, 1);
  if (!state.file.empty()) {
    history(state.history.get(), &event, H_LOAD, state.file.c_str());
  }
  EditLine* const editor = el_init("rapport", stdin, stdout, stderr);
  state.editor.reset(editor);
  el_set(editor, EL_CLIENTDATA, &state);
  el_set(editor, EL_PROMPT, &State::prompt_of);
  el_set(editor, EL_EDITOR, "emacs");
  el_set(editor, EL_HIST, history, state.history.get());
  el_set(editor, EL_ADDFN, "rapport-complete", "Completes the word", &State::on_tab);
  el_set(editor, EL_BIND, "^I", "rapport-complete", nullptr);
  el_set(editor, EL_ADDFN, "rapport-clear", "Clears the line", &State::on_interrupt);
  el_set(editor, EL_BIND, "^C", "rapport-clear", nullptr);
  el_set(editor, EL_ADDFN, "rapport-end", "Ends on an empty line", &State::on_early_end);
  el_set(editor, EL_BIND, "^@", "rapport-end", nullptr);
  el_set(editor, EL_BIND, "^R", "em-inc-search-prev", nullptr);
  el_set(editor, EL_SETTY, "-d", "-isig", nullptr);  // Ctrl-C comes as a key while editing
  el_source(editor, nullptr);
}

LineEditor::~LineEditor() = default;

bool LineEditor::is_interactive() const { return state_->interactive; }

LineEditor::Line LineEditor::read(const std::string& prompt) {
  State& state = *state_;
  Line line;
  if (!state.interactive) {
    char* buffer = nullptr;
    std::size_t capacity = 0;
    const ssize_t size = ::getline(&buffer, &capacity, stdin);
    if (size >= 0) {
      line = {Ending::kLine, std::string(buffer, static_cast<std::size_t>(size))};
    }
    std::free(buffer);
  } else {
    state.prompt = prompt;
    state.cleared = false;
    int size = 0;
    const char* const text = el_gets(state.editor.get(), &size);
    if (state.cleared) {
      el_reset(state.editor.get());
      line.ending = Ending::kCleared;
    } else if (text != nullptr && size > 0) {
      line = {Ending::kLine, std::string(text, static_cast<std::size_t>(size))};
    }
  }
  while (line.text.ends_with('\n') || line.text.ends_with('\r')) {
    line.text.pop_back();
  }
  return line;
}

void LineEditor::remember(const std::string& text) {
  State& state = *state_;
  if (!state.interactive || text.find_first_not_of(" \t\n") == std::string::npos) {
    return;
  }
  std::string one_line = text;
  std::replace(one_line.begin(), one_line.end(), '\n', ' ');
  HistEvent event;
  history(state.history.get(), &event, H_ENTER, one_line.c_str());
  if (!state.file.empty()) {
    history(state.history.get(), &event, H_SAVE, state.file.c_str());
  }
}

std::string history_file() {
  namespace fs = std::filesystem;
  const char* const state = std::getenv("XDG_STATE_HOME");
  const char* const home = std::getenv("HOME");
  fs::path folder;
  if (state != nullptr && *state == '/') {
    folder = state;
  } else if (home != nullptr && *home == '/') {
    folder = fs::path(home) / ".local" / "state";
  } else {
    return "";
  }
  folder /= "rapport";
  std::error_code error;
  fs::create_directories(folder, error);
  return error ? std::string() : (folder / "history").string();
}

}  // namespace rapport::app
