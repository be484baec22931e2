"""Compares what is there after the chaos with what must be there."""

from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from scenario import Kill
from stack.mailbox import Mail
from testrun.whole_system import WholeSystem

# From the mail server's 250 to the mark in the store it is milliseconds, on a busy machine more; a kill this long after
# the arrival of a mail cannot have fallen between them.
_BETWEEN = timedelta(seconds=2)
# The sender looks at its lease for the last time before the message's first byte; the mailbox stamps the mail after the
# last. A store or sender that dies in that moment is dead before the mail has arrived.
_IN_FLIGHT = timedelta(seconds=0.5)
_SENDERS = ("notification-0", "redis-notification")


@dataclass(frozen=True)
class Evidence:
    """Everything the services and the mailbox say about the ideas, read once."""

    ideas: dict[str, dict[str, Any]]
    timelines: dict[str, list[dict[str, Any]]]
    matches: dict[str, list[dict[str, Any]]]
    reviewers: dict[str, list[dict[str, Any]]]
    deliveries: dict[str, list[dict[str, Any]]]
    people: dict[str, dict[str, Any]]
    mails: dict[str, list[Mail]]
    # Message-ID to the number of times the service logged the hand-over.
    marks: Counter[str]
    dead_letters: list[Any]


def gather(whole: WholeSystem, idea_ids: list[str]) -> Evidence:
    call = whole.client.call

    def for_each(look: Callable[[str], Any]) -> dict[str, Any]:
        with ThreadPoolExecutor(max_workers=4) as threads:
            return dict(zip(idea_ids, threads.map(look, idea_ids), strict=True))

    deliveries: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in call("delivery", "list"):
        deliveries[one["idea_id"]].append(one)
    message_id_of = {one["delivery_id"]: one["message_id"] for all_of_idea in deliveries.values()
                     for one in all_of_idea}
    mails: dict[str, list[Mail]] = defaultdict(list)
    for mail in whole.mailbox.mails():
        mails[mail.message_id].append(mail)
    return Evidence(
        ideas={one["idea_id"]: one for one in call("idea", "list")},
        timelines=for_each(lambda idea: call("timeline", idea)),
        matches=for_each(lambda idea: call("match", "list", "--idea", idea)),
        reviewers=for_each(lambda idea: call("reviewer", "list", "--idea", idea)),
        deliveries=deliveries,
        people={one["person_id"]: one for one in call("person", "list")},
        mails=mails,
        marks=Counter(message_id_of[record["delivery_id"]] for record in whole.log_records("notification")
                      if record["msg"] == "delivery attempted" and record["outcome"] == "handed_over"),
        dead_letters=call("dlq", "list"))


def expected_mails(whole: WholeSystem, evidence: Evidence, idea_id: str, practices: list[str]) -> Counter[str]:
    """Address to number: manager and partners of each practice that has the idea's problem, and each reviewer."""
    expected = Counter(address for code in practices for address in whole.data.addresses_for_match(code))
    expected.update(evidence.people[one["reviewer_person_id"]]["email"] for one in evidence.reviewers[idea_id]
                    if one["reviewer_person_id"])
    return expected


@dataclass(frozen=True)
class Duplicate:
    """One mail that arrived again, and the kill that explains it, if one does. `marks`: how often notification logged
    that it had marked the delivery as handed over; after a mark nothing may be sent again."""

    mail: Mail
    again: datetime
    kill: Kill | None
    marks: int


def duplicates(evidence: Evidence, kills: list[Kill]) -> list[Duplicate]:
    found = []
    for message_id, copies in evidence.mails.items():
        copies = sorted(copies, key=lambda mail: mail.received)
        for first, second in zip(copies, copies[1:], strict=False):
            kill = _kill_between(first.received, second.received, kills)
            found.append(Duplicate(first, second.received, kill, evidence.marks[message_id]))
    return found


def _kill_between(first: datetime, second: datetime, kills: list[Kill]) -> Kill | None:
    return next((kill for kill in kills if kill.part in _SENDERS
                 and first - _IN_FLIGHT <= kill.moment <= min(second, first + _BETWEEN)), None)
