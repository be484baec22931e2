"""Tells a person at a terminal what became of the idea."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from demo.data import MATCH_ROLES, DemoData
from demo.outcome import Outcome, time_of
from demo.terminal import Terminal, shortened
from stack.client import Client

_ROLE_WORDS = {
    "PRACTICE_MANAGER": "practice manager", "GP_PARTNER": "GP partner",
    "REVIEWER_ROLE_QI_REVIEWER": "QI reviewer", "REVIEWER_ROLE_INNOVATION_ADVOCATE": "innovation advocate",
}


@dataclass(frozen=True)
class Submission:
    """What the submitter saw: when the client was called, and after how long it had the acknowledgement."""

    idea_id: str
    began: datetime
    acknowledged_seconds: float


class Story:
    """One telling. Asks the services only for the texts of the matched problems."""

    def __init__(self, terminal: Terminal, client: Client, data: DemoData, submission: Submission,
                 outcome: Outcome) -> None:
        self._terminal = terminal
        self._client = client
        self._data = data
        self._practices = data.practices()
        self._submission = submission
        self._outcome = outcome

    def tell(self) -> None:
        self._tell_idea()
        self._tell_matches()
        self._tell_reviewers()
        self._tell_mails()
        self._tell_times()

    def _tell_idea(self) -> None:
        self._terminal.heading("THE IDEA")
        idea = self._outcome.idea
        self._terminal.line(f"  {self._terminal.bold(idea['title'])}")
        self._terminal.line(f"  from {self._practice(idea['ods_code'])}")
        self._terminal.wrapped(f"Solves: {idea['problem_it_solves']}", 2)

    def _tell_matches(self) -> None:
        self._terminal.heading("WHO GETS IT, AND WHY")
        for number, match in enumerate(self._outcome.matches, start=1):
            self._tell_match(number, match)
        if waiting := len(self._outcome.waiting):
            self._terminal.line(f"  {waiting} more {'waits' if waiting == 1 else 'wait'} for a place in a week to come")

    def _tell_match(self, number: int, match: dict[str, Any]) -> None:
        out = self._terminal
        out.line(f"  {number}. {out.bold(self._practice(match['ods_code']))}")
        for matched in sorted(match["problems"], key=lambda one: -float(one["score"])):
            problem = self._client.call("problem", "get", matched["problem_id"])
            title = shortened(problem["title"], out.width - 29)
            out.line(f"     {float(matched['score']):.3f}  their problem: {title}")
            words = ", ".join(matched.get("matched_terms", []))
            out.wrapped(f"both speak of: {words}" if words else "means the same in other words", 12)
        for point in match.get("agreements", []):
            out.wrapped(f"+ {point['sentence']}", 12)
        for point in match.get("cautions", []):
            out.wrapped(f"! {point['sentence']}", 12)
        told = [f"{member.display_name} ({_ROLE_WORDS[member.role]})" for member in self._data.members()
                if member.ods_code == match["ods_code"] and member.role in MATCH_ROLES]
        out.line(out.faint(f"     told: {', '.join(told) or 'nobody: no manager or partner is known there'}"))

    def _tell_reviewers(self) -> None:
        self._terminal.heading("WHO REVIEWS IT")
        for one in self._outcome.assignments:
            role = _ROLE_WORDS[one["role"]]
            if not one.get("reviewer_person_id"):
                self._terminal.wrong(f"{role}: nobody ({one.get('unfilled_reason', 'no reason given')})")
                continue
            person = self._outcome.people[one["reviewer_person_id"]]
            self._terminal.line(f"  {person['display_name']}, {role}, {self._organisation(person['ods_code'])}")
            if one.get("matched_terms"):
                self._terminal.wrapped(f"knows about: {', '.join(one['matched_terms'])}", 5)

    def _tell_mails(self) -> None:
        self._terminal.heading("WHICH E-MAILS ARRIVED")
        # Two spaces between the columns and in front, "+12.34 s" at the end.
        address_width = max([len(mail.to) for mail in self._outcome.mails], default=0)
        for mail in self._outcome.mails:
            room = self._terminal.width - address_width - 14
            after = f"+{self._since(mail.received):.2f} s"
            self._terminal.line(
                f"  {mail.to:<{address_width}}  {shortened(mail.subject, room):<{room}}{after:>9}")

    def _tell_times(self) -> None:
        self._terminal.heading("HOW LONG IT TOOK, FROM THE SUBMITTER'S ENTER KEY")
        outcome, sent = self._outcome, self._submission
        rows = [("acknowledged: on disk (with the client's own start)", sent.acknowledged_seconds)]
        matched = sorted(self._since(time_of(one["propose_time"])) for one in outcome.matches)
        if matched:
            rows += [("first practice matched", matched[0]), ("last practice matched", matched[-1])]
        assigned = sorted(self._since(time_of(one["assign_time"])) for one in outcome.assignments)
        if assigned:
            rows.append(("reviewers chosen", assigned[-1]))
        mailed = sorted(self._since(mail.received) for mail in outcome.mails)
        if mailed:
            rows += [("first e-mail with the mail server", mailed[0]), ("last e-mail with the mail server", mailed[-1])]
        for what, seconds in rows:
            self._terminal.line(f"  {what:<54}{seconds * 1000:>8,.0f} ms")

    def _since(self, moment: datetime) -> float:
        return (moment - self._submission.began).total_seconds()

    def _practice(self, ods_code: str) -> str:
        practice = self._practices.get(ods_code)
        return f"{practice.name}, {ods_code}, {practice.pcn_name}" if practice else ods_code

    def _organisation(self, ods_code: str) -> str:
        practice = self._practices.get(ods_code)
        if practice:
            return f"{practice.name} ({practice.pcn_name})"
        names = {one.pcn_code: one.pcn_name for one in self._practices.values()}
        names |= {one.icb_code: one.icb_name for one in self._practices.values()}
        return names.get(ods_code, ods_code)
