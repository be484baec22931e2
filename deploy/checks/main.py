"""Runs all checks of what operators use: alert rules, dashboard, chart. Started by deploy/checks/run."""

from __future__ import annotations

import sys
import time

import alert_checks
import chart_checks
import dashboard_checks
import self_checks
from outcome import Tally


def main() -> int:
    tally, began = Tally(), time.monotonic()
    for module in (alert_checks, dashboard_checks, chart_checks, self_checks):
        for check in module.CHECKS:
            tally.take(check)
    print(f"{tally.passed} passed, {tally.failed} failed, {tally.skipped} skipped in {time.monotonic() - began:.0f} s")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
