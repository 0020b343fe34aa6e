"""rapport parse: CoNLL-U, drawings, treebanks parsed anew and scored."""
import time

from harness import EXAMPLES, SHARED, TestCase, main

EWT = SHARED / "treebanks" / "UD_English-EWT"
UNER = SHARED / "treebanks" / "UNER_English-EWT"

GOLD = """# newdoc id = d
# sent_id = d-1
# text = I don't like \u201cit\u201d.
1\tI\tI\tPRON\tPRP\tCase=Nom\t4\tnsubj\t4:nsubj\tX=1
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tlike\tlike\tVERB\tVB\t_\t0\troot\t_\t_
5\t\u201c\t"\tPUNCT\t``\t_\t6\tpunct\t_\tSpaceAfter=No
6\tit\tit\tPRON\tPRP\t_\t4\tobj\t_\tSpaceAfter=No
6.1\tthing\tthing\tNOUN\tNN\t_\t_\t_\t4:obj\t_
7\t\u201d\t"\tPUNCT\t''\t_\t6\tpunct\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar
# sent_id = d-2
# text = NATO agreed.
1\tNATO\tNATO\tPROPN\tNNP\t_\t2\tnsubj\t_\t_
2\tagreed\tagree\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


def words_of(conllu):
    """The lines of words, as columns."""
    rows = [line.split("\t") for line in conllu.splitlines() if line and not line.startswith("#")]
    return [row for row in rows if row[0].isdigit()]


def characters_of(conllu):
    """What the words spell, without blanks; a multiword token once."""
    text, inside = "", 0
    for line in conllu.splitlines():
        columns = line.split("\t")
        if len(columns) != 10:
            inside = 0
        elif "-" in columns[0]:
            text += columns[1]
            inside = int(columns[0].split("-")[1])
        elif columns[0].isdigit() and int(columns[0]) > inside:
            text += columns[1]
    return text.replace(" ", "").replace("\xa0", "")


class Trees(TestCase):
    def assert_trees(self, conllu):
        """Each sentence has numbers in order, one root, and heads among its words."""
        for sentence in conllu.strip("\n").split("\n\n"):
            rows = words_of(sentence)
            self.assertEqual([int(row[0]) for row in rows], list(range(1, len(rows) + 1)))
            self.assertEqual(sum(row[6] == "0" for row in rows), 1)
            self.assertTrue(all(len(row) == 10 and 0 <= int(row[6]) <= len(rows) for row in rows))

    def test_a_report_gives_trees(self):
        out = self.rapport("parse", self.write("x.txt", "He said \u201cyes\u201d. Norway supports Sweden.\n"))
        self.assert_trees(out)
        self.assertIn("# text = He said \u201cyes\u201d.\n", out)
        self.assertEqual(characters_of(out), "Hesaid\u201cyes\u201d.NorwaysupportsSweden.")
        for report in sorted(EXAMPLES.iterdir()):
            self.assert_trees(self.rapport("parse", report))

    def test_standard_input(self):
        self.assertEqual(len(words_of(self.rapport("parse", "-", stdin=b"Norway supports Sweden.\n"))), 4)
        self.assertEqual(len(words_of(self.rapport("parse", "--gold-tokens", "-", stdin=GOLD.encode()))), 11)
        self.assertIn("supports", self.rapport("parse", "--tree", "-", stdin=b"Norway supports Sweden.\nYes.\n"))

    def test_gold_tokens_keep_all_that_is_no_analysis(self):
        out = self.rapport("parse", "--gold-tokens", self.write("x.conllu", GOLD))
        self.assert_trees(out)
        def kept(text):
            lines = [line.split("\t") for line in text.splitlines()]
            return [line if len(line) != 10 or not line[0].isdigit() else [line[0], line[1], line[9]] for line in lines]
        self.assertEqual(kept(out), kept(GOLD))

    def test_raw_starts_from_the_text(self):
        out = self.rapport("parse", "--raw", self.write("x.conllu", GOLD))
        self.assert_trees(out)
        self.assertEqual(characters_of(out), characters_of(GOLD))
        self.assertEqual([line for line in out.splitlines() if line.startswith("# ")],
                         ["# newdoc id = d", "# sent_id = 1", "# text = I don't like \u201cit\u201d.",
                          "# newpar", "# sent_id = 2", "# text = NATO agreed."])

    def test_raw_needs_no_words(self):
        out = self.rapport("parse", "--raw", self.write("x.conllu", "# text = Norway agreed.\n\n# text = Sweden did not.\n"))
        self.assertEqual([row[1] for row in words_of(out)], "Norway agreed . Sweden did not .".split())

    def test_names_are_shown_when_asked_for(self):
        for mode in ([], ["--gold-tokens"], ["--raw"], ["--tree"]):
            file = GOLD if mode else "NATO agreed.\n"
            path = "NATO agreed." if mode == ["--tree"] else self.write("x", file)
            self.rapport("parse", "--ner", *mode, path)
        named = GOLD.replace("X=1", "NER=B-PER|X=1")  # of an older analysis
        out = self.rapport("parse", "--ner", "--gold-tokens", self.write("x.conllu", named))
        self.assertIn(words_of(out)[0][9], ("X=1", "NER=B-PER|X=1"))

    def test_a_drawing(self):
        lines = self.rapport("parse", "--tree", "Türkiye and 日本 strengthened the cooperation.").splitlines()
        self.assertEqual(len(lines), 7)
        self.assertEqual(sum(line.startswith("─") for line in lines), 1)
        self.assertRegex(lines[0], "Türkiye +PROPN +nsubj$")
        self.assertEqual(len(self.rapport("parse", "--tree", "It ended. They left.").split("\n\n")), 2)


class Scores(TestCase):
    def score(self, *arguments):
        """The figures by their names."""
        lines = [line.rsplit(None, 1) for line in self.rapport("parse", *arguments).splitlines()[1:]]
        return {line[0]: float(line[1]) for line in lines[:8]}

    def test_scores_of_a_file(self):
        gold = self.score("--score", self.write("x.conllu", GOLD))
        raw = self.score("--raw", "--score", self.folder / "x.conllu")
        self.assertEqual([gold["sentences"], gold["words"], raw["words"]], [100, 100, 100])
        own = self.rapport("parse", "--gold-tokens", self.folder / "x.conllu")
        again = self.score("--score", self.write("own.conllu", own))
        self.assertEqual([again[name] for name in ("UPOS", "XPOS", "lemma", "UAS", "LAS")], [100] * 5)
        own = self.rapport("parse", "--raw", self.folder / "x.conllu")
        again = self.score("--raw", "--score", self.write("own.conllu", own))
        self.assertEqual([again[name] for name in ("sentences", "words", "UPOS", "lemma", "LAS")], [100] * 5)

    def test_a_text_that_its_words_do_not_spell(self):
        bad = self.write("bad.conllu", GOLD.replace("# text = NATO agreed.", "# text = NATO refused."))
        self.assert_clear_error(self.run_rapport("parse", "--raw", "--score", bad), "sentence 2")

    def test_a_gold_sentence_that_is_no_tree(self):
        for old, new in (("\t2\tnsubj", "\t1\tnsubj"), ("\t0\troot\t_\tSpace", "\t1\tobj\t_\tSpace"),
                         ("\t2\tnsubj", "\t0\troot")):
            bad = self.write("bad.conllu", GOLD.replace(old, new))
            ran = self.run_rapport("parse", "--score", bad)
            self.assertEqual(ran.status, 1, ran)
            self.assert_clear_error(ran, "sentence 2 of the gold file")

    def test_treebanks(self):
        if not EWT.is_dir():
            self.skipTest(f"{EWT} is not there")
        raw = self.score("--raw", "--score", EWT / "en_ewt-ud-dev.conllu")
        for name, least in (("sentences", 75), ("words", 98.5), ("LAS", 79)):
            self.assertGreaterEqual(raw[name], least, name)

    def test_names(self):
        text = "1\tJens\tB-PER\t-\tx\n2\tStoltenberg\tI-PER\t-\tx\n3\tspoke\tO\t-\t-\n\n"
        lines = self.rapport("parse", "--score-names", self.write("x.iob2", text)).splitlines()
        self.assertEqual([line.split()[0] for line in lines], ["type", "PER", "ORG", "LOC", "all"])
        self.assertEqual(lines[1].split()[4], "1")
        if UNER.is_dir():
            lines = self.rapport("parse", "--score-names", UNER / "en_ewt-ud-dev.iob2").splitlines()
            self.assertGreater(int(lines[-1].split()[4]), 500)


class Bad(TestCase):
    def test_contradictions_are_wrong_usage(self):
        path = self.write("x.conllu", GOLD)
        for options in (["--raw", "--gold-tokens"], ["--tree", "--score"], ["--tree", "--raw"],
                        ["--score-names", "--score"], ["--ner", "--score"], ["--no-repair", "--raw"],
                        ["--no-repair", "--tree"], ["--score-names", "--raw"]):
            ran = self.run_rapport("parse", *options, path)
            self.assertEqual(ran.status, 2, options)
            self.assert_clear_error(ran, options[0], options[1], "parse --help")
        self.assertEqual(self.run_rapport("parse").status, 2)
        self.assertEqual(self.run_rapport("parse", "--tree", "two", "words").status, 2)

    def test_foreign_and_broken_files_name_the_line(self):
        for option, text, line in (("--gold-tokens", "Norway supports Sweden.\n", 1),
                                   ("--raw", GOLD.replace("\t0\troot", "\tx\troot", 1), 8),
                                   ("--score", GOLD.replace("2-3", "2-9"), 14),
                                   ("--score", GOLD[:GOLD.index("agree\t")], 19),
                                   ("--score-names", GOLD, 4),
                                   ("--score-names", "Norway B-LOC\nSweden LOC\n", 2)):
            with self.subTest(option, text=text[:40]):
                ran = self.run_rapport("parse", option, self.write("x", text))
                self.assertEqual(ran.status, 1, ran)
                self.assert_clear_error(ran, f"x, line {line}:")
        ran = self.run_rapport("parse", "--score", "-", stdin=b"\xff\xfe\x00")
        self.assert_clear_error(ran, "standard input, line 1:")

    def test_nothing_to_work_on(self):
        empty = self.write("empty.conllu", "")
        self.assertEqual(self.rapport("parse", "--gold-tokens", empty), "")
        self.assertEqual(self.rapport("parse", "--raw", empty), "")
        for arguments in (["--score", empty], ["--raw", "--score", empty], ["--score-names", empty],
                          ["--tree", ""], ["--tree", " \n\t"], ["--gold-tokens", "nowhere.conllu"]):
            ran = self.run_rapport("parse", *arguments)
            self.assertEqual(ran.status, 1, ran)
            self.assert_clear_error(ran)
        comments = self.write("comments.conllu", "# sent_id = 1\n\n")
        self.assertEqual(self.rapport("parse", "--gold-tokens", comments), "# sent_id = 1\n\n")


class Sizes(TestCase):
    """Sentences of 0, 1 and 5,000 words, and a word of a megabyte."""

    LONG = ["cooperation", "and"] * 2500
    HUGE = "x" * (1 << 20)

    def conllu(self, *sentences):
        lines = []
        for sentence in sentences:
            lines += [f"{i}\t{word}\t_\t_\t_\t_\t_\t_\t_\t_" for i, word in enumerate(sentence, 1)]
            lines.append("")
        return self.write("x.conllu", "\n".join(lines) + "\n")

    def test_every_given_sentence_comes_out_again(self):
        file = self.conllu([], ["Yes"], self.LONG, ["The", self.HUGE, "."])
        start = time.time()
        out = self.rapport("parse", "--gold-tokens", file, timeout=300)
        Trees.assert_trees(self, out)
        self.assertEqual([row[1] for row in words_of(out)], ["Yes", *self.LONG, "The", self.HUGE, "."])
        self.assertEqual(self.rapport("parse", "--score", file).splitlines()[0], "3 sentences, 5004 words")
        self.assertEqual(characters_of(self.rapport("parse", "--raw", file)), characters_of(out))
        self.assertLess(time.time() - start, 240)

    def test_a_report_with_too_long_a_sentence(self):
        text = self.write("x.txt", "Norway agreed.\n\n" + " ".join(self.LONG) + ".\n\n" + "Sweden agreed.\n")
        ran = self.run_rapport("parse", text)
        self.assertEqual(ran.status, 0, ran)
        Trees.assert_trees(self, ran.out)
        self.assertIn("5001 words", ran.err)
        self.assertEqual(len(words_of(ran.out)), 5007)

    def test_a_report_with_a_word_of_a_megabyte(self):
        out = self.rapport("parse", "--no-repair", self.write("x.txt", f"The {self.HUGE} agreed.\n"))
        self.assertIn(self.HUGE, [row[1] for row in words_of(out)])
        self.rapport("parse", self.write("x.txt", f"The {self.HUGE} agreed.\n"))

    def test_drawings(self):
        out = self.rapport("parse", "--tree", "-", stdin=" ".join(self.LONG).encode())
        self.assertEqual(len(out.splitlines()), 5000)
        out = self.rapport("parse", "--tree", "-", stdin=f"The {self.HUGE} agreed.".encode())
        self.assertLess(max(map(len, out.splitlines())), 100)
        self.assertEqual(len(self.rapport("parse", "--tree", "Yes").splitlines()), 1)


if __name__ == "__main__":
    main()
