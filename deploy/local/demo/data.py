"""The invented ICBs of deploy/demo-data, as the files have them."""

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Those who hear of a match because of what they are; whoever reported the problem hears too.
MATCH_ROLES = ("PRACTICE_MANAGER", "GP_PARTNER")


@dataclass(frozen=True)
class Practice:
    ods_code: str
    name: str
    pcn_code: str
    pcn_name: str
    icb_code: str
    icb_name: str


@dataclass(frozen=True)
class Member:
    ods_code: str
    display_name: str
    email: str
    role: str


class DemoData:
    """Reads the files when asked; changes nothing."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def practices(self) -> dict[str, Practice]:
        """By ODS code."""
        with (self.directory / "practices.csv").open(newline="") as file:
            return {row["ods_code"]: Practice(row["ods_code"], row["name"], row["pcn_code"], row["pcn_name"],
                                              row["icb_code"], row["icb_name"]) for row in csv.DictReader(file)}

    def members(self) -> list[Member]:
        return [Member(row["ods_code"], row["display_name"], row["email"], row["role"])
                for row in _lines(self.directory / "members.jsonl")]

    def reviewers(self) -> list[dict[str, Any]]:
        return list(_lines(self.directory / "reviewers.jsonl"))

    def problems(self) -> list[dict[str, Any]]:
        return list(_lines(self.directory / "problems.jsonl"))

    def idea(self, key: str) -> dict[str, Any]:
        return next(row for row in _lines(self.directory / "ideas.jsonl") if row["_id"] == key)

    def addresses_for_match(self, ods_code: str) -> set[str]:
        """Who must be written to when an idea is proposed to this practice."""
        return {member.email for member in self.members() if member.ods_code == ods_code and member.role in MATCH_ROLES}


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    with path.open() as file:
        yield from (json.loads(line) for line in file if line.strip())
