"""The example reports through import, ledger, removal and back."""
import json
import unittest

from harness import EXAMPLES, TestCase, main


class Import(TestCase):
    def test_all_examples_are_imported_without_a_fault(self):
        out = self.rapport("import", EXAMPLES)
        self.assertIn(f"{len(list(EXAMPLES.iterdir()))} documents imported, 0 replaced, 0 unchanged, 0 failed", out)
        self.assertEqual(self.documents(), sorted(p.name for p in EXAMPLES.iterdir()))
        self.assertIn("no fault", self.rapport("verify"))
        self.assertGreater(len(self.claims()), 50)

    def test_every_quote_is_found_at_its_offsets(self):
        self.rapport("import", EXAMPLES)
        for claim in self.claims():
            original = (EXAMPLES / claim["doc"]).read_bytes()
            evidence = b" ".join(original[begin:end] for begin, end in claim["evidence"])
            self.assertTrue(evidence.strip(), claim)
            evidence.decode("utf-8")  # never splits a character
            words = set(evidence.decode("utf-8").split())
            quoted = claim["quote"].split()
            same = sum(word in words for word in quoted)
            self.assertGreaterEqual(same / len(quoted), 0.5, claim)

    def test_unchanged_is_skipped_and_changed_is_replaced_exactly(self):
        a = self.write("in/a.txt", "The cooperation between Norway and Sweden strengthens confidence in the region. The two countries hold joint exercises.\n")
        self.write("in/b.txt", "Kenya supports Uganda.\n")
        self.rapport("import", "in")
        before = self.rapport("export")
        self.assertIn("0 documents imported, 0 replaced, 2 unchanged", self.rapport("import", "in"))
        a.write_text("The cooperation between Norway and Denmark strengthens confidence in the region.\n", encoding="utf-8")
        self.assertIn("0 documents imported, 1 replaced, 1 unchanged", self.rapport("import", "in"))
        self.assertNotIn("Sweden", self.rapport("export"))
        fresh = self.folder / "fresh"
        self.rapport("import", "in", db=fresh)
        self.assertEqual(self.rapport("export"), self.rapport("export", db=fresh))
        self.assertNotEqual(before, self.rapport("export"))

    def test_force_reads_again_and_changes_nothing(self):
        self.write("in/a.txt", "The cooperation between Norway and Sweden strengthens confidence in the region.\n")
        self.rapport("import", "in")
        before = self.rapport("export")
        self.assertIn("0 documents imported, 1 replaced, 0 unchanged", self.rapport("import", "in", "--force"))
        self.assertEqual(before, self.rapport("export"))
        self.assertIn("no fault", self.rapport("verify"))

    def test_documents_of_the_same_name_stay_apart(self):
        self.write("in/a/x.txt", "The cooperation between Norway and Sweden strengthens confidence in the region.\n")
        self.write("in/b/x.txt", "The cooperation between Kenya and Uganda strengthens confidence in the region.\n")
        self.rapport("import", "in")
        self.assertEqual(self.documents(), ["a/x.txt", "b/x.txt"])
        other = self.folder / "other"
        self.rapport("import", "in/a/x.txt", "in/b/x.txt", db=other)
        self.assertEqual(self.documents(db=other), ["a/x.txt", "b/x.txt"])
        third = self.folder / "third"
        self.rapport("import", "in/b/x.txt", "in/a/x.txt", db=third)
        self.assertEqual(self.rapport("export", db=other), self.rapport("export", db=third))

    def test_another_file_of_a_known_name_does_not_take_its_place(self):
        self.write("a/x.txt", "The cooperation between Norway and Sweden strengthens confidence in the region.\n")
        self.write("b/x.txt", "The cooperation between Kenya and Uganda strengthens confidence in the region.\n")
        self.rapport("import", "a/x.txt")
        ran = self.run_rapport("import", "b/x.txt")
        self.assertEqual(ran.status, 1, ran)
        self.assert_clear_error(ran, "x.txt", "another document")
        self.assertIn("Norway", self.rapport("export"))

    def test_standard_input(self):
        self.rapport("import", "-", "--name", "brief.txt", stdin="The cooperation between Chad and Cameroon strengthens confidence in the region.".encode())
        self.rapport("import", "-", stdin="Chad supports Niger.".encode())
        names = self.documents()
        self.assertIn("brief.txt", names)
        self.assertEqual(len(names), 2)
        self.assertTrue(any(name.startswith("stdin-") for name in names))
        self.assertIn("no fault", self.rapport("verify"))

    def test_plain_lines_on_a_pipe(self):
        ran = self.run_rapport("import", EXAMPLES)
        for text in (ran.out, ran.err):
            self.assertNotIn("\r", text)
            self.assertNotIn("\033", text)


class Remove(TestCase):
    def test_removing_is_the_exact_inverse(self):
        names = sorted(EXAMPLES.iterdir())
        self.rapport("import", *names[:-1])
        before = self.rapport("export")
        self.rapport("import", names[-1])
        self.assertNotEqual(before, self.rapport("export"))
        self.assertIn("removed", self.rapport("remove", names[-1].name))
        self.assertEqual(before, self.rapport("export"))
        self.assertIn("no fault", self.rapport("verify"))

    def test_by_sha256_and_by_a_wrong_name(self):
        self.rapport("import", EXAMPLES)
        entry = json.loads(self.rapport("docs", "--format", "json"))[0]
        self.rapport("remove", entry["sha256"][:12])
        self.assertNotIn(entry["name"], self.documents())
        self.assert_clear_error(self.run_rapport("remove", "no-such.txt"), "no-such.txt")


class Lines(TestCase):
    def test_extract_and_import_of_lines_give_the_same_graph(self):
        files = sorted(EXAMPLES.iterdir())
        self.rapport("import", *files)
        lines = self.write("claims.jsonl", self.rapport("extract", *files))
        other = self.folder / "other"
        self.rapport("import", lines, db=other)
        self.assertEqual(self.rapport("export"), self.rapport("export", db=other))
        again = self.write("again.jsonl", self.rapport("export"))
        third = self.folder / "third"
        self.rapport("import", again, db=third)
        self.assertEqual(self.rapport("export"), self.rapport("export", db=third))

    def test_a_time_is_an_interval_counted_from_the_date_of_the_document(self):
        text = self.write("x.txt", "Report, 26 October 2025\n\nSince last year, Norway has cooperated with Sweden.\n")
        interval = {"begin": "2024-01-01", "end": None, "precision": "year"}
        line = self.rapport("extract", text)
        self.assertEqual(json.loads(line)["interval"], interval)
        self.assertIn("time: Since last year (2024-01-01/.., year)", self.rapport("extract", "--format", "table", text))
        self.rapport("import", self.write("claims.jsonl", line))
        self.assertEqual(self.rapport("export"), line)
        self.assertEqual(self.rows("MATCH ()-[r]->() RETURN evidence(r)[0].interval"), [[interval]])

    def test_lines_of_another_document_version_are_refused(self):
        text = self.write("x.txt", "The cooperation between Norway and Sweden strengthens confidence in the region.\n")
        lines = self.write("claims.jsonl", self.rapport("extract", text))
        text.write_text("The cooperation between Norway and Denmark strengthens confidence in the region.\n", encoding="utf-8")
        ran = self.run_rapport("import", lines)
        self.assertEqual(ran.status, 1, ran)
        self.assert_clear_error(ran, "SHA-256")

    def test_lines_that_are_wrong_say_where(self):
        ran = self.run_rapport("import", self.write("claims.jsonl", '{"doc": "x.txt"}\n'))
        self.assert_clear_error(ran, "claims.jsonl", "line 1")
        ran = self.run_rapport("import", self.write("claims.jsonl", "not json\n"))
        self.assert_clear_error(ran, "claims.jsonl", "line 1", "JSON")

    def test_min_confidence(self):
        file = EXAMPLES / "03-black-sea-mine-countermeasures.txt"
        every = [json.loads(line) for line in self.rapport("extract", file).splitlines()]
        sure = [json.loads(line) for line in
                self.rapport("extract", file, "--min-confidence", "0.75").splitlines()]
        self.assertEqual(sure, [claim for claim in every if claim["confidence"] >= 0.75])
        self.assertIn("-COOPERATES_WITH->", self.rapport("extract", file, "--format", "table"))


class Text(TestCase):
    def test_repairs_are_listed_and_can_be_left(self):
        file = EXAMPLES / "02-peace-mechanisms-abstract.txt"
        repairs = self.rapport("text", file, "--repairs")
        for kind in ("ocr", "swapped-columns", "hard-wrap"):
            self.assertIn(kind, repairs)
        self.assertIn("fragile", self.rapport("text", file))
        self.assertIn("fragiie", self.rapport("text", file, "--no-repair"))

    def test_each_fault_of_the_examples_is_repaired(self):
        for name, kind in (("01-niger-monitoring-mission.txt", "hyphenation"),
                           ("03-black-sea-mine-countermeasures.txt", "glued-sentences"),
                           ("05-iraq-reconstruction-study.txt", "moved-stop"),
                           ("07-gulf-of-guinea-security.txt", "spelling")):
            with self.subTest(name):
                self.assertIn(kind, self.rapport("text", EXAMPLES / name, "--repairs"))

    def test_blocks_and_sentences(self):
        blocks = self.rapport("text", EXAMPLES / "04-lake-chad-task-force.md", "--blocks")
        for kind in ("heading", "header", "row", "item", "led in by"):
            self.assertIn(kind, blocks)
        self.assertIn("notice", self.rapport("text", EXAMPLES / "03-black-sea-mine-countermeasures.txt", "--blocks"))
        self.assertIn("The author recommends three measures .",
                      self.rapport("text", EXAMPLES / "02-peace-mechanisms-abstract.txt", "--sentences"))

    def test_parse_gives_trees(self):
        lines = self.rapport("parse", self.write("x.txt", "Norway supports Sweden.\n")).splitlines()
        words = [line.split("\t") for line in lines if line and not line.startswith("#")]
        self.assertTrue(all(len(word) == 10 for word in words))
        self.assertEqual([word[1] for word in words], ["Norway", "supports", "Sweden", "."])
        self.assertEqual(sum(word[6] == "0" for word in words), 1)


if __name__ == "__main__":
    main()
