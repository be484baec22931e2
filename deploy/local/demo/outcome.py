"""What became of one idea: read from the services and the mailbox, and compared with what the rules demand."""

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from demo.data import DemoData
from stack.client import Client, ClientError
from stack.mailbox import Mail, Mailbox
from stack.system import System

_QUIET_SECONDS = 0.5
_FINAL = ("DELIVERY_STATUS_HANDED_OVER", "DELIVERY_STATUS_FAILED", "DELIVERY_STATUS_SUPPRESSED")
# Work that a service has taken in and not finished; all of them zero: nothing more will come of what was sent so far.
_UNFINISHED = re.compile(
    r"^(waggle_outbox_pending|waggle_matching_(?:jobs|review_checks)_open|waggle_deliveries_open"
    r"|waggle_consumer_lag_messages)(?:\{[^}]*\})? (\S+)$", re.MULTILINE)
_PARTITIONS = re.compile(r"^waggle_consumer_partitions(?:\{[^}]*\})? (\S+)$", re.MULTILINE)


@dataclass(frozen=True)
class Outcome:
    """One look at everything that followed from one idea."""

    idea: dict[str, Any]
    # Whose practices have been told, best first.
    matches: list[dict[str, Any]]
    # Good enough, and waiting for a place in somebody's week.
    waiting: list[dict[str, Any]]
    assignments: list[dict[str, Any]]
    deliveries: list[dict[str, Any]]
    timeline: list[dict[str, Any]]
    # Person id to person, for everybody who is named above.
    people: dict[str, dict[str, Any]]
    mails: list[Mail]
    # Why it is not what the rules demand, in whole sentences; empty when all is well.
    faults: list[str] = field(default_factory=list)


def time_of(text: str) -> datetime:
    """A proto timestamp as the client prints it."""
    # Python reads at most microseconds.
    return datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text))


def observe(client: Client, mailbox: Mailbox, data: DemoData, idea_id: str) -> Outcome:
    found = sorted(client.call("match", "list", "--idea", idea_id), key=lambda match: -best_problem(match)["score"])
    waiting = [match for match in found if match["status"] == "MATCH_STATUS_DEFERRED"]
    matches = [match for match in found if match not in waiting]
    assignments = client.call("reviewer", "list", "--idea", idea_id)
    deliveries = client.call("delivery", "list", "--idea", idea_id)
    person_ids = {one["reviewer_person_id"] for one in assignments if one.get("reviewer_person_id")}
    person_ids |= {one["recipient_person_id"] for one in deliveries}
    people = {person_id: client.call("person", "get", person_id) for person_id in sorted(person_ids)}
    message_ids = {one.get("message_id") for one in deliveries}
    mails = [mail for mail in mailbox.mails() if mail.message_id in message_ids]
    outcome = Outcome(client.call("idea", "get", idea_id), matches, waiting, assignments, deliveries,
                      _timeline(client, idea_id), people, mails)
    outcome.faults.extend(_faults(outcome, expected_addresses(outcome, data)))
    return outcome


def _timeline(client: Client, idea_id: str) -> list[dict[str, Any]]:
    try:
        return list(client.call("timeline", idea_id))
    except ClientError as error:
        # Evidence hears of an idea through Kafka, a moment after its submission.
        if error.reason == "IDEA_UNKNOWN":
            return []
        raise


def best_problem(match: dict[str, Any]) -> dict[str, Any]:
    return max(match["problems"], key=lambda problem: float(problem["score"]))


def expected_addresses(outcome: Outcome, data: DemoData) -> list[str]:
    """One entry per mail that must arrive: for each matched practice its manager and partners as the files name them,
    and everybody who was asked to review."""
    expected = [address for match in outcome.matches for address in data.addresses_for_match(match["ods_code"])]
    expected += [outcome.people[one["reviewer_person_id"]]["email"] for one in outcome.assignments
                 if one.get("reviewer_person_id")]
    return sorted(expected)


def _faults(outcome: Outcome, expected: list[str]) -> Iterable[str]:
    if not outcome.matches:
        yield "The idea was matched to no practice."
    if outcome.idea["ods_code"] in {match["ods_code"] for match in outcome.matches}:
        yield f"The idea was sent to {outcome.idea['ods_code']}, the practice that had it."
    roles = sorted(one["role"] for one in outcome.assignments if one.get("reviewer_person_id"))
    if roles != ["REVIEWER_ROLE_INNOVATION_ADVOCATE", "REVIEWER_ROLE_QI_REVIEWER"]:
        yield f"One QI reviewer and one advocate should be asked; asked are {roles or 'nobody'}."
    for one in outcome.deliveries:
        if one["status"] != "DELIVERY_STATUS_HANDED_OVER":
            yield f"Delivery {one['delivery_id']} is {one['status']} {one.get('reason', '')}."
    planned = sorted(outcome.people[one["recipient_person_id"]]["email"] for one in outcome.deliveries)
    arrived = sorted(mail.to for mail in outcome.mails)
    yield from _difference("planned by notification", planned, "demanded by the rules", expected)
    yield from _difference("in the mailbox", arrived, "demanded by the rules", expected)


def _difference(what: str, found: list[str], against: str, expected: list[str]) -> Iterable[str]:
    for address in sorted(set(found) | set(expected)):
        if found.count(address) != expected.count(address):
            yield f"Mails to {address}: {found.count(address)} {what}, {expected.count(address)} {against}."


def is_settled(outcome: Outcome) -> bool:
    """Everything that must follow from an idea has, whether the result is right or not."""
    told = [entry for entry in outcome.timeline if entry["kind"].startswith("TIMELINE_ENTRY_KIND_MATCH_")]
    return (len(outcome.assignments) >= 2 and len(told) >= len(outcome.matches)
            and all(one["status"] in _FINAL for one in outcome.deliveries))


def is_quiet(system: System) -> bool:
    """No service knows of anything that it still has to do, and each listens. What was sent a moment ago may not be known
    yet."""
    told = [(service.service, service.metrics()) for service in system.services]
    return all(unfinished_work(metrics) == 0 for _, metrics in told) and not deaf_services(told)


def deaf_services(told: list[tuple[str, str]]) -> set[str]:
    """Services that read topics and have no partition yet, in any replica: their lag of 0 says nothing. `told` are names
    and metrics of the replicas."""
    reading: dict[str, float] = {}
    for name, metrics in told:
        if found := _PARTITIONS.search(metrics):
            reading[name] = reading.get(name, 0) + float(found.group(1))
    return {name for name, partitions in reading.items() if partitions == 0}


class QuietWatch:
    """Tells when the system has been quiet for long enough to believe it: a service learns of a new message within a
    few tenths of a second, so two quiet looks half a second apart leave nothing under way."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._quiet_since: float | None = None

    def look(self) -> bool:
        if not is_quiet(self._system):
            self._quiet_since = None
            return False
        if self._quiet_since is None:
            self._quiet_since = time.monotonic()
        return time.monotonic() - self._quiet_since >= _QUIET_SECONDS


def unfinished_work(metrics: str) -> float:
    """Messages, jobs, events and mails that a service still has to deal with; infinite while it does not tell."""
    found = _UNFINISHED.findall(metrics)
    return sum(float(value) for _, value in found) if found else float("inf")


def told_unfinished(system: System) -> str:
    """What is_quiet waits for, for whoever waited in vain."""
    return "; ".join(
        f"{service.name}: " + (", ".join(f"{match.group(0)}" for match in _UNFINISHED.finditer(service.metrics())
                                         if float(match.group(2)) != 0) or "no answer")
        for service in system.services if unfinished_work(service.metrics()) != 0)
