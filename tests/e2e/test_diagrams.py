"""Diagrams: what they show, and that nothing in a text can break them."""
import re
import subprocess
import xml.etree.ElementTree as xml

from harness import BINARY, EXAMPLES, TestCase, main


class Diagrams(TestCase):
    def setUp(self):
        super().setUp()
        self.rapport("import", EXAMPLES)

    def svg(self, *arguments):
        """The texts of an SVG diagram: labels and tooltips."""
        root = xml.fromstring(self.rapport("export", "--format", "svg", *arguments))
        texts = ["".join(e.itertext()) for e in root.iter("{http://www.w3.org/2000/svg}text")]
        links = [e.get("{http://www.w3.org/1999/xlink}title") for e in root.iter("{http://www.w3.org/2000/svg}a")]
        return root, texts, [link for link in links if link]

    def test_around_an_entity(self):
        root, texts, tooltips = self.svg("--around", "Türkiye", "--any-status")
        for text in ("Türkiye", "NATO", "COOPERATES_WITH", "Legend", "Country"):
            self.assertIn(text, texts)
        self.assertTrue(any("cooperation between Türkiye and Romania" in tooltip for tooltip in tooltips))

    def test_path_query_and_whole(self):
        _, texts, _ = self.svg("--path", "Romania", "NATO")
        self.assertIn("Romania", texts)
        _, texts, _ = self.svg("--query", "MATCH p = (:Country)-[:COOPERATES_WITH]->(:Country) RETURN p")
        self.assertIn("Romania", texts)
        _, texts, _ = self.svg("--max-vertices", "10")
        self.assertTrue(any("are not shown" in text for text in texts), texts)

    def test_status_is_seen(self):
        dot = self.rapport("export", "--format", "dot", "--query", "MATCH (a)-[r]->(b) WHERE r.modality = 'planned' RETURN a, r, b")
        edges = [line for line in dot.splitlines() if "->" in line and "legend" not in line]
        self.assertTrue(edges and all("style=dashed" in edge for edge in edges))
        dot = self.rapport("export", "--format", "dot", "--query", "MATCH (a)-[r]->(b) WHERE r.polarity = 'negated' RETURN a, r, b")
        edges = [line for line in dot.splitlines() if "->" in line and "legend" not in line]
        self.assertTrue(edges and all("#c00000" in edge for edge in edges))

    def test_the_same_graph_gives_the_same_drawing(self):
        other = self.folder / "other"
        self.rapport("import", *sorted(EXAMPLES.iterdir(), reverse=True), db=other)
        arguments = ["export", "--format", "dot", "--around", "NATO", "--depth", "2"]

        def drawing(db):  # ids follow the order of the import
            return sorted(re.sub(r"\bv\d+", "v", self.rapport(*arguments, db=db)).splitlines())
        self.assertEqual(drawing(self.db), drawing(other))

    def test_lines_and_tables_of_a_part(self):
        lines = self.rapport("export", "--format", "jsonl", "--around", "Romania").splitlines()
        self.assertTrue(lines and set(lines) <= set(self.rapport("export").splitlines()))
        csv = self.rapport("export", "--format", "csv", "--path", "Romania", "NATO").splitlines()
        self.assertTrue(csv[0].startswith("from,from_type,relation,to,to_type"))
        self.assertEqual(len(csv), 3)

    def test_to_a_file(self):
        self.rapport("export", "--format", "svg", "--around", "NATO", "-o", "nato.svg")
        xml.parse(self.folder / "nato.svg")
        ran = self.run_rapport("export", "--format", "svg", "-o", "no/such/folder/x.svg")
        self.assert_clear_error(ran, "no/such/folder/x.svg")

    def test_nothing_to_draw_is_said(self):
        self.assert_clear_error(self.run_rapport("export", "--format", "svg", "--query", "RETURN 1"), "--query")
        self.assert_clear_error(self.run_rapport("export", "--format", "svg", "--around", "Nobodyland"), "Nobodyland")

    def test_without_graphviz_the_message_is_clear(self):
        done = subprocess.run([BINARY, "--db", str(self.db), "export", "--format", "svg"], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=self.environment(PATH=str(self.folder)))
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"install the package graphviz", done.stderr)


class Hostile(TestCase):
    """Names and quotes full of what the drawing language and XML take for their own."""

    def test_odd_characters(self):
        text = ("The “<Ministry> & Sons” of Türkiye cooperates with Côte d’Ivoire & Norway \\N \\\" {x|y} &amp; &lt;b&gt;.\n"
                "Türkiye cooperates with Norway; \x07 العراق \\G \"quoted\" <script>alert(1)</script>.\n")
        self.rapport("import", self.write("odd.txt", text))
        svg = self.rapport("export", "--format", "svg")
        xml.fromstring(svg)
        self.assertNotIn("<script>", svg)
        lines = self.rapport("export")
        quote = [line for line in lines.splitlines() if "script" in line]
        self.assertTrue(quote)
        self.assertIn("&lt;script&gt;", svg)
        self.assertIn("Türkiye", svg)


if __name__ == "__main__":
    main()
