"""Ideas come in while everything is killed, one after the other; then the system heals and finishes its work."""

import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime

from faults import Fault
from stack.client import ClientError
from stack.deadline import Deadline
from stack.errors import StackError
from stack.service import Service
from testrun.invented import Topic
from testrun.whole_system import WholeSystem

_SUBMITTERS = 4
_ANSWER_SECONDS = 120
_FIRE_SECONDS = 90
_SETTLE_SECONDS = 120
# Half a second apart: longer than a consumer takes to hear of what Kafka holds after it was away.
_QUIET_LOOKS = 10
# The answers after which a client must ask again with the same request id.
_ASK_AGAIN = ("UNAVAILABLE", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED", "ABORTED")


@dataclass(frozen=True)
class Submission:
    """One idea that somebody wants to get in."""

    number: int
    ods_code: str
    topic: Topic
    request_id: str


@dataclass(frozen=True)
class Kill:
    """When a process was killed, or was found to have killed itself, and why."""

    moment: datetime
    part: str
    fault: Fault


@dataclass
class Record:
    """What the scenario did and saw. `acknowledged`: number of the submission to the idea's id."""

    acknowledged: dict[int, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    kills: list[Kill] = field(default_factory=list)
    not_fired: list[Fault] = field(default_factory=list)


class Scenario:
    """Submissions are spread over the faults: those of a stage wait until the faults before it are healed, but one
    stage is always ahead, so that each fault finds traffic."""

    def __init__(self, whole: WholeSystem, submissions: list[Submission], faults: list[Fault],
                 tell: Callable[[str], None]) -> None:
        self._whole = whole
        self._submissions = submissions
        self._faults = faults
        self._tell = tell
        self._record = Record()
        self._change = threading.Condition()
        self._healed = 0
        self._over = False

    def run(self) -> Record:
        with ThreadPoolExecutor(max_workers=_SUBMITTERS) as threads:
            under_way = [threads.submit(self._get_in, one) for one in self._submissions]
            try:
                for fault in self._faults:
                    self._commit(fault)
                    self._mark_healed()
            finally:
                # Also when a fault could not be healed: nobody may wait for ever.
                self._end_stages()
            for one in under_way:
                one.result()
        self._tell(f"{len(self._record.acknowledged)} ideas are acknowledged; waiting for everything that follows")
        self._whole.settle(_SETTLE_SECONDS, _QUIET_LOOKS)
        return self._record

    def _get_in(self, submission: Submission) -> None:
        """Asks until there is a definite answer, as every client must."""
        stage = submission.number * len(self._faults) // len(self._submissions)
        with self._change:
            self._change.wait_for(lambda: self._over or stage <= self._healed + 1)
        deadline = Deadline(_ANSWER_SECONDS)
        while not deadline.has_passed():
            try:
                answer = self._whole.client.call(
                    "--timeout", "5", "idea", "submit", "--ods-code", submission.ods_code,
                    "--title", submission.topic.idea_title(submission.number),
                    "--problem", submission.topic.idea_problem(), "--how", submission.topic.idea_how(),
                    "--request-id", submission.request_id)
            except ClientError as error:
                if error.code in _ASK_AGAIN or error.exit_code == 3:
                    time.sleep(0.2)  # Not faster than a patient client.
                    continue
                self._note_refused(f"{submission.number}: {error}")
                return
            with self._change:
                self._record.acknowledged[submission.number] = str(answer["idea_id"])
            return
        self._note_refused(f"{submission.number}: no answer in {_ANSWER_SECONDS} s")

    def _note_refused(self, what: str) -> None:
        with self._change:
            self._record.refused.append(what)

    def _mark_healed(self) -> None:
        with self._change:
            self._healed += 1
            self._change.notify_all()

    def _end_stages(self) -> None:
        with self._change:
            self._over = True
            self._change.notify_all()

    def _commit(self, fault: Fault) -> None:
        part = next(one for one in self._whole.system.components() if one.name == fault.part)
        time.sleep(fault.delay_seconds)
        self._tell(f"kill -9 {fault}")
        self._note_kill(fault)
        part.kill()
        if isinstance(part, Service) and fault.crash_point:
            self._let_it_kill_itself(part, fault)
        part.restart()

    def _let_it_kill_itself(self, service: Service, fault: Fault) -> None:
        usual = service.extra()
        service.set_extra(usual | {"WAGGLE_CRASH_AT": f"{fault.crash_point}:{fault.nth}"})
        try:
            service.start()
            if service.process.ended_within(_FIRE_SECONDS):
                self._note_kill(fault)
            else:
                self._record.not_fired.append(fault)
                service.kill()
        except StackError as error:
            self._tell(str(error))
        finally:
            service.set_extra(usual)

    def _note_kill(self, fault: Fault) -> None:
        self._record.kills.append(Kill(datetime.now(UTC), fault.part, fault))


def submissions(seed: int, count: int, origins: list[str], topics: list[Topic]) -> list[Submission]:
    space = uuid.UUID(int=seed)
    return [Submission(number, origins[number % len(origins)], topics[number % len(topics)],
                       str(uuid.uuid5(space, str(number)))) for number in range(count)]
