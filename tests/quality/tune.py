"""Nested cross-validation of the settings of the score: usage: tune.py PAIRS_FILE

The outer folds leave out a fifth of the queries of every collection; on the rest the setting with the best mean nDCG@10
(over collections) is chosen, and what it reaches on the queries left out is what may be expected of new ones. On the
collection with grades of 2 and more the threshold is chosen in the same way, by the F1 of the routing decision, and a line is
fitted from the score to the chance that a pair is right.
"""

import math
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

_FOLDS = 5
_PRODUCTION = (0.5, 20.0)
_SHARES = (0.3, 0.4, 0.5, 0.6, 0.7)
_HALF_SUMS = (5.0, 10.0, 20.0, 40.0)
_SETTINGS = [(share, half) for share in _SHARES for half in _HALF_SUMS]
_HALF_SUM_WRITTEN = 20.0


class Query:
    """The pairs of one query: parts of the score and grades, and the judged grades that were not found."""

    def __init__(self) -> None:
        self.words: list[float] = []
        self.meaning: list[float] = []
        self.grades: list[int] = []
        self.missed: list[int] = []

    def scores(self, setting: tuple[float, float]) -> np.ndarray:
        share, half = setting
        words = np.array(self.words)
        sums = _HALF_SUM_WRITTEN * words / (1 - words)
        return share * np.array(self.meaning) + (1 - share) * sums / (sums + half)

    def ndcg(self, setting: tuple[float, float]) -> float:
        order = np.argsort(-self.scores(setting), kind="stable")[:10]
        ideal = sorted(self.grades + self.missed, reverse=True)[:10]
        gains = [self.grades[i] for i in order]
        return _discounted(gains) / _discounted(ideal)


def _discounted(gains: list[int]) -> float:
    return sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains))


def read(file: Path) -> dict[str, dict[str, Query]]:
    collections: dict[str, dict[str, Query]] = defaultdict(lambda: defaultdict(Query))
    for line in file.read_text().splitlines():
        name, query, _, words, meaning, grade = line.split("\t")
        entry = collections[name][query]
        if not words:
            entry.missed.append(int(grade))
            continue
        entry.words.append(float(words))
        entry.meaning.append(float(meaning))
        entry.grades.append(int(grade))
    return collections


def f1_of(queries: list[Query], setting: tuple[float, float], threshold: float) -> float:
    sent = right = wanted = 0
    for query in queries:
        above = query.scores(setting) >= threshold
        grades = np.array(query.grades)
        sent += int(above.sum())
        right += int((above & (grades >= 2)).sum())
        wanted += int((grades >= 2).sum()) + sum(grade >= 2 for grade in query.missed)
    return 2 * right / (sent + wanted) if sent + wanted else 0.0


def best_threshold(queries: list[Query], setting: tuple[float, float]) -> float:
    candidates = np.arange(0.10, 0.40, 0.005)
    return float(max(candidates, key=lambda threshold: f1_of(queries, setting, threshold)))


def folds(names: list[str]) -> list[set[str]]:
    shuffled = list(names)
    np.random.default_rng(1).shuffle(shuffled)
    return [set(shuffled[fold::_FOLDS]) for fold in range(_FOLDS)]


def tune_ranking(collections: dict[str, dict[str, Query]]) -> None:
    judged = {name: {q: query for q, query in queries.items() if any(query.grades + query.missed)}
              for name, queries in collections.items()}
    table = {name: {setting: {q: query.ndcg(setting) for q, query in queries.items()} for setting in _SETTINGS}
             for name, queries in judged.items()}
    print("\nmean nDCG@10 over the collections (rows: share of the meaning; columns: half-sum of the words)")
    print("        " + "".join(f"{half:>8.0f}" for half in _HALF_SUMS))
    for share in _SHARES:
        cells = (np.mean([np.mean(list(table[name][share, half].values())) for name in table]) for half in _HALF_SUMS)
        print(f"{share:>8.1f}" + "".join(f"{cell:>8.3f}" for cell in cells))
    outer: dict[str, list[float]] = defaultdict(list)
    chosen = []
    split = {name: folds(sorted(queries)) for name, queries in judged.items()}
    for fold in range(_FOLDS):
        def inner(setting: tuple[float, float], left_out: int = fold) -> float:
            return float(np.mean([np.mean([value for q, value in table[name][setting].items()
                                           if q not in split[name][left_out]]) for name in table]))
        setting = max(_SETTINGS, key=inner)
        chosen.append(setting)
        for name in table:
            outer[name] += [value for q, value in table[name][setting].items() if q in split[name][fold]]
    print(f"chosen in the outer folds: {chosen}")
    for name, values in outer.items():
        production = np.mean(list(table[name][_PRODUCTION].values()))
        print(f"  {name:<16} nested {np.mean(values):.3f}   production {_PRODUCTION} {production:.3f}")


def tune_routing(name: str, queries: dict[str, Query]) -> None:
    thresholds, right = [], []
    for left_out in folds(sorted(queries)):
        rest = [query for q, query in queries.items() if q not in left_out]
        threshold = best_threshold(rest, _PRODUCTION)
        thresholds.append(round(threshold, 3))
        right.append(f1_of([queries[q] for q in left_out], _PRODUCTION, threshold))
    print(f"\n{name}: thresholds of the outer folds {thresholds}, F1 on what was left out {np.mean(right):.3f}")
    everything = list(queries.values())
    for threshold in (0.16, 0.18, 0.19, 0.20, 0.21, 0.22, 0.24, 0.26):
        print(f"  at {threshold:.2f}: F1 {f1_of(everything, _PRODUCTION, threshold):.3f}")
    scores = np.concatenate([query.scores(_PRODUCTION) for query in everything])
    grades = np.concatenate([np.array(query.grades) for query in everything])
    slope, offset = _logistic(scores, grades >= 2)
    print(f"  chance that a pair is right: 1 / (1 + exp(-({offset:.2f} + {slope:.2f} score)))")
    steps = [round(1000 / (1 + math.exp(-(offset + slope * step / 20)))) for step in range(21)]
    print(f"  the same at scores of 0, 50, 100 … 1,000 thousandths: {steps}")
    words = np.concatenate([np.array(query.words) for query in everything])
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
        if any(grade >= 2 for query in its_queries.values() for grade in query.grades):
            tune_routing(collection, its_queries)
