"""Nested cross-validation of the settings of the score: usage: tune.py PAIRS_FILE

The outer folds leave out a fifth of the queries of every collection; on the rest the setting with the best mean nDCG@10
(over collections) is chosen, and what it reaches on the queries left out is what may be expected of new ones. On the
collection with grades of 2 and more the threshold is chosen in the same way, by the F1 of the routing decision, and a line is
fitted from the score to the chance that a pair is right.
"""

import math
import sys
from array import array
from collections import defaultdict
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np

_FOLDS = 5
_SHARES = (0.3, 0.4, 0.5, 0.6, 0.7)
_HALF_SUMS = (5.0, 10.0, 20.0, 40.0)
_HALF_SUM_WRITTEN = 20.0


class Saturation(NamedTuple):
    """BM25's k1 and b."""

    k1: float
    b: float


class Setting(NamedTuple):
    saturation: Saturation
    share: float
    half_sum: float


_PRODUCTION = Setting(Saturation(2.0, 0.35), 0.5, 20.0)


class Pairs:
    """The pairs of one query by one saturation: parts of the score and grades, and the judged grades that were not found."""

    def __init__(self) -> None:
        self.words = array("f")
        self.meaning = array("f")
        self.grades = array("i")
        self.missed: list[int] = []


class Query:
    def __init__(self) -> None:
        self.pairs: dict[Saturation, Pairs] = defaultdict(Pairs)

    def grades(self, setting: Setting) -> np.ndarray:
        return np.array(self.pairs[setting.saturation].grades)

    def missed(self, setting: Setting) -> list[int]:
        return self.pairs[setting.saturation].missed

    def scores(self, setting: Setting) -> np.ndarray:
        pairs = self.pairs[setting.saturation]
        words = np.array(pairs.words, dtype=float)
        sums = _HALF_SUM_WRITTEN * words / (1 - words)
        return setting.share * np.array(pairs.meaning) + (1 - setting.share) * sums / (sums + setting.half_sum)

    def ndcg(self, setting: Setting) -> float:
        grades = self.grades(setting)
        order = np.argsort(-self.scores(setting), kind="stable")[:10]
        ideal = sorted([*grades.tolist(), *self.missed(setting)], reverse=True)[:10]
        return _discounted(grades[order].tolist()) / _discounted(ideal)

    def is_judged(self) -> bool:
        pairs = self.pairs[_PRODUCTION.saturation]
        return any(pairs.grades) or any(pairs.missed)


def _discounted(gains: list[int]) -> float:
    return sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains))


def read(file: Path) -> dict[str, dict[str, Query]]:
    collections: dict[str, dict[str, Query]] = defaultdict(lambda: defaultdict(Query))
    with file.open() as lines:
        for line in lines:
            name, k1, b, query, _, words, meaning, grade = line.rstrip("\n").split("\t")
            pairs = collections[name][query].pairs[Saturation(float(k1), float(b))]
            if not words:
                pairs.missed.append(int(grade))
                continue
            pairs.words.append(float(words))
            pairs.meaning.append(float(meaning))
            pairs.grades.append(int(grade))
    return collections


def f1_of(queries: list[Query], setting: Setting, threshold: float) -> float:
    sent = right = wanted = 0
    for query in queries:
        above = query.scores(setting) >= threshold
        helps = query.grades(setting) >= 2
        sent += int(above.sum())
        right += int((above & helps).sum())
        wanted += int(helps.sum()) + sum(grade >= 2 for grade in query.missed(setting))
    return 2 * right / (sent + wanted) if sent + wanted else 0.0


def best_threshold(queries: list[Query], setting: Setting) -> float:
    candidates = np.arange(0.10, 0.40, 0.005)
    return float(max(candidates, key=lambda threshold: f1_of(queries, setting, threshold)))


def folds(names: list[str]) -> list[set[str]]:
    shuffled = list(names)
    np.random.default_rng(1).shuffle(shuffled)
    return [set(shuffled[fold::_FOLDS]) for fold in range(_FOLDS)]


def tune_ranking(collections: dict[str, dict[str, Query]]) -> None:
    judged = {name: {q: query for q, query in queries.items() if query.is_judged()}
              for name, queries in collections.items()}
    saturations = sorted({saturation for queries in judged.values() for query in queries.values()
                          for saturation in query.pairs})
    settings = [Setting(*some) for some in product(saturations, _SHARES, _HALF_SUMS)]
    table = {name: {setting: {q: query.ndcg(setting) for q, query in queries.items()} for setting in settings}
             for name, queries in judged.items()}

    def mean(setting: Setting) -> float:
        return float(np.mean([np.mean(list(table[name][setting].values())) for name in table]))

    print("\nmean nDCG@10 over the collections (rows: share of the meaning; columns: half-sum of the words)")
    print("        " + "".join(f"{half:>8.0f}" for half in _HALF_SUMS))
    for share in _SHARES:
        print(f"{share:>8.1f}" + "".join(f"{mean(_PRODUCTION._replace(share=share, half_sum=half)):>8.3f}"
                                         for half in _HALF_SUMS))
    lengths = sorted({saturation.b for saturation in saturations})
    print("the same (rows: k1; columns: b)")
    print("        " + "".join(f"{b:>8.2f}" for b in lengths))
    for k1 in sorted({saturation.k1 for saturation in saturations}):
        print(f"{k1:>8.1f}" + "".join(f"{mean(_PRODUCTION._replace(saturation=Saturation(k1, b))):>8.3f}"
                                      for b in lengths))
    _cross_validate(table, settings)


def _cross_validate(table: dict[str, dict[Setting, dict[str, float]]], settings: list[Setting]) -> None:
    outer: dict[str, list[float]] = defaultdict(list)
    split = {name: folds(sorted(values[_PRODUCTION])) for name, values in table.items()}
    print("chosen in the outer folds:")
    for fold in range(_FOLDS):
        def inner(setting: Setting, left_out: int = fold) -> float:
            return float(np.mean([np.mean([value for q, value in table[name][setting].items()
                                           if q not in split[name][left_out]]) for name in table]))
        setting = max(settings, key=inner)
        print(f"  k1 {setting.saturation.k1}, b {setting.saturation.b}, share {setting.share}, half-sum {setting.half_sum}")
        for name in table:
            outer[name] += [value for q, value in table[name][setting].items() if q in split[name][fold]]
    for name, values in outer.items():
        production = np.mean(list(table[name][_PRODUCTION].values()))
        print(f"  {name:<16} nested {np.mean(values):.3f}   production {production:.3f}")


def tune_routing(name: str, queries: dict[str, Query]) -> None:
    thresholds, right = [], []
    for left_out in folds(sorted(queries)):
        rest = [query for q, query in queries.items() if q not in left_out]
        threshold = best_threshold(rest, _PRODUCTION)
        thresholds.append(round(threshold, 3))
        right.append(f1_of([queries[q] for q in left_out], _PRODUCTION, threshold))
    print(f"\n{name}: thresholds of the outer folds {thresholds}, F1 on what was left out {np.mean(right):.3f}")
    everything = list(queries.values())
    for threshold in (0.14, 0.15, 0.16, 0.17, 0.18, 0.19, 0.20, 0.21):
        print(f"  at {threshold:.2f}: F1 {f1_of(everything, _PRODUCTION, threshold):.3f}")
    scores = np.concatenate([query.scores(_PRODUCTION) for query in everything])
    grades = np.concatenate([query.grades(_PRODUCTION) for query in everything])
    slope, offset = _logistic(scores, grades >= 2)
    print(f"  chance that a pair is right: 1 / (1 + exp(-({offset:.2f} + {slope:.2f} score)))")
    steps = [round(1000 / (1 + math.exp(-(offset + slope * step / 20)))) for step in range(21)]
    print(f"  the same at scores of 0, 50, 100 … 1,000 thousandths: {steps}")
    words = np.concatenate([np.array(query.pairs[_PRODUCTION.saturation].words) for query in everything])
    words_slope, words_offset = _logistic(words, grades >= 2)
    print(f"  words alone on the same scale: {(words_offset - offset) / slope:.3f} + {words_slope / slope:.3f} words")


def _logistic(values: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Newton's method; slope and offset."""
    data = np.stack([values, np.ones_like(values)], axis=1)
    weights = np.zeros(2)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-data @ weights))
        gradient = data.T @ (right - chance)
        curvature = (data * (chance * (1 - chance))[:, None]).T @ data
        weights += np.linalg.solve(curvature, gradient)
    return float(weights[0]), float(weights[1])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    read_pairs = read(Path(sys.argv[1]))
    tune_ranking(read_pairs)
    for collection, its_queries in read_pairs.items():
        if any(any(query.grades(_PRODUCTION) >= 2) for query in its_queries.values()):
            tune_routing(collection, its_queries)
