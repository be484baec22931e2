"""What a demo that keeps running remembers between two calls of deploy/demo, beside the state of its parts."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from demo.story import Submission


@dataclass
class Memory:
    """`loaded`: the practices, people and problems are in. The rest belongs to the idea, once it is submitted."""

    loaded: bool = False
    idea_id: str = ""
    began: str = ""
    acknowledged_seconds: float = 0.0

    def remember(self, submission: Submission) -> None:
        self.idea_id = submission.idea_id
        self.began = submission.began.isoformat()
        self.acknowledged_seconds = submission.acknowledged_seconds

    def submission(self) -> Submission | None:
        if not self.idea_id:
            return None
        return Submission(self.idea_id, datetime.fromisoformat(self.began), self.acknowledged_seconds)


def recall(path: Path) -> Memory:
    try:
        return Memory(**json.loads(path.read_text()))
    except FileNotFoundError:
        return Memory()


def keep(path: Path, memory: Memory) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(asdict(memory)))
    part.rename(path)
