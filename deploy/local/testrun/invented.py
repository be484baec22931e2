"""Ideas and problems about things that nobody else writes about, so that what must match is known beforehand."""

import random
from dataclasses import dataclass

_SYLLABLES = ("bral", "quon", "zef", "morv", "tig", "plux", "dranc", "yob", "krel", "fimp", "gwat", "shorv", "nux",
              "welp", "janc", "throb", "vint", "skog", "purl", "drem")


@dataclass(frozen=True)
class Topic:
    """Twelve words of no language. A problem and an idea about the same topic share them, and share nothing with
    other topics or with the demo's data."""

    words: tuple[str, ...]

    def problem_title(self) -> str:
        return f"{self.words[0]} {self.words[1]} {self.words[2]}"

    def problem_text(self) -> str:
        return " ".join(self.words[3:])

    def idea_title(self, number: int) -> str:
        return f"{self.words[0]} {self.words[1]} {number}"

    def idea_problem(self) -> str:
        return " ".join(self.words)

    def idea_how(self) -> str:
        return " ".join(reversed(self.words))


def topics(seed: int, count: int) -> list[Topic]:
    """The same for the same seed; no word occurs in two topics."""
    source = random.Random(seed)
    words = [first + second + third + "a" for first in _SYLLABLES for second in _SYLLABLES for third in _SYLLABLES]
    source.shuffle(words)
    return [Topic(tuple(words[12 * number:12 * number + 12])) for number in range(count)]
