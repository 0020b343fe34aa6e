"""The pack language as docs/packs.md tells it: its example of each frame gives what it says."""
import json
import re

from harness import SOURCE, TestCase, main

DOC = (SOURCE / "docs" / "packs.md").read_text(encoding="utf-8")


def blocks(kind):
    return re.findall(rf"```{kind}\n(.*?)```", DOC, re.S)


class Packs(TestCase):
    def test_one_of_each_frame(self):
        pack, *parts = blocks("json")
        names = [f"{number}.json" for number in range(len(parts))]
        for name, part in zip(names, parts):
            (self.folder / name).write_text(part, encoding="utf-8")
        whole = self.folder / "pack.json"
        whole.write_text(json.dumps({**json.loads(pack), "parts": names}), encoding="utf-8")
        report = self.folder / "report.md"
        report.write_text(blocks("markdown")[0], encoding="utf-8")
        claims = [json.loads(line) for line in self.rapport("--pack", whole, "extract", report).splitlines()]
        found = {(c["subject"]["name"], c["relation"], c["object"]["name"], c["rule"]) for c in claims}
        expected = [re.fullmatch(r"(.+) -(\w+)-> (.+?) +by (\S+)", line).groups()
                    for line in blocks("claims")[0].splitlines()]
        frames = {re.match(r"\w+", rule)[0] for *_, rule in expected}
        told = DOC[DOC.index("| frame | read off"):DOC.index("Cues are tried")]
        self.assertEqual(frames, set(re.findall(r"^\| `(\w+)` \|", told, re.M)))
        for claim in expected:
            self.assertIn(claim, found)


main()
