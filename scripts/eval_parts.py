"""The parts of scripts/eval: each runs the built program on some data and gives rows of figures."""
import hashlib
import json
import lzma
import os
import pathlib
import re
import subprocess
import sys
from typing import NamedTuple, Optional

import gold

SAMPLE_STEP = 200  # of the reports of the corpus every so many is in the sample


class Skipped(Exception):
    """A part cannot be measured; says why."""


class Row(NamedTuple):
    measure: str
    value: float
    must: Optional[float] = None
    goal: Optional[float] = None


class Workplace:
    """The built program, the shared data, and a folder for what is made of them."""

    def __init__(self, root, shared):
        self.shared = (shared or pathlib.Path(os.environ.get("RAPPORT_SHARED") or root.parent / "shared")).resolve()
        if not self.shared.is_dir():
            raise Skipped(f"{self.shared} is not there: name the data folder")
        self.builds = [root / "build", root / "build" / "release", root / "build" / "bench"]
        self.binary = self.program("rapport")
        if self.binary is None:
            raise Skipped("rapport is not built: cmake --preset release && cmake --build --preset release")
        self.folder = root / "build" / "eval"
        self.folder.mkdir(parents=True, exist_ok=True)

    def program(self, name):
        """The newest build of a program, or None."""
        there = [build / "bin" / name for build in self.builds if (build / "bin" / name).is_file()]
        return max(there, key=lambda file: file.stat().st_mtime, default=None)

    def need(self, *paths):
        """The paths under the shared folder; skips the part when one is not there."""
        for path in paths:
            if not (self.shared / path).exists():
                raise Skipped(f"{self.shared / path} is not there")
        return [self.shared / path for path in paths]

    def run(self, *command):
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
        if done.returncode != 0:
            raise Skipped(f"{' '.join(pathlib.Path(str(w)).name for w in command[:3])} failed: "
                          f"{(done.stderr.strip() or done.stdout.strip()).splitlines()[-1]}")
        return done.stdout

    def rapport(self, *arguments):
        return self.run(self.binary, *arguments)

    def rapport_json(self, *arguments):
        return json.loads(self.rapport(*arguments, "--json"))

    def write(self, name, text):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def made_once(self, name, make):
        """A folder that `make(name)` fills; made anew when the gold data has changed."""
        stamp = hashlib.sha256(b"".join((gold.FOLDER / file).read_bytes()
                                        for file in ("documents.jsonl", "sentences.jsonl", "gold.py"))).hexdigest()
        done = self.folder / name / "stamp"
        if not done.is_file() or done.read_text() != stamp:
            make(name)
            self.write(f"{name}/stamp", stamp)
        return self.folder / name


# --- facts of documents ---

def fact_rows(what, reached, aims):
    figures = [("typed F1", reached["typed"]["f1"]), ("untyped F1", reached["untyped"]["f1"]),
               ("types of matched ends", reached["types"]), ("modality of matched facts", reached["modality"])]
    for (measure, value), (must, goal) in zip(figures, aims):
        yield Row(f"{what}: {measure}", 100 * value, must, goal)
    for kind, found in reached["qualifiers"].items():
        if kind != "modality" and found["gold"] > 0:
            yield Row(f"{what}: {kind} of matched facts, F1", 100 * found["f1"])


def seed_files(place):
    facts, folder = place.need("gold/seeds.jsonl", "seeds")
    return facts, sorted(folder.glob("*.txt"))


def seeds(place):
    facts, files = seed_files(place)
    yield from fact_rows("seeds", place.rapport_json("eval", facts, *files),
                         [(42, 55), (52, 65), (85, 92), (90, 94)])


def fill_gold(place):
    """The folder of the gold with its texts: SET/REPORT, SET.facts.jsonl, SET.sentences.jsonl."""
    documents, sentences = gold.load("documents.jsonl"), gold.load("sentences.jsonl")
    missing = gold.missing(place.shared, documents + sentences)
    if missing:
        raise Skipped(f"{missing[0]} is not there")

    def make(name):
        texts = gold.texts(place.shared, documents + sentences)
        for set_ in gold.SETS:
            of_set = [entry for entry in documents if entry["set"] == set_]
            for entry in of_set:
                place.write(f"{name}/{set_}/{gold.document_name(entry)}", gold.text_of(texts, entry).decode("utf-8"))
            for kind, entries, fill in (("facts", of_set, gold.fact),
                                        ("sentences", [e for e in sentences if e["set"] == set_], gold.sentence)):
                place.write(f"{name}/{set_}.{kind}.jsonl",
                            "".join(json.dumps(fill(e, gold.text_of(texts, e))) + "\n" for e in entries))

    return place.made_once("gold", make)


def documents(place):
    folder = fill_gold(place)
    for set_, aims in (("development", [(33, 47), (None, None), (85, 92), (90, 94)]),
                       ("unseen", [(33, 47), (None, None), (85, 92), (90, 94)])):
        yield from fact_rows(set_, place.rapport_json("eval", folder / f"{set_}.facts.jsonl",
                                                      *sorted((folder / set_).iterdir())), aims)


def qualifiers(place):
    folder = fill_gold(place)
    for set_ in gold.SETS:
        reached = place.rapport_json("eval", "--sentences", folder / f"{set_}.sentences.jsonl")
        for kind, found in reached["qualifiers"].items():
            yield Row(f"{set_}: {kind}, F1", 100 * found["f1"], 75, 88)
        covered = 1 - reached["uncovered"] / reached["statements"]
        yield Row(f"{set_}: statements with a proposition", 100 * covered)


# --- the published data sets ---

def figure(output, line, name):
    """`name` of the line that begins with `line`, in the output of a scorer."""
    found = re.search(rf"^{re.escape(line)}\t.*?\b{name} ([\d.]+)", output, re.M)
    if found is None:
        raise Skipped(f"the scorer printed no line \"{line}\"")
    return float(found.group(1))


def openie(place):
    scorer, carb_gold, carb, benchie, benchie_fl = place.need(
        "openie/score.py", "openie/carb/dev.tsv", "openie/carb/dev.sentences.tsv", "openie/benchie/dev.txt",
        "openie/benchie_fl/dev.txt")

    def tuples(name, sentences, profile):
        file = place.write(f"openie/{name}.txt", "\n".join(sentences) + "\n")
        return place.write(f"openie/{name}.{profile}.tsv",
                           place.rapport("extract", "--open", "--lines", "--profile", profile, file))

    def score(*arguments):
        return place.run(sys.executable, scorer, *arguments)

    sentences = [line.split("\t", 1)[1] for line in carb.read_text(encoding="utf-8").splitlines()]
    out = score("carb", "--gold", carb_gold, "--pred", tuples("carb", sentences, "whole"))
    yield Row("CaRB dev, whole: F1", figure(out, "carb", "F1"), 49, 53)
    yield Row("CaRB dev, whole: AUC", figure(out, "carb", "AUC"), 28, 33)
    out = score("carb11", "--gold", carb_gold, "--pred", tuples("carb", sentences, "split"))
    yield Row("CaRB dev, split: one-to-one F1", figure(out, "carb 1-1", "F1"), 42, 46.5)
    for name, file, options, line, aims in (("BenchIE dev, split: strict F1", benchie, [], "benchie", (35, 40)),
                                            ("BenchIE^FL dev, split: flex F1", benchie_fl, ["--flex"], "benchie-flex",
                                             (28, 34))):
        sentences = re.findall(r"^sent_id:\d+\t(.*)$", file.read_text(encoding="utf-8"), re.M)
        out = score("benchie", *options, "--gold", file, "--pred", tuples(file.parent.name, sentences, "split"))
        yield Row(name, figure(out, line, "F1"), *aims)


def events(place):
    scorer, records = place.need("events/score.py", "events/plover_gsr/dev.jsonl")
    if "--events" not in place.rapport("extract", "--help"):
        raise Skipped("this build has no rapport extract --events")
    texts = dict.fromkeys(json.loads(line)["text"] for line in records.read_text(encoding="utf-8").splitlines())
    file = place.write("events/plover.txt", "".join(" ".join(text.split()) + "\n" for text in texts))
    found = place.write("events/plover.tsv", place.rapport("extract", "--events", "--lines", file))
    out = place.run(sys.executable, scorer, "--gold", records, "--pred", found)
    for measure, line, must, goal in (("quad", "quad", 55, 70), ("event type", "event type", 40, 55),
                                      ("dyad", "dyad (type + all actors)", 20, 35)):
        yield Row(f"PLOVER dev: {measure}, F1", figure(out, line, "F1"), must, goal)


def parser(place):
    for bank, aims in (("EWT", [(95.2, 95.8), (94.4, 95.2), (95.5, 97.0), (88.0, 89.2), (85.0, 86.5)]),
                       ("GUM", [(None, None), (None, None), (None, None), (88.0, 89.2), (85.0, 86.5)])):
        file, = place.need(f"treebanks/UD_English-{bank}/en_{bank.lower()}-ud-test.conllu")
        out = place.rapport("parse", "--score", file)
        for name, (must, goal) in zip(("UPOS", "XPOS", "lemma", "UAS", "LAS"), aims):
            found = re.search(rf"^{name}\b.*?([\d.]+)\s*$", out, re.M)
            yield Row(f"{bank} test, gold tokens: {name}", float(found.group(1)), must, goal)


# --- a sample of the corpus ---

def sample(place):
    """Files of some reports of the corpus."""
    corpus, = place.need("corpus/briefings.jsonl.xz")

    def make(name):
        with lzma.open(corpus) as lines:
            for number, line in enumerate(lines):
                if number % SAMPLE_STEP == 0:
                    place.write(f"{name}/{number:05d}.md", json.loads(line)["text"])

    return sorted(place.made_once("sample", make).glob("*.md"))


def words(text):
    return re.findall(r"\w+", text)


def quotes(place):
    """A quote is at its offsets when nine tenths of its words are; repairs change some."""
    files = sample(place)
    original = {file.name: file.read_bytes() for file in files}
    good = total = 0
    for line in place.rapport("extract", *files).splitlines():
        claim = json.loads(line)
        bytes_ = b" ".join(original[claim["doc"]][begin:end] for begin, end in claim["evidence"])
        there = set(words(bytes_.decode("utf-8", "replace")))
        quoted = words(claim["quote"])
        good += sum(word in there for word in quoted) >= 0.9 * len(quoted)
        total += 1
    if total == 0:
        raise Skipped("the sample gives no claim")
    yield Row(f"quotes of {total:,} claims found at their offsets", 100 * good / total, 100, 100)


def speed(place):
    bench = place.program("extract_bench")
    if bench is None:
        raise Skipped("extract_bench is not built: cmake --preset bench && cmake --build --preset bench")
    os.environ["RAPPORT_BENCH_FILES"] = ":".join(map(str, sample(place)))
    out = json.loads(place.run(bench, "--benchmark_filter=whole_extraction", "--benchmark_format=json"))
    yield Row("whole extraction, words/s, one thread", out["benchmarks"][0]["items_per_second"], 30000, 80000)


PARTS = {part.__name__: part
         for part in (seeds, documents, qualifiers, openie, events, quotes, parser, speed)}


def frames(place):
    """The frames that this build knows: it lists them when it is asked for another."""
    asked = subprocess.run([str(place.binary), "extract", "--without", "?", "-"], capture_output=True, text=True)
    return re.search(r"\{(.*)\}", asked.stderr).group(1).split(",")


def ablation(place):
    """Prints typed F1 without each frame, and what it is worth."""
    folder = fill_gold(place)
    data = [("seeds", *seed_files(place)),
            ("development", folder / "development.facts.jsonl", sorted((folder / "development").iterdir()))]

    def reached(*options):
        return [100 * place.rapport_json("eval", facts, *files, *options)["typed"]["f1"] for _, facts, files in data]

    whole = reached()
    print(f"{'typed F1 (100 x)':<18}" + "".join(f"{name:>20}" for name, _, _ in data))
    print(f"{'all frames':<18}" + "".join(f"{value:>20.1f}" for value in whole))
    for frame in frames(place):
        cells = (f"{value:.1f} ({value - before:+.1f})" for value, before in zip(reached("--without", frame), whole))
        print(f"without {frame:<10}" + "".join(f"{cell:>20}" for cell in cells), flush=True)
