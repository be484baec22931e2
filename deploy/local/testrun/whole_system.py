"""The whole system under test: real parts, loaded with the demo's practices, people and problems."""

import json
import shutil
import uuid
from collections import Counter
from enum import Enum
from pathlib import Path
from typing import Any

from demo.data import DemoData
from demo.loading import load
from demo.outcome import is_quiet, told_unfinished
from stack.client import Client
from stack.deadline import Deadline
from stack.errors import StackError
from stack.layout import RunDirectories, this_checkout
from stack.mailbox import Mail
from stack.ports import free_block
from stack.system import System
from testrun.invented import Topic

SETTLE_SECONDS = 60.0
# The first repetition of a mail that was refused for now comes soon: tests wait for it.
_FAST_MAIL = {"WAGGLE_MAIL_RETRY_FIRST_MS": "500"}
# Tests propose more to a practice in a minute than it is to hear of in a week.
_ROOM_FOR_ALL = dict.fromkeys(("WAGGLE_MATCHING_WEEKLY_PER_PRACTICE", "WAGGLE_MATCHING_WEEKLY_PER_IDEA"), "100000")


class Reading(Enum):
    """What matching goes by."""

    # Invented words mean nothing: to the encoder all such texts are alike, so what must match is only known for words.
    WORDS = "words"
    WORDS_AND_MEANING = "words and meaning"


class WholeSystem:
    """Starts on construction and stays up until `close`. State and logs stay on disk for whoever wants to see why."""

    def __init__(self, name: str, replicas: int = 1, reading: Reading = Reading.WORDS) -> None:
        checkout = this_checkout()
        home = checkout.local / "tests" / name
        logs = checkout.local / "log" / "tests" / name
        self._checkout = checkout
        self._ports = free_block()
        self.logs = logs
        self.data = DemoData(checkout.root / "deploy" / "demo-data")
        self.system = System(checkout, RunDirectories.under(home, logs), self._ports, replicas)
        # A run that was killed may have left processes behind; their pid files go with the directory.
        self.system.stop()
        for leftover in (home, logs):
            shutil.rmtree(leftover, ignore_errors=True)
        for service in self.system.services:
            if service.service == "notification":
                service.set_extra(_FAST_MAIL)
            if service.service == "matching":
                words_alone = {"WAGGLE_MATCHING_ENCODER": "none"} if reading is Reading.WORDS else {}
                service.set_extra(_ROOM_FOR_ALL | words_alone)
        self.client = self.system.client
        self.mailbox = self.system.mailbox
        try:
            self.system.start_foundation()
            self.system.start_services()
            load(self.client, self.data, lambda _: None)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self.system.stop()

    def client_of(self, replica: int) -> Client:
        return Client(self._checkout, self._ports, replica)

    def submit(self, ods_code: str, topic: Topic, number: int = 1, client: Client | None = None) -> str:
        """Returns the idea's id."""
        return str((client or self.client).call(
            "idea", "submit", "--ods-code", ods_code, "--title", topic.idea_title(number), "--problem",
            topic.idea_problem(), "--how", topic.idea_how())["idea_id"])

    def report(self, ods_code: str, topic: Topic, reporter: str = "") -> str:
        """Returns the problem's id."""
        words = ["problem", "report", "--ods-code", ods_code, "--title", topic.problem_title(), "--description",
                 topic.problem_text()]
        return str(self.client.call(*words, *(("--reporter", reporter) if reporter else ()))["problem_id"])

    def settle(self, seconds: float = SETTLE_SECONDS, looks: int = 2) -> None:
        """Returns when nothing is under way anywhere: no message, job, event or mail, in so many looks in a row, half a
        second apart, with the same number of mails. A service whose Kafka was away learns of what waits there with its
        next fetch, a second later or more: who has killed Kafka looks for longer."""
        seen: list[int] = []

        def look() -> bool:
            if not is_quiet(self.system):
                seen.clear()
                return False
            mails = len(self.mailbox.mails())
            if seen and seen[-1] != mails:
                seen.clear()
            seen.append(mails)
            return len(seen) >= looks

        try:
            Deadline(seconds).wait_for("all services to finish their work", look, poll_seconds=0.5)
        except StackError as error:
            raise StackError(f"{error} Unfinished is {told_unfinished(self.system) or 'the mail'}.") from error

    def mails_about(self, idea_id: str) -> list[Mail]:
        ids = {one["message_id"] for one in self.client.call("delivery", "list", "--idea", idea_id)}
        return [mail for mail in self.mailbox.mails() if mail.message_id in ids]

    def matched_practices(self, idea_id: str) -> list[str]:
        return sorted(match["ods_code"] for match in self.client.call("match", "list", "--idea", idea_id))

    def reviewers(self, idea_id: str) -> dict[str, dict[str, Any]]:
        """Role without prefix to the person who was asked."""
        return {one["role"].removeprefix("REVIEWER_ROLE_"): self.client.call("person", "get", one["reviewer_person_id"])
                for one in self.client.call("reviewer", "list", "--idea", idea_id) if one["reviewer_person_id"]}

    def expected_mails(self, practices: list[str], reviewers: dict[str, dict[str, Any]]) -> Counter[str]:
        """Address to number of mails: manager and partners of each practice, and each reviewer."""
        expected = Counter(address for code in practices for address in self.data.addresses_for_match(code))
        expected.update(person["email"] for person in reviewers.values())
        return expected

    def log_records(self, service: str) -> list[dict[str, Any]]:
        """What the service's replicas have logged, as far as it is JSON."""
        records = []
        for path in sorted(self.logs.glob(f"{service}-*.log")):
            records += [json.loads(line) for line in path.read_text().splitlines() if line.startswith("{")]
        return records


def new_request_id() -> str:
    return str(uuid.uuid4())


def write_lines(path: Path, lines: list[str]) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n")
    return str(path)
