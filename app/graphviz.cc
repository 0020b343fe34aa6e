// Runs graphviz as a child process, without a shell, within a time limit.

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/diagram.h"
#include "app/interrupt.h"

extern char** environ;

namespace rapport::app {

namespace {

using Clock = std::chrono::steady_clock;

// The two ends of a pipe; ends that are still open are closed with the object.
struct Pipe {
  std::array<int, 2> ends = {-1, -1};
  Pipe() = default;
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  bool open() { return ::pipe2(ends.data(), O_CLOEXEC) == 0; }
  void close_end(std::size_t which) {
    if (ends[which] >= 0) {
      ::close(ends[which]);
      ends[which] = -1;
    }
  }
};

// A running `dot`, ended with the object.
class Child {
 public:
  ~Child() {
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
      ::waitpid(pid_, nullptr, 0);
    }
  }
  // 0 or an errno.
  int start(const Pipe& in, const Pipe& out, const Pipe& err) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in.ends[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out.ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err.ends[1], STDERR_FILENO);
    std::array<char, 4> name = {"dot"};
    std::array<char, 6> format = {"-Tsvg"};
    std::array<char*, 3> arguments = {name.data(), format.data(), nullptr};
    const int error = ::posix_spawnp(&pid_, "dot", &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
      pid_ = -1;
    }
    return error;
  }
  // Waits for its end; its wait status.
  int wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return status;
  }

 private:
  pid_t pid_ = -1;
};

Error error_of(std::string message, std::string hint, Code code) {
  return Error{code, std::move(message), "graphviz", std::move(hint)};
}

// Writes what the child will take now; closes the pipe when all is written.
void feed(Pipe& in, std::string_view& rest) {
  const ssize_t written = ::write(in.ends[1], rest.data(), rest.size());
  if (written > 0) {
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  if (rest.empty() || (written < 0 && errno != EAGAIN && errno != EINTR)) {
    in.close_end(1);
  }
}

// Reads what is there; closes the pipe at its end.
void drain(Pipe& out, std::string& text) {
  std::array<char, 1 << 16> buffer;
  const ssize_t size = ::read(out.ends[0], buffer.data(), buffer.size());
  if (size > 0) {
    text.append(buffer.data(), static_cast<std::size_t>(size));
  } else if (size == 0 || (errno != EAGAIN && errno != EINTR)) {
    out.close_end(0);
  }
}

}  // namespace

Result<std::string> to_svg(const std::string& dot, double seconds) {
  Pipe in, out, err;
  if (!in.open() || !out.open() || !err.open()) {
    return error_of(std::string("no pipe to it: ") + std::strerror(errno), "", Code::kIo);
  }
  Child child;
  if (const int error = child.start(in, out, err); error != 0) {
    return error == ENOENT
               ? error_of("its program 'dot' is not there",
                          "install the package graphviz, or use --format dot", Code::kNotFound)
               : error_of(std::string("cannot be started: ") + std::strerror(error), "", Code::kIo);
  }
  in.close_end(0);
  out.close_end(1);
  err.close_end(1);
  ::fcntl(in.ends[1], F_SETFL, O_NONBLOCK);
  std::string svg, complaint;
  std::string_view rest = dot;
  const auto deadline = Clock::now() + std::chrono::duration<double>(seconds);
  while (out.ends[0] >= 0 || err.ends[0] >= 0) {
    if (interrupted()) {
      return error_of("stopped by Ctrl-C", "", Code::kCancelled);
    }
    if (Clock::now() > deadline) {
      return error_of(fmt::format("took longer than {:.0f} s", seconds),
                      "draw less: --max-vertices, --around, or --query with a LIMIT", Code::kLimit);
    }
    std::array<pollfd, 3> polls = {
        {{in.ends[1], POLLOUT, 0}, {out.ends[0], POLLIN, 0}, {err.ends[0], POLLIN, 0}}};
    ::poll(polls.data(), polls.size(), 100);
    if (polls[0].revents != 0) {
      feed(in, rest);
    }
    if (polls[1].revents != 0) {
      drain(out, svg);
    }
    if (polls[2].revents != 0) {
      drain(err, complaint);
    }
  }
  const int status = child.wait();
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || svg.empty()) {
    return error_of("could not draw it: " + complaint.substr(0, 300),
                    "use --format dot to see what it was given", Code::kIo);
  }
  return svg;
}

}  // namespace rapport::app
