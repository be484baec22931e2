"""Invented practices, problems and ideas, as many as are wanted, in the words of deploy/demo-data."""

import csv
import json
import random
from collections import defaultdict
from pathlib import Path

# About 64 tokens, as a problem of the demo has them; an idea has some more.
_TITLE_WORDS = 6
_PROBLEM_WORDS = (25, 50)
_IDEA_WORDS = (25, 33)
_PRACTICES_PER_PCN = 5


class Inventor:
    """The same for the same seed. Texts are chains of words in which each follows the one before somewhere in the demo's
    texts: they mean nothing, but have real words as often as real texts do."""

    def __init__(self, demo_data: Path, seed: int) -> None:
        self._random = random.Random(seed)
        self._rows = list(csv.DictReader((demo_data / "practices.csv").open(newline="")))
        texts = [f"{one['title']}. {one['text']}" for one in _lines(demo_data / "problems.jsonl")]
        texts += [f"{one['problem_it_solves']} {one['how_it_works']}" for one in _lines(demo_data / "ideas.jsonl")]
        self._starts: list[str] = []
        self._followers: dict[str, list[str]] = defaultdict(list)
        for text in texts:
            words = text.split()
            self._starts.append(words[0])
            for word, follower in zip(words, words[1:], strict=False):
                self._followers[word].append(follower)
        self.ods_codes: list[str] = []

    def write_practices(self, file: Path, count: int) -> None:
        with file.open("w", newline="") as out:
            writer = csv.DictWriter(out, self._rows[0].keys())
            writer.writeheader()
            for number in range(count):
                pcn = number // _PRACTICES_PER_PCN
                # A PCN lies in one ICB; what its practices are like differs.
                other = self._random.choice(self._rows)
                row = self._rows[pcn % len(self._rows)] | {
                    "ods_code": f"Y{number:05}", "name": f"Invented Practice {number}", "pcn_code": f"U{10000 + pcn}",
                    "pcn_name": f"Invented PCN {pcn}", "list_size": other["list_size"],
                    "imd_decile": other["imd_decile"]}
                writer.writerow(row)
                self.ods_codes.append(row["ods_code"])

    def write_problems(self, file: Path, count: int) -> None:
        with file.open("w") as out:
            for _ in range(count):
                out.write(json.dumps({
                    "ods_code": self._random.choice(self.ods_codes), "title": self._text(_TITLE_WORDS),
                    "text": self._text(self._random.randint(*_PROBLEM_WORDS)),
                    "severity": self._random.randint(1, 5)}) + "\n")

    def ideas(self, count: int) -> str:
        """As lines of JSON."""
        problem, how = _IDEA_WORDS
        return "".join(json.dumps({
            "ods_code": self._random.choice(self.ods_codes), "title": self._text(_TITLE_WORDS),
            "problem_it_solves": self._text(problem), "how_it_works": self._text(how)}) + "\n" for _ in range(count))

    def _text(self, count: int) -> str:
        words = [self._random.choice(self._starts)]
        while len(words) < count:
            words.append(self._random.choice(self._followers.get(words[-1]) or self._starts))
        return " ".join(words)


def _lines(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text().splitlines()]
