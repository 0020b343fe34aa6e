"""An import that is killed, or stopped by Ctrl-C, at any moment."""
import random
import signal
import subprocess
import time

from harness import BINARY, TestCase, main

PLACES = ["Norway", "Sweden", "Denmark", "Kenya", "Uganda", "Ghana", "Chad", "Niger", "Iraq", "Jordan"]


class Crash(TestCase):
    def write_reports(self, count, first=0):
        rng = random.Random(first)
        for number in range(first, first + count):
            a, b, c = rng.sample(PLACES, 3)
            self.write(f"reports/{number:04}.txt",
                       f"Report {number}. The cooperation between {a} and {b} strengthens trust. {b} supports the government of {c} in the border region.\n")

    def start_import(self):
        return subprocess.Popen([BINARY, "--db", str(self.db), "import", "reports"], cwd=self.folder,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment())

    def test_50_kills_lose_nothing_and_leave_no_half_document(self):
        rng = random.Random(50)
        self.write_reports(5)
        start = time.time()
        self.rapport("import", "reports")
        usual = time.time() - start
        known, total, cut_short = set(self.documents()), 5, 0
        for number in range(50):
            self.write_reports(8, first=total)
            total += 8
            process = self.start_import()
            time.sleep(rng.uniform(0, usual * 1.5))
            process.send_signal(signal.SIGKILL)
            process.communicate()
            stored = set(self.documents())
            self.assertLessEqual(known, stored, f"run {number} lost documents")
            cut_short += total - 5 > len(stored) - 5
            known = stored
            if number % 10 == 9:
                self.assertIn("no fault", self.rapport("verify"))
        self.assertGreater(cut_short, 5, "the kills came too late to test anything")
        self.assertIn("0 failed", self.rapport("import", "reports"))
        self.assertEqual(len(self.documents()), total)
        self.assertIn("no fault", self.rapport("verify"))
        fresh = self.folder / "fresh"
        self.rapport("import", "reports", db=fresh)
        self.assertEqual(self.rapport("export"), self.rapport("export", db=fresh))

    def test_ctrl_c_ends_in_good_order(self):
        self.write_reports(3000)
        process = self.start_import()
        limit = time.time() + 60
        while time.time() < limit and not self.db.exists():
            time.sleep(0.01)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        out, err = (text.decode() for text in process.communicate(timeout=60))
        stored = len(self.documents())
        if process.returncode == 0:  # it was faster
            self.assertEqual(stored, 3000)
            return
        self.assertEqual(process.returncode, 3 if stored else 1, err)
        self.assertIn("stopped", out)
        self.assertIn(f"{stored:,} document", out)
        self.assertIn("no fault", self.rapport("verify"))
        self.rapport("import", "reports")
        self.assertEqual(len(self.documents()), 3000)


if __name__ == "__main__":
    main()
