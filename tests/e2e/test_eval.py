"""`rapport eval` prints what the scorer of the gold facts prints, number for number, and more."""
import contextlib
import functools
import importlib.util
import io
import json
import os
import pathlib
import random
import subprocess
import sys
import unittest.mock

from harness import GOLD, SCORER, SEEDS, SOURCE, TestCase, main, needs_seeds


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

    def scores(self, *arguments):
        """What eval prints, without the qualifiers at its end, which the scorer does not know."""
        return self.rapport("eval", *arguments).split("qualifiers of")[0]

    def assert_same(self, facts):
        """All outputs of both programs agree on these facts."""
        for options in ([], ["--by", "doc"], ["--by", "relation"]):
            self.assertEqual(self.scores(GOLD, "--facts", facts, *options),
                             self.scorer(GOLD, facts, *options), options)
        ours = json.loads(self.rapport("eval", GOLD, "--facts", facts, "--json"))
        theirs = json.loads(self.scorer(GOLD, facts, "--json"))
        self.assertEqual({key: ours[key] for key in theirs}, theirs)
        self.assertEqual(set(ours) - set(theirs), {"matched", "qualifiers"})

    def test_on_the_extracted_seeds(self):
        seeds = sorted(SEEDS.iterdir())
        facts = self.write("facts.jsonl", self.rapport("extract", *seeds))
        self.assert_same(facts)
        self.assertEqual(self.scores(GOLD, *seeds), self.scorer(GOLD, facts))
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

    def test_qualifiers_of_matched_facts(self):
        gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
        facts = self.write("facts.jsonl", "".join(json.dumps(
            {**g, "subject": {"name": g["subject"][0]}, "object": {"name": g["object"][0]}, "quote": g["evidence"]})
            + "\n" for g in gold))
        reached = json.loads(self.rapport("eval", GOLD, "--facts", facts, "--json"))
        self.assertGreater(reached["matched"], 1000)
        for kind in ("negation", "modality", "time", "attribution"):
            self.assertGreater(reached["qualifiers"][kind]["gold"], 0, kind)
            self.assertGreater(reached["qualifiers"][kind]["f1"], 0.95, kind)


class Confidence(TestCase):
    TEXT = "NATO supports Norway. Norway combats piracy. Kenya hosts talks.\n"

    def labelled(self):
        """A report, and gold facts that are what is read off it, but for the last."""
        report = self.write("a.txt", self.TEXT)
        facts = [json.loads(line) for line in self.rapport("extract", report).splitlines()]
        self.assertEqual(len(facts), 3)
        gold = [{**fact, "evidence": fact["quote"], "core": True, "subject": [fact["subject"]["name"]],
                 "subject_type": fact["subject"]["type"], "object": [fact["object"]["name"]],
                 "object_type": fact["object"]["type"]} for fact in facts[:2]]
        return report, self.write("gold.jsonl", "".join(json.dumps(g) + "\n" for g in gold)), facts

    def test_precision_of_rules_and_of_confidence(self):
        report, gold, facts = self.labelled()
        lines = self.rapport("eval", gold, report, "--by", "rule").splitlines()
        for number, fact in enumerate(facts):
            line = next(line for line in lines if line.startswith(f"{fact['rule']} {fact['relation']} "))
            self.assertIn(f"typed P {'0.000' if number == 2 else '1.000'}", line)
        bands = [line for line in self.rapport("eval", gold, report, "--by", "confidence").splitlines()
                 if "mean confidence" in line]
        self.assertEqual(sum(int(line.split("facts")[1].split()[0]) for line in bands), 3)

    def test_patterns_take_their_precision(self):
        report, gold, facts = self.labelled()
        part = SOURCE / "packs" / "parts" / "cooperation-patterns.json"
        copy = pathlib.Path(self.write("patterns.json", part.read_text(encoding="utf-8")))
        subprocess.run([SOURCE / "scripts" / "confidence", gold, copy, report], check=True,
                       env={**os.environ, "RAPPORT": os.environ["RAPPORT_BINARY"]})

        def confidence(path, fact):
            frame, id_ = fact["rule"].split(".")
            patterns = json.loads(path.read_text(encoding="utf-8"))["patterns"]
            return next(p["confidence"] for p in patterns if (p["frame"], p["id"]) == (frame, id_))

        self.assertGreater(confidence(copy, facts[0]), confidence(copy, facts[2]))
        self.assertEqual(self.without_numbers(copy), self.without_numbers(part))

    def without_numbers(self, path):
        return [{**p, "confidence": None} for p in json.loads(path.read_text(encoding="utf-8"))["patterns"]]


class Ablation(TestCase):
    def test_a_frame_is_left_out(self):
        file = self.write("a.txt", "NATO provides training to Iraqi forces in cooperation with Norway.\n")
        rules = [json.loads(line)["rule"] for line in self.rapport("extract", file).splitlines()]
        self.assertTrue(any(rule.startswith("verb.") for rule in rules), rules)
        left = [json.loads(line)["rule"] for line in
                self.rapport("extract", file, "--without", "verb", "--without", "purpose").splitlines()]
        self.assertFalse([rule for rule in left if rule.startswith(("verb.", "purpose."))])
        self.assertLess(len(left), len(rules))

    def test_an_unknown_frame_is_refused_and_the_known_ones_are_named(self):
        for command in (["extract", "x.txt"], ["eval", "gold.jsonl", "x.txt"]):
            ran = self.run_rapport(*command, "--without", "verbs")
            self.assert_clear_error(ran, "--without", "verbs", "purpose", "apposition", "columns")


class Sentences(TestCase):
    SENTENCE = "Officials said that Norway did not send 300 troops to Mali in 2019."

    def gold(self, **changes):
        def place(words):
            begin = 100 + self.SENTENCE.index(words)
            return [begin, begin + len(words)]

        statement = {"predicate": place("send"), "polarity": "negated", "modality": "asserted", "time": place("2019"),
                     "quantity": None, "attribution": place("Officials"), **changes}
        return self.write("gold.jsonl", json.dumps({"text": self.SENTENCE, "begin": 100, "statements": [statement]}))

    def test_qualifiers_of_a_statement(self):
        reached = json.loads(self.rapport("eval", "--sentences", self.gold(), "--json"))
        self.assertEqual((reached["sentences"], reached["statements"], reached["uncovered"]), (1, 1, 0))
        for kind in ("negation", "time", "attribution"):
            self.assertEqual(reached["qualifiers"][kind]["recall"], 1, kind)

    def test_what_is_missed_and_wrong_is_listed(self):
        out = self.rapport("eval", "--sentences", self.gold(polarity="affirmed", modality="planned"), "--errors", 9)
        self.assertIn('missed: modality "planned" of "send"', out)
        self.assertIn('wrong:  negation "negated" of "send"', out)

    def test_bad_gold_says_where(self):
        ran = self.run_rapport("eval", "--sentences", self.gold(time=[20, 30]))
        self.assert_clear_error(ran, "line 1", '"time" does not lie in the text')
        self.assertEqual(self.run_rapport("eval", "--sentences", "gold.jsonl", "report.txt").status, 2)


if __name__ == "__main__":
    main()
