"""What must be shown on the seeds, five real reports outside of the project."""
import json
import shutil

from harness import SEEDS, TestCase, main, needs_seeds

SIXTH = "Norway and Iraq signed an agreement on border security. NATO supports Norway.\n"


@needs_seeds
class Seeds(TestCase):
    def setUp(self):
        super().setUp()
        self.rapport("import", SEEDS)

    def test_no_document_fails_and_verify_finds_no_fault(self):
        self.assertEqual(self.documents(), sorted(p.name for p in SEEDS.iterdir()))
        self.assertIn("no fault", self.rapport("verify"))

    def test_who_cooperates(self):
        rows = self.rows("MATCH (a:Actor)-[r:COOPERATES_WITH]-(b:Actor) RETURN a.name, b.name, r.confidence")
        pairs = {(a, b) for a, b, _ in rows}
        self.assertIn(("NATO", "Iraq"), pairs)
        self.assertIn(("Türkiye", "Iraq"), pairs)
        self.assertTrue(all(0 < confidence <= 1 for _, _, confidence in rows))

    def test_path_from_turkiye_to_nato_quotes_each_hop(self):
        answer = json.loads(self.rapport("path", "Türkiye", "NATO", "--format", "json"))
        steps = [dict(zip(answer["columns"], row)) for row in answer["rows"]]
        self.assertGreaterEqual(len(steps), 1)
        for step in steps:
            self.assertTrue(step["quote"])
            text = (SEEDS / step["document"]).read_text(encoding="utf-8")
            self.assertLessEqual(step["line"], text.count("\n") + 1)
        self.assertEqual({"Türkiye", "NATO"} - {s["from"] for s in steps} - {s["to"] for s in steps}, set())

    def test_rows_of_tables_are_claims(self):
        claims = [claim for claim in self.claims() if claim["doc"].startswith("003")]
        for row, relations in (("Enhancing cybersecurity | ", {"AIMS_AT"}),
                               ("Counter-Terrorism Efforts | ", {"AIMS_AT"}),
                               ("Regional Stability | ", {"AIMS_AT"}),
                               ("Military Training Programs | ", {"YIELDS"}),
                               ("Democratic Governance Workshops | ", {"YIELDS"}),
                               ("Conflict Resolution Dialogues | ", {"YIELDS", "ADDRESSES"})):
            found = {claim["relation"] for claim in claims if claim["quote"].startswith(row)}
            with self.subTest(row):
                self.assertTrue(found & relations, found)

    def test_quantity_time_and_attribution(self):
        claims = [claim for claim in self.claims() if claim["doc"].startswith("004")]
        told = {key: {claim[key] for claim in claims if claim[key]} for key in ("quantity", "time", "attribution")}
        self.assertTrue(any("nearly 20%" in text for text in told["quantity"]), told)
        self.assertTrue(any("since early 2023" in text for text in told["time"]), told)
        self.assertTrue(any("Middle East Security Monitor" in text for text in told["attribution"]), told)


@needs_seeds
class Sameness(TestCase):
    def test_order_threads_and_a_sixth_document_change_nothing(self):
        reports = self.folder / "reports"
        shutil.copytree(SEEDS, reports)
        files = sorted(reports.iterdir())
        exports = {}
        for name, order, threads in (("forwards", files, 1), ("backwards", files[::-1], 2),
                                     ("shuffled", files[2:] + files[:2], 2), ("one by one", None, 1)):
            db = self.folder / name.replace(" ", "-")
            if order is None:
                for file in files[1:] + files[:1]:
                    self.rapport("import", file, db=db)
            else:
                self.rapport("--threads", threads, "import", *order, db=db)
            exports[name] = self.rapport("export", db=db)
        self.assertGreater(exports["forwards"].count("\n"), 100)
        for name, text in exports.items():
            self.assertEqual(text, exports["forwards"], name)
        db = self.folder / "forwards"
        self.rapport("import", self.write("sixth.txt", SIXTH), db=db)
        self.assertNotEqual(self.rapport("export", db=db), exports["forwards"])
        self.rapport("remove", "sixth.txt", db=db)
        self.assertEqual(self.rapport("export", db=db), exports["forwards"])
        self.assertIn("no fault", self.rapport("verify", db=db))

    def test_the_graph_does_not_depend_on_the_order_either(self):
        text = "MATCH (a)-[r]->(b) RETURN a.name, a.type, type(r), b.name, b.type, properties(r) ORDER BY a.name, type(r), b.name, r.polarity, r.modality, a.type, b.type"
        files = sorted(SEEDS.iterdir())
        answers = []
        for number, order in enumerate((files, files[::-1])):
            db = self.folder / str(number)
            self.rapport("import", *order, db=db)
            answers.append(self.rapport("query", text, "--format", "jsonl", db=db))
        self.assertEqual(answers[0], answers[1])


if __name__ == "__main__":
    main()
