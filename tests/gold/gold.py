"""The project's own gold data, and the texts it points into.

The files hold places and labels; the texts are read from the corpora of the shared data folder.
A range is [begin, end) in the bytes of a record's text, in UTF-8.
"""
import json
import lzma
import pathlib
import re

FOLDER = pathlib.Path(__file__).resolve().parent
SETS = ("development", "unseen")
QUALIFIERS = ("time", "quantity", "attribution")


def load(name, set_=None):
    """The lines of documents.jsonl or sentences.jsonl; of one set, or of both."""
    with open(FOLDER / name, encoding="utf-8") as lines:
        entries = [json.loads(line) for line in lines]
    return [entry for entry in entries if set_ in (None, entry["set"])]


def missing(shared, entries):
    """The corpora that the entries point into and that are not there."""
    files = sorted({entry["file"] for entry in entries})
    return [str(shared / "corpus" / file) for file in files if not (shared / "corpus" / file).is_file()]


def texts(shared, entries):
    """(file, path) -> the record's text as bytes, for all records that the entries point into."""
    found = {}
    for file in sorted({entry["file"] for entry in entries}):
        wanted = {entry["path"] for entry in entries if entry["file"] == file}
        with lzma.open(shared / "corpus" / file) as lines:
            for line in lines:
                path = json.loads(re.match(rb'\{"path": ("(?:[^"\\]|\\.)*")', line).group(1))
                if path in wanted:
                    found[file, path] = json.loads(line)["text"].encode("utf-8")
                    wanted.discard(path)
                    if not wanted:
                        break
    return found


def text_of(texts, entry):
    return texts[entry["file"], entry["path"]]


def words(text, value):
    """A qualifier in its words: a range of the text, words that stand elsewhere, or None."""
    return cut(text, value) if isinstance(value, list) else value


def cut(text, range_):
    return text[range_[0]:range_[1]].decode("utf-8")


def document_name(entry):
    """The file name under which a record is extracted."""
    return entry["path"].rsplit("/", 1)[-1]


def fact(entry, text):
    """A line of documents.jsonl in the format of gold facts, its words filled in."""
    filled = {key: value for key, value in entry.items() if key not in ("file", "path", "set")}
    filled.update({kind: words(text, entry[kind]) for kind in QUALIFIERS})
    return {"doc": document_name(entry), **filled, "evidence": cut(text, entry["evidence"])}


def sentence(entry, text):
    """A line of sentences.jsonl with its text, as `rapport eval --sentences` reads it."""
    return {**entry, "text": cut(text, (entry["begin"], entry["end"]))}
