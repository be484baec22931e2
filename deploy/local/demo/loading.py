"""Puts the invented ICBs into a fresh system."""

from collections.abc import Callable
from typing import Any

from demo.data import DemoData
from stack.client import Client

Report = Callable[[str], None]


def load(client: Client, data: DemoData, report: Report) -> None:
    """Organisations first: people and problems belong to them."""
    folder = data.directory
    report(_imported(client, "practices", str(folder / "practices.csv")))
    report(_imported(client, "people", str(folder / "members.jsonl")))
    report(_imported(client, "people", str(folder / "reviewers.jsonl")).replace("people", "QI reviewers"))
    report(_imported(client, "problems", str(folder / "problems.jsonl")))


def _imported(client: Client, kind: str, path: str) -> str:
    result: dict[str, Any] = client.call("import", kind, path, timeout_seconds=300)
    return f"{result['imported']} {kind}"


def submit(client: Client, idea: dict[str, Any], needs: tuple[str, ...]) -> str:
    """Returns the idea's id once it is on disk."""
    needed = [word for need in needs for word in ("--needs", need)]
    return str(client.call(
        "idea", "submit", "--ods-code", idea["ods_code"], "--title", idea["title"],
        "--problem", idea["problem_it_solves"], "--how", idea["how_it_works"], *needed)["idea_id"])
