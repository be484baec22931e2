"""`.local/demo/summary.json`: the outcome of `deploy/demo --once` for programs."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from demo.outcome import Outcome, best_problem
from demo.story import Submission


def summary(outcome: Outcome, submission: Submission, command_began: datetime) -> dict[str, Any]:
    """Practices best first, each with the problem that fits best; e-mails in order of arrival."""
    first = min((mail.received for mail in outcome.mails), default=None)
    return {
        "idea_id": outcome.idea["idea_id"],
        "practices": [_practice(match) for match in outcome.matches],
        "reviewers": [{"person_id": one["reviewer_person_id"], "role": one["role"].removeprefix("REVIEWER_ROLE_")}
                      for one in outcome.assignments if one.get("reviewer_person_id")],
        "emails": [{"to": mail.to, "subject": mail.subject, "message_id": mail.message_id} for mail in outcome.mails],
        # From the submitter's Enter key to the mail server's 250.
        "seconds_to_first_email": _seconds(submission.began, first),
        # From the start of deploy/demo, with everything that it had to install, build, start and load.
        "seconds_from_command_to_first_email": _seconds(command_began, first),
    }


def write(path: Path, value: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n")
    part.rename(path)


def _practice(match: dict[str, Any]) -> dict[str, Any]:
    best = best_problem(match)
    return {"ods_code": match["ods_code"], "problem_id": best["problem_id"], "score": float(best["score"]),
            "reasons": [_in_words(best)] + [point["sentence"] for point in match.get("agreements", [])],
            "cautions": [point["sentence"] for point in match.get("cautions", [])]}


def _in_words(problem: dict[str, Any]) -> str:
    words = problem.get("matched_terms", [])
    return f"both mention {', '.join(words)}" if words else "means the same in other words"


def _seconds(start: datetime, end: datetime | None) -> float | None:
    return None if end is None else round((end - start).total_seconds(), 3)
