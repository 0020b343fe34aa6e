"""Open extraction from the command line."""
from harness import EXAMPLES, TestCase, main


class Open(TestCase):
    def tuples(self, *arguments, **options):
        lines = self.rapport("extract", "--open", *arguments, **options).splitlines()
        return [line.split("\t") for line in lines]

    def test_tokenised_lines_keep_their_surface(self):
        text = b"The union -LRB- AU -RRB- trains soldiers and helps farmers .\n\nNo verb here\n"
        split = self.tuples("--lines", "-", stdin=text)
        self.assertEqual({row[0] for row in split}, {text.decode().split("\n")[0]})
        self.assertIn(["trains", "soldiers"], [row[3:] for row in split])
        self.assertTrue(all("(" not in field for row in split for field in row))
        for row in split:
            self.assertTrue(0 < float(row[1]) <= 1)
            self.assertEqual(len(row), 5)

    def test_profiles(self):
        text = b"Mali and Niger signed a treaty on fishing during the summit .\n"
        whole = self.tuples("--lines", "--profile", "whole", "-", stdin=text)
        self.assertEqual([row[2:] for row in whole],
                         [["Mali and Niger", "signed", "a treaty on fishing", "during the summit"]])
        split = self.tuples("--lines", "--profile", "split", "-", stdin=text)
        self.assertEqual({row[2] for row in split}, {"Mali", "Niger"})
        self.assertTrue(all(len(row) == 5 for row in split))

    def test_reports_are_split_and_repaired(self):
        rows = self.tuples(*sorted(EXAMPLES.glob("*")))
        self.assertGreater(len(rows), 100)
        self.assertTrue(all(len(row) == 5 and all(row) for row in rows))
        some = self.tuples("--min-confidence", "0.8", *sorted(EXAMPLES.glob("*")))
        self.assertLess(len(some), len(rows))

    def test_wrong_usage(self):
        for arguments in (["--open", "--format", "table", "x"], ["--profile", "whole", "x"],
                          ["--lines", "x"], ["--open", "--profile", "both", "x"]):
            self.assertEqual(self.run_rapport("extract", *arguments).status, 2, arguments)
        missing = self.run_rapport("extract", "--open", "nowhere.txt")
        self.assertNotEqual(missing.status, 0)
        self.assertIn("nowhere.txt", missing.err)

    def test_long_lines_are_left_out_and_named(self):
        ran = self.run_rapport("extract", "--open", "--lines", "-", stdin=b"and " * 5000)
        self.assertEqual(ran.out, "")
        self.assertIn("5000 words", ran.err)


if __name__ == "__main__":
    main()
