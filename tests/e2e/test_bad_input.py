"""Each kind of bad input gets one clear message; the other documents are imported."""
import json
import os
import resource
import shutil
import signal
import subprocess
import time

from harness import BINARY, SOURCE, TestCase, main

GOOD = "The cooperation between Norway and Sweden strengthens confidence in the region. NATO supports Norway.\n"


class Files(TestCase):
    def import_beside_a_good_one(self, bad, *words):
        """The bad file fails with these words, the good one is imported, the status tells."""
        good = self.write("good.txt", GOOD)
        ran = self.run_rapport("import", bad, good)
        self.assertEqual(ran.status, 3, ran)
        self.assert_clear_error(ran, *words)
        self.assertEqual(ran.err.count("rapport: "), 1, ran)
        self.assertIn("1 document imported", ran.out)
        self.assertIn("1 failed", ran.out)
        self.assertEqual(self.documents(), ["good.txt"])
        self.assertIn("no fault", self.rapport("verify"))

    def test_a_folder_without_reports(self):
        (self.folder / "empty").mkdir()
        self.import_beside_a_good_one("empty", "empty", "no reports", ".txt")
        ran = self.run_rapport("import", "empty", db=self.folder / "none")
        self.assertEqual(ran.status, 1)
        self.assertFalse((self.folder / "none").exists())

    def test_a_missing_file(self):
        self.import_beside_a_good_one("missing.txt", "missing.txt", "not there")

    def test_an_empty_file(self):
        self.import_beside_a_good_one(self.write("empty.txt", ""), "empty.txt")

    def test_a_binary_file(self):
        self.import_beside_a_good_one(self.write("photo.txt", bytes(range(256)) * 64), "photo.txt")
        self.write("pdf.txt", b"%PDF-1.7\n\x00\x01\x02" + os.urandom(4096))
        self.assert_clear_error(self.run_rapport("import", "pdf.txt"), "pdf.txt")

    def test_broken_utf8_is_read_and_told(self):
        text = "Türkiye and Norway signed an agreement. The cooperation between Türkiye and Norway strengthens trust in the café.\n".encode("latin-1") * 20
        ran = self.run_rapport("import", self.write("latin.txt", text), self.write("good.txt", GOOD))
        self.assertEqual(ran.status, 0, ran)
        self.assertIn("latin.txt", ran.err)
        self.assertIn("Türkiye", self.rapport("export"))
        mixed = GOOD.encode() * 10 + b"\xff\xfe\xc3\x28 broken \xe2\x82 here.\n" + "Türkiye.\n".encode()
        ran = self.run_rapport("import", self.write("mixed.txt", mixed))
        self.assertIn(ran.status, (0, 1), ran)
        self.assertIn("mixed.txt", ran.err)
        self.assertIn("no fault", self.rapport("verify"))

    def test_an_unreadable_file(self):
        bad = self.write("secret.txt", GOOD)
        if os.geteuid() == 0:  # root reads everything: a file that fails when it is read
            bad.unlink()
            bad.symlink_to("/proc/self/mem")
        else:
            bad.chmod(0)
        self.import_beside_a_good_one(bad, "secret.txt")

    def test_a_folder_named_like_a_report(self):
        (self.folder / "folder.txt").mkdir()
        self.import_beside_a_good_one("folder.txt", "folder.txt")
        self.assert_clear_error(self.run_rapport("extract", "folder.txt"), "folder.txt")

    def test_a_single_line_of_100_megabytes(self):
        line = self.folder / "line.txt"
        words = b"the alliance and the region remain stable while partners "
        with open(line, "wb") as out:
            for _ in range(100_000_000 // (len(words) * 1000) + 1):
                out.write(words * 1000)
        start = time.time()
        ran = self.run_rapport("import", line, self.write("good.txt", GOOD), timeout=600)
        self.assertIn(ran.status, (0, 3), ran)
        self.assertIn("line.txt", ran.err)
        self.assertLess(time.time() - start, 300)
        self.assertIn("good.txt", self.documents())

    def test_a_link_that_leads_in_a_circle(self):
        self.write("in/good.txt", GOOD)
        (self.folder / "in" / "circle").symlink_to(self.folder / "in")
        (self.folder / "in" / "self.txt").symlink_to("self.txt")
        ran = self.run_rapport("import", "in", timeout=60)
        self.assertIn("good.txt", self.documents())
        self.assertIn(ran.status, (0, 3), ran)


class Packs(TestCase):
    def setUp(self):
        super().setUp()
        self.text = self.write("good.txt", GOOD)

    def test_the_packs_that_come_with_it_are_whole(self):
        for pack in [SOURCE / "packs" / "cooperation.json", *sorted((SOURCE / "examples" / "packs").glob("*.json"))]:
            self.assertIn("types", self.rapport("pack", "check", pack))

    def test_a_wrong_type_is_pointed_at(self):
        pack = json.loads((SOURCE / "packs" / "cooperation.json").read_text(encoding="utf-8"))
        pack["types"][2]["name"] = 7
        (self.folder / "parts").symlink_to(SOURCE / "packs" / "parts")
        bad = self.write("bad.json", json.dumps(pack))
        self.assert_clear_error(self.run_rapport("pack", "check", bad), "bad.json", "/types/2/name")
        ran = self.run_rapport("--pack", bad, "import", self.text)
        self.assert_clear_error(ran, "bad.json", "/types/2/name")
        self.assertFalse(self.db.exists())

    def test_no_json_and_no_file(self):
        self.assert_clear_error(self.run_rapport("pack", "check", self.write("bad.json", "{\n  oops")), "bad.json", "line 2")
        self.assert_clear_error(self.run_rapport("pack", "check", "nowhere.json"), "nowhere.json")
        self.assert_clear_error(self.run_rapport("--pack", "nosuchfield", "import", self.text), "nosuchfield", "RAPPORT_DATA")


class Stores(TestCase):
    def test_a_newer_version_is_refused(self):
        self.rapport("import", self.write("good.txt", GOOD))
        subprocess.run([os.environ["RAPPORT_AGE_STORE"], str(self.db)], check=True)
        for arguments in (["docs"], ["import", "good.txt"], ["query", "RETURN 1"]):
            self.assert_clear_error(self.run_rapport(*arguments), "version")

    def test_a_folder_that_is_no_store(self):
        self.write("thing/notes.txt", GOOD)
        self.assert_clear_error(self.run_rapport("docs", db=self.folder / "thing"), "thing")
        self.assert_clear_error(self.run_rapport("import", self.write("a.txt", GOOD), db=self.write("file", "x")), "file")

    def test_a_locked_one_names_the_holder_and_can_be_read(self):
        self.rapport("import", self.write("good.txt", GOOD))
        writer = subprocess.Popen([BINARY, "--db", str(self.db), "import", "-"], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment())
        try:
            limit = time.time() + 60
            holder = self.db / "rapport.lock.json"
            while time.time() < limit and not (holder.exists() and str(writer.pid) in holder.read_text()):
                time.sleep(0.05)
            ran = self.run_rapport("import", self.write("other.txt", GOOD))
            self.assert_clear_error(ran, str(writer.pid))
            self.assertEqual(self.documents(), ["good.txt"])
        finally:
            writer.communicate(b"Chad supports Niger.")
        self.assertEqual(writer.returncode, 0)
        self.assertEqual(len(self.documents()), 2)

    def make_small_disk(self):
        """A tmpfs of 3 MB, or None where mounting is not allowed."""
        disk = self.folder / "disk"
        disk.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "none", str(disk)],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) if os.geteuid() == 0 else None
        if done is None or done.returncode != 0:
            return None
        self.addCleanup(subprocess.run, ["umount", "-l", str(disk)], stdout=subprocess.DEVNULL)
        return disk

    def test_a_full_disk(self):
        reports = self.folder / "reports"
        reports.mkdir()
        for number in range(60):
            noise = " ".join(os.urandom(24).hex() for _ in range(4000 if number else 1))
            (reports / f"{number:03}.txt").write_text(f"The cooperation between Norway and Sweden strengthens confidence in the region. {noise}.\n")
        disk = self.make_small_disk()
        options = {}
        if disk is None:
            disk = self.folder / "small"
            disk.mkdir()

            def limit():
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
            options["preexec_fn"] = limit
        db = disk / "db"
        ran = self.run_rapport("import", reports, db=db, **options)
        self.assertIn(ran.status, (1, 3), ran)
        self.assert_clear_error(ran)
        roomy = self.folder / "roomy"
        shutil.copytree(db, roomy)
        stored = self.documents(db=roomy)
        self.assertGreaterEqual(len(stored), 1)
        summary = [line for line in ran.out.splitlines() if " imported, " in line][0]
        self.assertEqual(len(stored), int(summary.split()[0]), ran)
        self.assertIn("no fault", self.rapport("verify", db=roomy))
        self.rapport("import", reports, db=roomy)
        self.assertEqual(len(self.documents(db=roomy)), 60)


if __name__ == "__main__":
    main()
