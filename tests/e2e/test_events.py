"""Events from the command line."""
import json

from harness import EXAMPLES, TestCase, main

LINES = b"""France praised Poland on Monday.
Kenya and Uganda signed a treaty.

Norway will give Chad a grant, officials said.
The bridge is long.
"""


class Events(TestCase):
    def events(self, *arguments, **options):
        lines = self.rapport("extract", "--events", *arguments, **options).splitlines()
        return [line.split("\t") for line in lines]

    def test_one_event_a_line(self):
        rows = self.events("--lines", "-", stdin=LINES)
        lines = LINES.decode().split("\n")
        self.assertEqual(rows, [[lines[0], "SUPPORT", "France", "Poland"],
                                [lines[1], "SUPPORT", "Kenya; Uganda", ""],
                                [lines[3], "AGREE", "Norway", "Chad"]])

    def test_reports_are_split_and_repaired(self):
        text = (b"# News\n\nOn Monday the army of Iran attacked the\n"
                b"north of Iraq. The president of Chad denounced Libya.\n")
        self.assertEqual([row[1:] for row in self.events("-", stdin=text)],
                         [["ASSAULT", "army of Iran", "Iraq"],
                          ["ACCUSE", "president of Chad", "Libya"]])
        for row in self.events(*sorted(EXAMPLES.glob("*"))):
            self.assertEqual(len(row), 4)

    def test_a_pack_of_ones_own(self):
        pack = self.folder / "own.json"
        pack.write_text(json.dumps({
            "format": 1, "name": "own", "version": "1", "default_named": "Firm",
            "types": [{"name": "Firm"}],
            "relations": [{"name": "SUES", "from": "Firm", "to": "Firm", "label": "sues",
                           "plover": "ACCUSE"}],
            "patterns": [{"id": "sue", "frame": "verb", "cues": ["sue"],
                          "gives": [{"from": "subject", "to": "object", "relation": "SUES"}]}]}))
        text = b"Nordwind sued Halvorsen."
        self.assertEqual([row[1] for row in self.events("--pack", pack, "--lines", "-",
                                                        stdin=text)], ["ACCUSE"])
        pack.write_text(pack.read_text().replace(', "plover": "ACCUSE"', ""))
        ran = self.run_rapport("--pack", pack, "extract", "--events", "-", stdin=text)
        self.assertEqual(ran.status, 1)
        self.assertIn("--pack plover", ran.err)

    def test_events_can_be_a_graph(self):
        self.rapport("--pack", "plover", "import", "-", stdin=b"France praised Poland on Monday.")
        rows = self.rapport("query", "MATCH (a)-[r:SUPPORT]->(b) RETURN a.name, b.name")
        self.assertIn("Poland", rows)

    def test_wrong_usage(self):
        for arguments in (["--events", "--format", "table", "x"], ["--events", "--open", "x"],
                          ["--events", "--profile", "whole", "x"], ["--lines", "x"]):
            self.assertEqual(self.run_rapport("extract", *arguments).status, 2, arguments)

    def test_bad_input(self):
        missing = self.run_rapport("extract", "--events", "--lines", "nowhere.txt")
        self.assertEqual(missing.status, 1)
        self.assertIn("nowhere.txt", missing.err)
        self.assertEqual(self.events("--lines", "-", stdin=b""), [])
        broken = self.run_rapport("extract", "--events", "--lines", "-",
                                  stdin=b"Iran attacked Iraq.\n\xff\xfe \xc3 attacked Iraq.\n")
        self.assertEqual(broken.status, 1)
        self.assertIn("line 2", broken.err)
        self.assertIn("ASSAULT\tIran\tIraq", broken.out)
        long = self.run_rapport("extract", "--events", "--lines", "-", stdin=b"and " * 5000)
        self.assertEqual((long.status, long.out), (0, ""))
        self.assertIn("5000 words", long.err)


if __name__ == "__main__":
    main()
