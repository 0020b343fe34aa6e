"""Queries and verbs on the example reports."""
import json

from harness import BINARY, EXAMPLES, TestCase, main


class Asking(TestCase):
    def setUp(self):
        super().setUp()
        self.rapport("import", EXAMPLES)

    def test_query_in_every_format(self):
        text = "MATCH (a:Country)-[r:COOPERATES_WITH]-(b:Country) RETURN a.name AS a, b.name AS b, r.confidence AS c ORDER BY a, b"
        rows = self.rows(text)
        self.assertIn(["Türkiye", "Romania"], [row[:2] for row in rows])
        lines = [json.loads(line) for line in self.rapport("query", text, "--format", "jsonl").splitlines()]
        self.assertEqual(lines[0], {"columns": ["a", "b", "c"]})
        self.assertEqual([line["row"] for line in lines[1:-1]], rows)
        self.assertEqual(lines[-1]["summary"]["rows"], len(rows))
        csv = self.rapport("query", text, "--format", "csv").splitlines()
        self.assertEqual(csv[0], "a,b,c")
        self.assertEqual(len(csv), len(rows) + 1)
        tsv = [line.split("\t") for line in self.rapport("query", text, "--format", "tsv").splitlines()]
        self.assertEqual(tsv[0], ["a", "b", "c"])
        self.assertEqual([row[:2] for row in tsv[1:]], [row[:2] for row in rows])
        self.assertIn("Türkiye", self.rapport("query", text))
        drawn = self.rapport("query", "MATCH (a:Country)-[r:COOPERATES_WITH]-(b:Country) RETURN a, r, b", "--format", "dot")
        self.assertTrue(drawn.startswith("digraph"), drawn[:40])
        self.assertIn("Türkiye", drawn)
        self.assert_clear_error(self.run_rapport("query", text, "--format", "dot"), "--format dot", "RETURN a, r, b")

    def test_parameters_and_files(self):
        text = "MATCH (n {name: $name}) RETURN n.name, $n + 1"
        self.assertEqual(self.rows(text, "--param", "name=NATO", "--param", "n=41"), [["NATO", 42]])
        self.assertEqual(self.rows(text, "--param", "name='NATO'", "--param", "n=1"), [["NATO", 2]])
        out = self.rapport("query", "--file", "-", "--format", "json", stdin=b"RETURN 1; RETURN ';' AS s;")
        first, end = json.JSONDecoder().raw_decode(out)
        self.assertEqual([first["rows"], json.loads(out[end:])["rows"]], [[[1]], [[";"]]])
        file = self.write("q.cypher", "MATCH (n:Country)\nRETURN count(n) > 5")
        self.assertEqual(json.loads(self.rapport("query", "--file", file, "--format", "json"))["rows"], [[True]])

    def test_parameters_are_literals(self):
        for given, value in [("2020-01-01", "2020-01-01"), ("12:30", "12:30"), ("5G", "5G"), ("Türkiye", "Türkiye"),
                             ("-7", -7), ("-1.5", -1.5), ("null", None), ("TRUE", True), ("[1, 'a']", [1, "a"]),
                             ("{k: -1}", {"k": -1}), ("'3'", "3"), ("", ""), ("true north", "true north")]:
            self.assertEqual(self.rows("RETURN $x", "--param", "x=" + given, db=":memory:"), [[value]], given)
        for wrong in ["[1", "1/0", "$y", "{a: 1", "'a", "[1 + 1]", "99999999999999999999", "1e999"]:
            self.assert_clear_error(self.run_rapport("query", "RETURN $x", "--param", "x=" + wrong, db=":memory:"),
                                    "--param x=" + wrong)
        self.assert_clear_error(self.run_rapport("query", "RETURN $x", "--param", "x=1", "--param", "x=2", db=":memory:"),
                                "--param x=2", "second time")

    def test_places_count_in_the_file(self):
        file = self.write("q.cypher", "RETURN 1;\n\nRETURN 2;  RETURN\n nope;\n")
        self.assert_clear_error(self.run_rapport("query", "--file", file, db=":memory:"), "line 4, column 2")
        file = self.write("q.cypher", "RETURN 1;  RETURN 1 / 0;")
        self.assert_clear_error(self.run_rapport("query", "--file", file, db=":memory:"), "line 1, column 19")

    def test_a_comment_that_is_not_closed(self):
        ran = self.run_rapport("query", "--file", "-", db=":memory:", stdin=b"/* open ; RETURN 2;")
        self.assert_clear_error(ran, "the comment is not closed")

    def test_too_few_rows(self):
        ran = self.run_rapport("query", "RETURN 1", "--max-rows", "0")
        self.assertEqual(ran.status, 2)
        self.assertLess(len(ran.err), 200)

    def test_evidence_in_a_query(self):
        rows = self.rows("MATCH (:Country {name: 'Türkiye'})-[r:COOPERATES_WITH]-(:Country {name: 'Romania'}) RETURN evidence(r)")
        self.assertIn("cooperation between Türkiye and Romania", json.dumps(rows, ensure_ascii=False))

    def test_query_errors_show_the_place(self):
        ran = self.run_rapport("query", "MATCH (n RETURN n")
        self.assertEqual(ran.status, 1)
        self.assert_clear_error(ran, "line 1, column", "^")
        self.assertEqual(ran.out, "")
        self.assertEqual(self.run_rapport("query").status, 2)
        self.assertEqual(self.run_rapport("query", "RETURN 1", "--param", "x").status, 1)

    def test_timeout_ends_a_long_query(self):
        ran = self.run_rapport("query", "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(*)",
                               "--timeout", "0.5", "--format", "json", timeout=60)
        self.assertIn("0.5 s", (ran.out + ran.err).replace("500 ms", "0.5 s"), ran)

    def test_path_quotes_each_step(self):
        out = self.rapport("path", "Romania", "NATO")
        self.assertIn("Romania", out.splitlines()[0])
        rows = json.loads(self.rapport("path", "Romania", "NATO", "--format", "json"))
        columns = rows["columns"]
        steps = [dict(zip(columns, row)) for row in rows["rows"]]
        self.assertEqual([step["step"] for step in steps], list(range(1, len(steps) + 1)))
        for step in steps:
            self.assertTrue(step["quote"])
            self.assertIn(step["document"], self.documents())
            self.assertGreater(step["line"], 0)
        self.assertIn("(2 steps)", self.rapport("path", "Romania", "NATO", "--cheapest"))
        self.assertIn("(2 steps)", self.rapport("path", "Romania", "NATO", "--all"))

    def test_no_path_is_said(self):
        ran = self.run_rapport("path", "Algeria", "NATO")
        self.assertEqual(ran.status, 1)
        self.assertIn("no path", ran.out)

    def test_names_through_aliases_and_did_you_mean(self):
        self.assertEqual(self.rapport("path", "Turkey", "NATO"), self.rapport("path", "Türkiye", "NATO"))
        ran = self.run_rapport("show", "Romenia")
        self.assert_clear_error(ran, "Romenia", "Romania")
        self.assertIn("Romania", self.rapport("find", "roman"))

    def test_why_show_neighbors_stats(self):
        why = self.rapport("why", "Türkiye", "Romania")
        self.assertIn("cooperation between Türkiye and Romania", why)
        self.assertIn("03-black-sea-mine-countermeasures.txt, line", why)
        show = self.rapport("show", "Türkiye")
        self.assertIn("Country", show.splitlines()[0])
        self.assertIn("COOPERATES_WITH", show)
        near = json.loads(self.rapport("neighbors", "Türkiye", "--type", "COOPERATES_WITH", "--format", "json"))
        self.assertIn("Romania", [row[near["columns"].index("from")] for row in near["rows"]] +
                      [row[near["columns"].index("to")] for row in near["rows"]])
        two = json.loads(self.rapport("neighbors", "Türkiye", "--depth", "2", "--format", "json"))
        self.assertEqual({row[0] for row in two["rows"]}, {1, 2})
        stats = json.loads(self.rapport("stats", "--format", "json"))
        self.assertEqual(stats["documents"], len(list(EXAMPLES.iterdir())))
        self.assertGreater(stats["edges"], 50)

    def test_verbs_look_at_facts_alone_unless_told(self):
        statuses = [row[0] for row in self.rows("MATCH ()-[r]->() WHERE r.modality <> 'asserted' RETURN DISTINCT r.modality")]
        self.assertTrue(statuses)
        some = self.rows("MATCH (a)-[r]->(b) WHERE r.modality <> 'asserted' RETURN a.name, type(r), b.name LIMIT 1")[0]
        columns = ["--format", "json"]
        def told(*more):
            return [row[1:4] for row in json.loads(self.rapport("neighbors", some[0], *columns, *more))["rows"]]
        self.assertNotIn(some, [r for r in told() if r == some and self.only_planned(some)])
        self.assertIn(some, told("--any-status"))

    def only_planned(self, edge):
        return not self.rows("MATCH (a {name: $a})-[r]->(b {name: $b}) WHERE type(r) = $t AND r.modality = 'asserted' "
                             "AND r.polarity = 'affirmed' RETURN 1", "--param", f"a='{edge[0]}'", "--param",
                             f"b='{edge[2]}'", "--param", f"t='{edge[1]}'")

    def test_cypher_of_a_verb_runs(self):
        for verb in (["find", "nato"], ["show", "NATO"], ["neighbors", "NATO"], ["neighbors", "NATO", "--depth", "2"],
                     ["path", "Romania", "NATO"], ["path", "Romania", "NATO", "--all"],
                     ["path", "Romania", "NATO", "--cheapest"], ["why", "Türkiye", "Romania"]):
            with self.subTest(verb):
                cypher = self.rapport(*verb, "--cypher").strip()
                self.assertTrue(self.rows(cypher), cypher)

    def test_a_reader_that_goes_away_is_no_error(self):
        import subprocess
        done = subprocess.run(f"'{BINARY}' --db '{self.db}' export | head -n 1; echo ${{PIPESTATUS[0]}}", shell=True,
                              executable="/bin/bash", stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=self.environment())
        self.assertEqual(done.stdout.decode().splitlines()[1], "0")
        self.assertEqual(done.stderr, b"")

    def test_a_full_standard_output_is_noticed(self):
        import subprocess
        with open("/dev/full", "wb") as full:
            done = subprocess.run([BINARY, "--db", str(self.db), "export"], stdout=full, stderr=subprocess.PIPE,
                                  env=self.environment())
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"No space left", done.stderr)


class Usage(TestCase):
    def test_version_and_help(self):
        self.assertRegex(self.rapport("--version"), r"^rapport \d+\.\d+\.\d+\n$")
        commands = "import remove docs verify text parse extract eval pack query repl find show neighbors path why stats export"
        overview = self.rapport("--help")
        for command in commands.split():
            self.assertIn(command, overview)
            self.assertIn("Examples:", self.rapport(command, "--help"), command)

    def test_wrong_usage(self):
        for arguments in ([], ["imprt"], ["import"], ["path", "NATO"], ["query", "--format", "xml", "RETURN 1"],
                          ["docs", "--nonsense"], ["--threads", "0", "docs"]):
            with self.subTest(arguments):
                ran = self.run_rapport(*arguments)
                self.assertEqual(ran.status, 2, ran)
                self.assertEqual(ran.out, "")
        self.assertIn("did you mean 'import'", self.run_rapport("imprt").err)

    def test_no_store_is_said(self):
        for arguments in (["docs"], ["query", "RETURN 1"], ["path", "A", "B"], ["stats"], ["verify"], ["remove", "x"],
                          ["repl"], ["export"]):
            with self.subTest(arguments):
                self.assert_clear_error(self.run_rapport(*arguments), str(self.db))
                self.assertFalse(self.db.exists())


if __name__ == "__main__":
    main()
