"""`rapport eval` prints what the scorer of the gold facts prints, number for number."""
import contextlib
import functools
import importlib.util
import io
import json
import random
import sys
import unittest.mock

from harness import GOLD, SCORER, SEEDS, TestCase, main, needs_seeds


@needs_seeds
class Eval(TestCase):
    def scorer(self, *arguments):
        """What score.py prints; its two slow functions remember what they said."""
        spec = importlib.util.spec_from_file_location("score", SCORER)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.tokens = functools.lru_cache(None)(module.tokens)
        module.head = functools.lru_cache(None)(module.head)
        module.alike = functools.lru_cache(None)(module.alike)
        out = io.StringIO()
        with unittest.mock.patch.object(sys, "argv", ["score.py", *map(str, arguments)]), \
                contextlib.redirect_stdout(out):
            module.main()
        return out.getvalue()

    def assert_same(self, facts):
        """All outputs of both programs agree on these facts."""
        for options in ([], ["--by", "doc"], ["--by", "relation"]):
            self.assertEqual(self.rapport("eval", GOLD, "--facts", facts, *options),
                             self.scorer(GOLD, facts, *options), options)
        ours = json.loads(self.rapport("eval", GOLD, "--facts", facts, "--json"))
        self.assertEqual(ours, json.loads(self.scorer(GOLD, facts, "--json")))

    def test_on_the_extracted_seeds(self):
        seeds = sorted(SEEDS.iterdir())
        facts = self.write("facts.jsonl", self.rapport("extract", *seeds))
        self.assert_same(facts)
        self.assertEqual(self.rapport("eval", GOLD, *seeds), self.scorer(GOLD, facts))
        reached = json.loads(self.rapport("eval", GOLD, *seeds, "--json"))
        self.assertGreaterEqual(reached["typed"]["f1"], 0.25)

    def test_on_random_facts(self):
        gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
        rng = random.Random(20250205)
        noise = ["", " of ", " in the ", "the ", "İn ", "Türkiye–", "20% ", "joint ", "’s ", "ﬁ", "ß", "-", " AND ", "_", "K"]

        def damaged(name):
            words = name.split()
            rng.shuffle(words) if rng.random() < 0.1 else None
            if words and rng.random() < 0.3:
                words.pop(rng.randrange(len(words)))
            text = " ".join(words)
            at = rng.randrange(len(text) + 1)
            return text[:at] + rng.choice(noise) + text[at:] if rng.random() < 0.6 else text

        for number in range(4):
            lines = []
            for _ in range(300):
                a, b = rng.choice(gold), rng.choice(gold)
                fact = {"doc": a["doc"], "relation": rng.choice([a, b])["relation"],
                        "subject": {"name": damaged(rng.choice(a["subject"])), "type": a["subject_type"]},
                        "object": {"name": damaged(rng.choice((a if rng.random() < 0.8 else b)["object"])),
                                   "type": rng.choice([a, b])["object_type"]}}
                if rng.random() < 0.3:
                    fact["subject"], fact["object"] = fact["object"], fact["subject"]
                if rng.random() < 0.5:
                    fact["polarity"] = rng.choice(["affirmed", "affirmed", "negated"])
                if rng.random() < 0.5:
                    fact["modality"] = rng.choice(["asserted", "possible", "planned", "recommended"])
                if rng.random() < 0.05:
                    del fact["subject"]["type"]
                lines.append(json.dumps(fact, ensure_ascii=rng.random() < 0.5))
            with self.subTest(number):
                self.assert_same(self.write("facts.jsonl", "\n".join(lines) + "\n"))

    def test_no_facts(self):
        self.assert_same(self.write("facts.jsonl", ""))

    def test_errors_are_listed(self):
        facts = self.write("facts.jsonl", self.rapport("extract", *sorted(SEEDS.iterdir())))
        ours = self.rapport("eval", GOLD, "--facts", facts, "--errors", "5")
        theirs = self.scorer(GOLD, facts, "--errors", "5")
        for kind in ("missed:", "unmatched:"):  # ours keep to one line each
            self.assertEqual([line.split("|")[0].split() for line in ours.splitlines() if line.startswith(kind)],
                             [line.split("|")[0].split() for line in theirs.splitlines() if line.startswith(kind)])

    def test_bad_lines_say_where(self):
        facts = self.write("facts.jsonl", '{"doc": "x"}\n')
        self.assert_clear_error(self.run_rapport("eval", GOLD, "--facts", facts), "facts.jsonl", "line 1")
        self.assertEqual(self.run_rapport("eval", GOLD).status, 2)


if __name__ == "__main__":
    main()
