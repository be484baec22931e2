"""Which processes are killed, where, and when: the same for the same seed."""

import random
from dataclasses import dataclass

from stack.layout import SERVICES

_POINTS = {
    "intake": ("after-store", "after-publish-before-ack"),
    "matching": ("after-store", "after-publish-before-ack"),
    "evidence": ("after-store", "after-publish-before-ack"),
    "notification": ("after-store", "after-publish-before-ack", "after-send-before-mark"),
}


@dataclass(frozen=True)
class Fault:
    """kill -9 of one process and its restart. With a `crash_point` the service is killed at once and started again so
    that it kills itself when it passes the point for the `nth` time; then it is started as usual."""

    part: str
    crash_point: str = ""
    nth: int = 0
    # From the moment the fault is due to the kill: so that it does not always hit the same step.
    delay_seconds: float = 0.0

    def __str__(self) -> str:
        return f"{self.part} {self.crash_point}:{self.nth}" if self.crash_point else self.part


def plan(seed: int, rounds: int) -> list[Fault]:
    """Each round: every service at each of its points, every Redis and Kafka once, in an order of its own."""
    source = random.Random(seed)
    faults: list[Fault] = []
    for _ in range(rounds):
        one_round = [Fault(f"{service}-0", point, source.randint(1, 4), source.uniform(0, 0.3))
                     for service in SERVICES for point in _POINTS[service]]
        one_round += [Fault(f"redis-{service}", delay_seconds=source.uniform(0, 0.3)) for service in SERVICES]
        one_round.append(Fault("kafka", delay_seconds=source.uniform(0, 0.3)))
        source.shuffle(one_round)
        faults += one_round
    return faults
