"""Faults that tests ask the server to commit."""

import threading
from dataclasses import asdict, dataclass, fields
from typing import Literal

Verdict = Literal["accept", "refuse_for_now", "refuse", "accept_and_drop"]


@dataclass(frozen=True)
class FaultPlan:
    """What POST /api/faults sets; it replaces the plan before, so `{}` heals everything.

    reply_4xx_next, reply_5xx_next: the next n transactions are refused with 451 or 554 (first all 4xx, then all 5xx).
    reply_at: the verb at which they are refused, RCPT or DATA (after the message; nothing is kept).
    stall_before_reply_ms: the answer to the message waits this long; the message is kept before.
    drop_after_accept_next: the next n messages are kept, then the connection is closed instead of answering 250.
    """

    reply_4xx_next: int = 0
    reply_5xx_next: int = 0
    reply_at: str = "DATA"
    stall_before_reply_ms: int = 0
    drop_after_accept_next: int = 0

    @staticmethod
    def parse(value: object) -> "FaultPlan":
        if not isinstance(value, dict):
            raise ValueError("the faults must be a JSON object, for example {\"reply_4xx_next\": 1}")
        known = {field.name: field.type for field in fields(FaultPlan)}
        for name, setting in value.items():
            if name not in known:
                raise ValueError(f"{name} is no fault; known are {', '.join(known)}")
            if name == "reply_at":
                if setting not in ("RCPT", "DATA"):
                    raise ValueError("reply_at must be \"RCPT\" or \"DATA\"")
            elif not isinstance(setting, int) or isinstance(setting, bool) or setting < 0:
                raise ValueError(f"{name} must be a whole number of 0 or more")
        return FaultPlan(**value)


class Faults:
    """The plan in force, counted down as it is carried out. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._plan = FaultPlan()

    def set(self, plan: FaultPlan) -> None:
        with self._lock:
            self._plan = plan

    def as_json(self) -> dict[str, object]:
        with self._lock:
            return asdict(self._plan)

    def stall_seconds(self) -> float:
        with self._lock:
            return self._plan.stall_before_reply_ms / 1000

    def decide(self, verb: str) -> Verdict:
        """What to do at this verb; a fault that is due is used up by asking."""
        with self._lock:
            if verb == self._plan.reply_at:
                if self._use_up("reply_4xx_next"):
                    return "refuse_for_now"
                if self._use_up("reply_5xx_next"):
                    return "refuse"
            if verb == "DATA" and self._use_up("drop_after_accept_next"):
                return "accept_and_drop"
            return "accept"

    def _use_up(self, name: str) -> bool:
        plan = asdict(self._plan)
        if plan[name] == 0:
            return False
        plan[name] -= 1
        self._plan = FaultPlan(**plan)
        return True
