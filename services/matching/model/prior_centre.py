"""Writes domain/prior_centre.cc: the mean vectors of the invented ideas and problems of the demo.

usage: prior_centre.py MODEL_DIRECTORY DEMO_DATA_DIRECTORY > services/matching/domain/prior_centre.cc

They are of use with this encoder alone: to be written again whenever MODEL_DIRECTORY/version changes.
"""

import json
import sys
from pathlib import Path

import numpy as np
import openvino as ov
import openvino_tokenizers  # noqa: F401, registers the tokenizer's operations

_UNIT = 1 << 14
_COLUMNS = 14

_HEAD = """// Written by model/prior_centre.py; not by hand.

#include "services/matching/domain/prior_centre.h"

namespace waggle::matching::domain {
namespace {

// clang-format off
"""
_TAIL = """// clang-format on

constexpr Embedding kNowhere;
constexpr std::string_view kModel = "%s";

}  // namespace

const Embedding& PriorCentre(DocumentKind kind, const EncoderModel& model) {
  if (model.value() != kModel) return kNowhere;
  return kind == DocumentKind::kIdea ? kIdeas : kProblems;
}

std::string_view PriorCentreModel() { return kModel; }

}  // namespace waggle::matching::domain
"""


def main(model: Path, data: Path) -> None:
    core = ov.Core()
    tokenizer = core.compile_model(model / "tokenizer.xml", "CPU")
    encoder = core.compile_model(model / "encoder.xml", "CPU", {"INFERENCE_PRECISION_HINT": "f32"})

    def vector(text: str) -> np.ndarray:
        tokens = tokenizer([text])
        ids, mask = tokens[tokenizer.output("input_ids")], tokens[tokenizer.output("attention_mask")]
        return encoder([ids[:, :256], mask[:, :256]])[0][0]

    def mean(file: str, *fields: str) -> np.ndarray:
        documents = [json.loads(line) for line in (data / file).read_text().splitlines()]
        vectors = [vector(" ".join(document[field] for field in fields)) for document in documents]
        return np.rint(np.mean(vectors, axis=0) * _UNIT).astype(int)

    print(_HEAD + _table("kIdeas", mean("ideas.jsonl", "title", "problem_it_solves", "how_it_works")) + "\n"
          + _table("kProblems", mean("problems.jsonl", "title", "text"))
          + _TAIL % (model / "version").read_text().strip(), end="")


def _table(name: str, numbers: np.ndarray) -> str:
    rows = [numbers[start:start + _COLUMNS] for start in range(0, len(numbers), _COLUMNS)]
    lines = ["    " + ", ".join(str(number) for number in row) + "," for row in rows]
    return f"constexpr Embedding {name}{{{{\n" + "\n".join(lines) + "\n}};\n"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
