// A store_driver process: started, read line by line, killed.

#pragma once

#include <array>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace rapport::graph::test {

class Child {
 public:
  explicit Child(std::vector<std::string> arguments) {
    std::array<int, 2> in{}, out{};
    if (pipe(in.data()) != 0 || pipe(out.data()) != 0) {
      std::perror("pipe");
      std::abort();
    }
    pid_ = fork();
    if (pid_ == 0) {
      dup2(in[0], 0);
      dup2(out[1], 1);
      for (const int fd : {in[0], in[1], out[0], out[1]}) {
        close(fd);
      }
      arguments.insert(arguments.begin(), RAPPORT_STORE_DRIVER);
      std::vector<char*> argv;
      for (std::string& argument : arguments) {
        argv.push_back(argument.data());
      }
      argv.push_back(nullptr);
      execv(argv[0], argv.data());
      _exit(127);
    }
    close(in[0]);
    close(out[1]);
    input_ = in[1];
    output_ = fdopen(out[0], "r");
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    kill_now();
    std::fclose(output_);
  }

  pid_t pid() const { return pid_; }

  // The next line that it prints; nothing at its end.
  std::optional<std::string> line() {
    std::string text;
    for (int c = std::fgetc(output_); c != EOF; c = std::fgetc(output_)) {
      if (c == '\n') {
        return text;
      }
      text.push_back(static_cast<char>(c));
    }
    return std::nullopt;
  }
  std::vector<std::string> lines() {
    std::vector<std::string> all;
    for (auto next = line(); next; next = line()) {
      all.push_back(*next);
    }
    return all;
  }

  // Ends its input and waits for it.
  void finish() {
    if (pid_ > 0) {
      close(input_);
      waitpid(pid_, nullptr, 0);
      pid_ = 0;
    }
  }
  void kill_now() {
    if (pid_ > 0) {
      kill(pid_, SIGKILL);
      finish();
    }
  }

 private:
  pid_t pid_ = 0;
  int input_ = -1;
  std::FILE* output_ = nullptr;
};

}  // namespace rapport::graph::test
