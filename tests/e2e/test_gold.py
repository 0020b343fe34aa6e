"""The project's own gold data points to where it says, and is read by `rapport eval`."""
import json
import sys
import unittest

from harness import SHARED, SOURCE, TestCase, main

sys.path.insert(0, str(SOURCE / "tests" / "gold"))
import gold  # noqa: E402

DOCUMENTS, SENTENCES = gold.load("documents.jsonl"), gold.load("sentences.jsonl")
MISSING = gold.missing(SHARED, DOCUMENTS + SENTENCES)


def is_word(text, begin, end):
    """No letter or digit goes on at either end."""
    inside = text[begin:end].decode("utf-8")
    around = text[:begin].decode("utf-8")[-1:], text[end:].decode("utf-8")[:1]
    return not (inside[0].isalnum() and around[0].isalnum() or inside[-1].isalnum() and around[1].isalnum())


@unittest.skipIf(MISSING, f"not there: {', '.join(MISSING)}")
class Gold(TestCase):
    @classmethod
    def setUpClass(cls):
        cls.texts = gold.texts(SHARED, DOCUMENTS + SENTENCES)

    def text(self, entry):
        self.assertIn((entry["file"], entry["path"]), self.texts)
        return self.texts[entry["file"], entry["path"]]

    def assert_within(self, range_, begin, end):
        self.assertTrue(begin <= range_[0] < range_[1] <= end, range_)

    def test_evidence_lies_in_its_record(self):
        for entry in DOCUMENTS:
            text = self.text(entry)
            self.assert_within(entry["evidence"], 0, len(text))
            filled = gold.fact(entry, text)
            for kind in gold.QUALIFIERS:
                if isinstance(entry[kind], list):
                    self.assert_within(entry[kind], *entry["evidence"])
                    self.assertIn(filled[kind], filled["evidence"])

    def test_statements_lie_in_their_sentence(self):
        for entry in SENTENCES:
            text = self.text(entry)
            self.assert_within((entry["begin"], entry["end"]), 0, len(text))
            for statement in entry["statements"]:
                ranges = [statement[kind] for kind in ("predicate", *gold.QUALIFIERS) if statement[kind]]
                for range_ in ranges:
                    self.assert_within(range_, entry["begin"], entry["end"])
                    gold.cut(text, range_)  # splits no character
                begin, end = statement["predicate"]
                self.assertTrue(is_word(text, begin, end), gold.cut(text, (begin, end)))
                self.assertNotIn(b" ", text[begin:end])

    def test_no_record_is_in_both_sets(self):
        for entries in (DOCUMENTS, SENTENCES):
            sets = [{(e["file"], e["path"]) for e in entries if e["set"] == set_} for set_ in gold.SETS]
            self.assertFalse(sets[0] & sets[1])

    def test_eval_reads_it(self):
        filled = [gold.sentence(e, self.text(e)) for e in SENTENCES if e["set"] == "development"]
        file = self.write("gold.jsonl", "".join(json.dumps(line) + "\n" for line in filled))
        reached = json.loads(self.rapport("eval", "--sentences", file, "--json"))
        self.assertEqual(reached["statements"], sum(len(line["statements"]) for line in filled))
        self.assertEqual(reached["qualifiers"]["negation"]["gold"],
                         sum(s["polarity"] == "negated" for line in filled for s in line["statements"]))


if __name__ == "__main__":
    main()
