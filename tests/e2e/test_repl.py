"""The dialogue, from a pipe and on a terminal."""
import os
import pty
import select
import signal
import time

from harness import BINARY, EXAMPLES, TestCase, main


class Repl(TestCase):
    def setUp(self):
        super().setUp()
        self.rapport("import", EXAMPLES)

    def test_statements_over_several_lines_and_verbs(self):
        out = self.rapport("repl", stdin="MATCH (n:Country {name: 'Türkiye'})\nRETURN n.name AS name,\n'a;b' AS s;\n"
                                         "path Romania NATO\n:schema\n".encode())
        self.assertIn("a;b", out)
        self.assertIn("(2 steps)", out)
        self.assertIn(":COOPERATES_WITH", out)
        self.assertNotIn("rapport>", out)

    def test_an_error_does_not_end_it(self):
        ran = self.run_rapport("repl", stdin=b"MATCH (n RETURN n;\nshow Nobodyland\n:nonsense\npath\nRETURN 40 + 2 AS x;\n")
        self.assertIn("42", ran.out)
        self.assertEqual(ran.status, 1)
        self.assertEqual(ran.err.count("rapport:"), 4, ran)

    def test_names_of_several_words_and_the_last_statement(self):
        out = self.rapport("repl", stdin=b"show European Union\nfind \"european union\";\nRETURN 7 AS seven")
        self.assertIn("European Union", out)
        self.assertIn("seven", out)

    def test_quit(self):
        self.assertNotIn("never", self.rapport("repl", stdin=b":quit\nRETURN 'never';\n"))


class Scratch(TestCase):
    """A store that the dialogue may write to."""

    def say(self, *lines):
        return self.run_rapport("repl", db=":memory:", stdin="\n".join(lines).encode())

    def test_create(self):
        ran = self.say("CREATE (:A {p: 1});", "MATCH (a) RETURN a.p AS p, 'made' AS m;")
        self.assertEqual(ran.status, 0, ran)
        self.assertIn("created 1 nodes", ran.out)
        self.assertIn("made", ran.out)

    def test_explain_and_profile(self):
        ran = self.say("EXPLAIN MATCH (a) RETURN a;", "profile RETURN 1;")
        self.assertEqual(ran.status, 0, ran)
        self.assertIn("expected rows", ran.out)
        self.assertIn("steps", ran.out)

    def test_limits_and_parameters(self):
        ran = self.say(":set rows 2", ":set timeout 0.5", ":param n = 3", ":param $who = 'Ada; Bob'", ":set", ":params",
                       "UNWIND range(1, $n) AS x RETURN x, $who;")
        self.assertEqual(ran.status, 0, ran)
        for text in ("0.5 s", "$n = 3", "Ada; Bob", "stopped at 2 rows"):
            self.assertIn(text, ran.out)
        ran = self.say(":set rows none", ":set nonsense 1", ":param x")
        self.assertEqual(ran.err.count("rapport:"), 3, ran)


class Terminal(TestCase):
    """On a pseudo-terminal: prompts, completion, history, Ctrl-C."""

    def setUp(self):
        super().setUp()
        self.rapport("import", EXAMPLES)
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(self.folder)
            os.execve(BINARY, [BINARY, "--db", str(self.db), "repl"],
                      self.environment(TERM="xterm", LANG="C.UTF-8"))
        self.addCleanup(self.end)
        self.seen = ""
        self.wait_for("rapport>")

    def end(self):
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.pid, 0)
        os.close(self.terminal)

    def send(self, text):
        self.seen = ""
        os.write(self.terminal, text.encode())

    def wait_for(self, text, seconds=60):
        limit = time.time() + seconds
        while text not in self.seen:
            ready, _, _ = select.select([self.terminal], [], [], max(0, limit - time.time()))
            if not ready:
                self.fail(f"no {text!r} within {seconds} s in {self.seen!r}")
            try:
                self.seen += os.read(self.terminal, 65536).decode("utf-8", "replace")
            except OSError:
                self.fail(f"it ended before {text!r}: {self.seen!r}")
        self.seen = self.seen.split(text, 1)[1]

    def wait_for_end(self, seconds=60):
        """Reads on until the program lets go of the terminal."""
        limit = time.time() + seconds
        while True:
            ready, _, _ = select.select([self.terminal], [], [], max(0, limit - time.time()))
            if not ready:
                self.fail(f"it did not end within {seconds} s: {self.seen!r}")
            try:
                if not os.read(self.terminal, 65536):
                    return
            except OSError:
                return

    def test_completion_history_and_ctrl_c(self):
        self.send("MATCH (n:Coun\t")
        self.wait_for("try ")
        self.send("\x03")  # clears the line
        self.wait_for("rapport>")
        self.send("path Roman\t")
        self.wait_for("ia ")
        self.send("NATO\n")
        self.wait_for("(2 steps)")
        self.send("RETURN 40 +\n")
        self.wait_for("...>")
        self.send("2 AS x;\n")
        self.wait_for("42")
        self.wait_for("rapport>")
        history = (self.folder / "state" / "rapport" / "history").read_text(encoding="utf-8")
        self.assertIn("path", history)
        self.send("UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a * b % 7);\n")
        time.sleep(1.0)
        self.send("\x03")
        self.wait_for("rapport>", 20)
        self.send("RETURN 'still ' + 'here' AS s;\n")
        self.wait_for("still here")
        self.wait_for("rapport>")  # Ctrl-D is a key of the line editor, which reads from here on
        self.send("\x04")
        self.wait_for_end()


if __name__ == "__main__":
    main()
