"""Runs the built program for the end-to-end tests, each test in a folder of its own.

The environment names what is tested: RAPPORT_BINARY, RAPPORT_SOURCE, RAPPORT_BUILD, RAPPORT_SHARED.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

BINARY = os.environ["RAPPORT_BINARY"]
SOURCE = pathlib.Path(os.environ["RAPPORT_SOURCE"])
BUILD = pathlib.Path(os.environ["RAPPORT_BUILD"])
SHARED = pathlib.Path(os.environ.get("RAPPORT_SHARED") or SOURCE.parent / "shared")
EXAMPLES = SOURCE / "examples" / "reports"
SEEDS = SHARED / "seeds"
GOLD = SHARED / "gold" / "seeds.jsonl"
SCORER = SHARED / "gold" / "score.py"

needs_seeds = unittest.skipUnless(SEEDS.is_dir(), f"{SEEDS} is not there")


class Ran:
    """What a run of the program gave."""

    def __init__(self, done):
        self.status = done.returncode
        self.out = done.stdout.decode("utf-8")
        self.err = done.stderr.decode("utf-8", "replace")

    def __repr__(self):
        return f"status {self.status}\nstdout:\n{self.out[:3000]}\nstderr:\n{self.err[:3000]}"


class TestCase(unittest.TestCase):
    maxDiff = 2000

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="rapport-e2e-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.db = self.folder / "db"

    def environment(self, **more):
        kept = {k: v for k, v in os.environ.items() if not k.startswith("RAPPORT_") or k == "RAPPORT_DATA"}
        kept.update({"HOME": str(self.folder), "XDG_STATE_HOME": str(self.folder / "state")})
        kept.update(more)
        return kept

    def run_rapport(self, *arguments, stdin=b"", db=None, timeout=300, **options):
        """Runs it; the store is self.db unless `db` names another."""
        command = [BINARY, "--db", str(db or self.db), *map(str, arguments)]
        done = subprocess.run(command, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              cwd=self.folder, env=self.environment(), timeout=timeout, **options)
        return Ran(done)

    def rapport(self, *arguments, **options):
        """Runs it and expects success; gives standard output."""
        ran = self.run_rapport(*arguments, **options)
        self.assertEqual(ran.status, 0, ran)
        return ran.out

    def rows(self, cypher, *more, **options):
        """The rows of a query, as lists."""
        return json.loads(self.rapport("query", cypher, "--format", "json", *more, **options))["rows"]

    def claims(self, **options):
        return [json.loads(line) for line in self.rapport("export", **options).splitlines()]

    def documents(self, **options):
        return [entry["name"] for entry in json.loads(self.rapport("docs", "--format", "json", **options))]

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            path.write_bytes(text)
        else:
            path.write_text(text, encoding="utf-8")
        return path

    def assert_clear_error(self, ran, *words):
        """It failed, with one message for a person, and neither crashed nor wrote a trace."""
        self.assertIn(ran.status, (1, 2, 3), ran)
        self.assertTrue(ran.err.startswith("rapport: "), ran)
        for word in words:
            self.assertIn(word, ran.err, ran)


def main():
    """Runs the tests of the file; status 77 when all were skipped."""
    result = unittest.main(exit=False).result
    for test, reason in result.skipped:
        print(f"SKIPPED {test.id()}: {reason}")
    if not result.wasSuccessful():
        sys.exit(1)
    sys.exit(77 if result.testsRun == len(result.skipped) else 0)
