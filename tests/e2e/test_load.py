"""Property graphs without documents: load, create, scratch stores, budgets."""
import json
import os
import signal
import subprocess
import time

import harness


class Load(harness.TestCase):
    def load(self):
        people = self.write("people.csv", "id:ID(P),name,born,:LABEL\n1,Ada,1815,Writer\n2,Bob,1820,\n3,Cy,,\n")
        knows = self.write("knows.csv", ":START_ID(P),:END_ID(P),cost\n1,2,0.5\n2,3,0.5\n1,3,4\n")
        return self.rapport("load", "--nodes", f"Person={people}", "--relationships", f"KNOWS={knows}",
                            "--weight", "cost")

    def test_load_and_ask(self):
        self.assertIn("3 nodes and 3 relationships", self.load())
        self.assertEqual(self.rows("MATCH (a:Writer)-[r]->(b) RETURN b.name, r.cost ORDER BY b.name"),
                         [["Bob", 0.5], ["Cy", 4.0]])
        self.assertEqual(self.rows("MATCH p = ANY CHEAPEST (a {name: 'Ada'})-->*(b {name: 'Cy'}) "
                                   "RETURN [n IN nodes(p) | n.name]"), [[["Ada", "Bob", "Cy"]]])

    def test_create_is_there_for_the_next_command(self):
        self.load()
        self.rapport("query", "MATCH (a {name: 'Cy'}) CREATE (a)-[:KNOWS]->(:Person {name: 'Di'})")
        self.assertEqual(self.rows("MATCH (:Person {name: 'Cy'})-->(b) RETURN b.name"), [["Di"]])
        ran = self.run_rapport("query", "CREATE (:A)", "--read-only")
        self.assert_clear_error(ran, "--read-only")

    def test_statements_as_they_come_in_a_scratch_store(self):
        ran = self.run_rapport("query", "--file", "-", "--format", "json", db=":memory:",
                               stdin=b"CREATE (:A {p: 1})-[:T]->(:B);\nRETURN nonsense;\nMATCH (a)-->(b)\n RETURN a.p")
        self.assertEqual(ran.status, 1, ran)
        self.assertEqual(json.loads(ran.out)["rows"], [[1]])
        self.assertIn("UndefinedVariable", ran.err)

    def test_a_program_gets_lines_for_each_statement(self):
        ran = self.run_rapport("query", "--file", "-", "--format", "jsonl", db=":memory:",
                               stdin=b"CREATE (:A {p: 1.0});\nMATCH (a) RETURN a.p, labels(a) AS l;\nRETURN nope;\n")
        self.assertEqual(ran.status, 1, ran)
        lines = [json.loads(line) for line in ran.out.splitlines()]
        self.assertEqual(lines[1]["summary"]["nodes_created"], 1)
        self.assertEqual(lines[2:4], [{"columns": ["a.p", "l"]}, {"row": [1.0, ["A"]]}])
        self.assertEqual(lines[4]["summary"]["rows"], 1)
        error = lines[5]["error"]
        self.assertEqual((error["type"], error["phase"], error["detail"], error["line"], error["column"]),
                         ("SyntaxError", "compile time", "UndefinedVariable", 3, 8))

    def test_places_count_in_all_that_comes(self):
        script = "RETURN 'a\nb' AS s;\n\n // é\n  RETURN\n nope; /* é; */ RETURN 1 / 0;\n; RETURN $x"
        ran = self.run_rapport("query", "--file", "-", "--format", "jsonl", db=":memory:", stdin=script.encode())
        errors = [line["error"] for line in map(json.loads, ran.out.splitlines()) if "error" in line]
        self.assertEqual([(error["line"], error["column"]) for error in errors], [(6, 2), (6, 24), (7, 10)])
        ran = self.run_rapport("query", "--file", "-", db=":memory:", stdin=script.encode())
        for place in ("line 6, column 2:", "line 6, column 24:", "line 7, column 10:"):
            self.assertIn(place, ran.err)

    def test_a_program_gets_the_place_of_what_is_refused(self):
        ran = self.run_rapport("query", "--file", "-", "--format", "jsonl", db=":memory:", stdin=b"CREATE (z {m: {a: 1}});")
        error = json.loads(ran.out)["error"]
        self.assertEqual((error["type"], error["detail"], error["phase"], error["line"], error["column"]),
                         ("TypeError", "InvalidPropertyType", "runtime", 1, 15))
        ran = self.run_rapport("query", "--file", "-", "--format", "jsonl", "--read-only", db=":memory:", stdin=b"CREATE (z);")
        error = json.loads(ran.out)["error"]
        self.assertEqual((error["type"], error["detail"], error["line"], error["column"]),
                         ("SemanticError", "ReadOnly", 1, 1))

    def test_lines_are_the_same_without_standard_input(self):
        ran = self.run_rapport("query", "--format", "jsonl", "RETURN 1 AS i, 1.0 AS f; RETURN 1 / 0", db=":memory:")
        self.assertEqual(ran.status, 1, ran)
        lines = ran.out.splitlines()
        self.assertEqual(lines[:2], ['{"columns":["i","f"]}', '{"row": [1, 1.0]}'])
        self.assertEqual(json.loads(lines[3])["error"]["phase"], "runtime")

    def test_rows_are_printed_as_they_are_found(self):
        ran = self.run_rapport("query", "--format", "jsonl", "UNWIND [1, 0] AS x RETURN 1 / x AS y", db=":memory:")
        lines = [json.loads(line) for line in ran.out.splitlines()]
        self.assertEqual(lines[:2], [{"columns": ["y"]}, {"row": [1]}])
        self.assertEqual(lines[2]["error"]["phase"], "runtime")
        ran = self.run_rapport("query", "--format", "csv", "UNWIND [1, 0] AS x RETURN 1 / x AS y", db=":memory:")
        self.assertEqual((ran.status, ran.out.split()), (1, ["y", "1"]))
        self.assertIn("column 27", ran.err)
        endless = "WITH range(1, 1000) AS l UNWIND l AS x UNWIND l AS y UNWIND l AS z RETURN x, y, z"
        ran = self.run_rapport("query", "--format", "tsv", "--max-values", "5000", "--max-rows", "100000", endless, db=":memory:")
        self.assertEqual((ran.status, len(ran.out.splitlines())), (3, 100001))
        self.assertIn("stopped at 100000 rows", ran.err)
        with subprocess.Popen([harness.BINARY, "query", "--db", ":memory:", "--format", "csv", endless],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment()) as asker:
            self.assertEqual([asker.stdout.readline() for _ in range(2)], [b"x,y,z\r\n", b"1,1,1\r\n"])
            asker.stdout.close()
            self.assertEqual(asker.stderr.read(), b"")

    def test_a_statement_is_answered_at_its_semicolon(self):
        with subprocess.Popen([harness.BINARY, "query", "--db", ":memory:", "--file", "-", "--format", "jsonl"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self.environment()) as asker:
            asker.stdin.write(b"RETURN ';' AS s;")
            asker.stdin.flush()
            self.assertEqual(json.loads(asker.stdout.readline()), {"columns": ["s"]})
            asker.communicate(b"")

    def test_steps_can_be_raised(self):
        text = "UNWIND range(1, 9999) AS x RETURN count(*)"
        ran = self.run_rapport("query", text, "--max-steps", 5000, db=":memory:")
        self.assertIn("stopped after 5000 steps", ran.out)
        self.assertEqual(self.run_rapport("query", text, "--max-steps", 50000, db=":memory:").status, 0)

    def test_ctrl_c_ends_printing_too(self):
        with subprocess.Popen([harness.BINARY, "query", "--db", ":memory:", "UNWIND range(1, 900000) AS x RETURN x, [x, x]"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment()) as asker:
            asker.stdout.read(100)
            asker.send_signal(signal.SIGINT)
            _, err = asker.communicate()
        self.assertIn(b"stopped", err)
        self.assertEqual(asker.returncode, 1)

    def test_ctrl_c_ends_a_large_create_whole_or_not_at_all(self):
        self.load()
        create = "UNWIND range(1, 300000) AS i CREATE (:X {name: 'x' + i})"
        looking = create + " WITH count(*) AS c MATCH (x:X) RETURN count(x)"
        for statement in (create, looking):
            for moment in (0.1, 0.3, 0.5, 0.7, 0.9):
                before = self.rows("MATCH (x:X) RETURN count(*)")[0][0]
                with subprocess.Popen([harness.BINARY, "query", "--db", str(self.db), statement],
                                      stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=self.environment()) as asker:
                    time.sleep(moment)
                    asker.send_signal(signal.SIGINT)
                    _, err = asker.communicate(timeout=30)
                after = self.rows("MATCH (x:X) RETURN count(*)")[0][0]
                if after == before:
                    self.assertIn(asker.returncode, (1, -signal.SIGINT), err)  # the signal: before it could be told
                else:
                    self.assertEqual(after, before + 300000)
                    self.assertTrue(asker.returncode in (0, -signal.SIGINT) or b"300000 nodes" in err, err)

    def test_ctrl_c_ends_printing_that_nobody_reads(self):
        for form in ("jsonl", "csv", "table"):
            with subprocess.Popen([harness.BINARY, "query", "--db", ":memory:", "--format", form,
                                   "UNWIND range(1, 200000) AS x RETURN x, [x, x]"],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment()) as asker:
                asker.stdout.read(100)
                time.sleep(0.5)  # until the pipe is full
                asker.send_signal(signal.SIGINT)
                self.assertEqual(asker.wait(timeout=10), 1, form)

    def test_rows_are_printed_as_they_are_found(self):
        for form in ("jsonl", "csv", "tsv"):
            with subprocess.Popen([harness.BINARY, "query", "--db", ":memory:", "--format", form,
                                   "UNWIND [1, 2, 3] AS n UNWIND range(1, 3000000) AS x WITH n, x "
                                   "WHERE x = 1 RETURN n, x"],
                                  stdout=subprocess.PIPE, env=self.environment()) as asker:
                asker.stdout.readline()
                self.assertIn(b"1", asker.stdout.readline())
                first = time.monotonic()
                asker.communicate()
                self.assertEqual(asker.returncode, 0)
                self.assertGreater(time.monotonic() - first, 0.2, form)

    def test_nothing_runs_when_nobody_reads(self):
        self.load()
        script = "MATCH (n) RETURN count(*) AS n; CREATE (:Late);"
        for how in (["--file", self.write("q.cypher", script)], ["--file", "-"]):
            reader, writer = os.pipe()
            os.close(reader)
            done = subprocess.run([harness.BINARY, "query", "--db", str(self.db), *map(str, how)], stdout=writer,
                                  input=script.encode(), stderr=subprocess.PIPE, env=self.environment())
            os.close(writer)
            self.assertEqual(done.stderr, b"")
            self.assertEqual(self.rows("MATCH (n:Late) RETURN count(*)"), [[0]])

    def test_wrong_files_load_nothing(self):
        bad = self.write("bad.csv", ":ID,age:int\n1,old\n")
        self.assert_clear_error(self.run_rapport("load", "--nodes", bad), "bad.csv, line 2", "old")
        self.assertEqual(self.rows("MATCH (n) RETURN count(*)"), [[0]])

    def test_a_cut_answer_has_a_status_of_its_own(self):
        ran = self.run_rapport("query", "UNWIND range(1, 9) AS x RETURN x", "--max-rows", 3, db=":memory:")
        self.assertEqual(ran.status, 3, ran)
        self.assertIn("stopped at 3 rows", ran.out)

    def test_explain_and_profile(self):
        self.load()
        self.assertIn("look up the name 'Ada'",
                      self.rapport("query", "--explain", "MATCH (a {name: 'Ada'})-->(b) RETURN b.name"))
        self.assertIn("rows in",
                      self.rapport("query", "--profile", "MATCH (a {name: 'Ada'})-->(b) RETURN b.name"))


if __name__ == "__main__":
    harness.main()
