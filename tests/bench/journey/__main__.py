"""tests/bench/journey/run: starts the system, measures with the demo's problems, loads many, measures again."""

import argparse
import json
import shutil
import sys
import time
from pathlib import Path

from demo.data import DemoData
from demo.loading import load
from demo.outcome import is_quiet
from demo.terminal import Terminal
from journey.measurement import Journey, Submitter, Watcher, measure
from journey.texts import Inventor
from stack.deadline import Deadline
from stack.errors import StackError
from stack.layout import RunDirectories, this_checkout
from stack.ports import HOST, free_block
from stack.system import System

_SETTLE_SECONDS = 120
# 20 problems a second: slower than any machine that this was tried on.
_SECONDS_PER_PROBLEM = 0.05
# The design's, for 100,000 problems.
_GOAL = "goal at 100,000: p50 60 ms, p99 250 ms"


def main() -> int:
    options = _options()
    terminal = Terminal()
    checkout = this_checkout("bench")
    home, logs = checkout.local / "bench" / "journey", checkout.local / "log" / "bench" / "journey"
    system = System(checkout, RunDirectories.under(home, logs), free_block())
    system.stop()
    shutil.rmtree(home, ignore_errors=True)
    try:
        submitter = Submitter(checkout.programs / "journey_submitter", f"{HOST}:{system.ports.grpc('intake', 0)}")
        few, many = _run(system, submitter, checkout.root / "deploy" / "demo-data", home, options, terminal)
    except StackError as error:
        print(f"tests/bench/journey/run: {error} Logs: {logs}", file=sys.stderr)
        return 2
    finally:
        system.stop()
        shutil.rmtree(home, ignore_errors=True)
    return _tell(few, many, options, terminal)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests/bench/journey/run")
    parser.add_argument("--problems", type=int, default=100_000)
    parser.add_argument("--practices", type=int, default=2_000)
    parser.add_argument("--ideas", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if min(options.problems, options.practices) < 1 or options.ideas < 2:
        parser.error("--problems and --practices are 1 or more, --ideas 2 or more")
    return options


def _run(system: System, submitter: Submitter, demo_data: Path, home: Path, options: argparse.Namespace,
         terminal: Terminal) -> tuple[Journey, Journey]:
    system.start_foundation()
    system.start_services()
    load(system.client, DemoData(demo_data), lambda _: None)
    inventor = Inventor(demo_data, options.seed)
    inventor.write_practices(home / "practices.csv", options.practices)
    inventor.write_problems(home / "problems.jsonl", options.problems)
    system.client.call("import", "practices", str(home / "practices.csv"), timeout_seconds=600)
    _settle(system, _SETTLE_SECONDS)
    terminal.done(f"the system, the demo's data and {options.practices:,} practices")
    watcher = Watcher()

    def measured() -> Journey:
        return measure(system.client, submitter, inventor, watcher, options.ideas,
                       lambda: _settle(system, _SETTLE_SECONDS))

    with watcher.watching(system.client):
        few = measured()
        terminal.done(f"{options.ideas} ideas with the demo's problems")
        began = time.monotonic()
        _import_problems(system, home / "problems.jsonl", options.problems)
        terminal.done(f"{options.problems:,} problems read and matched", f"{time.monotonic() - began:.0f} s")
        many = measured()
        terminal.done(f"{options.ideas} ideas with all of them")
    return few, many


def _import_problems(system: System, file: Path, count: int) -> None:
    seconds = _SETTLE_SECONDS + count * _SECONDS_PER_PROBLEM
    print(f"  reading {count:,} problems …", flush=True)
    system.client.call("import", "problems", str(file), timeout_seconds=seconds)
    _settle(system, seconds)


def _settle(system: System, seconds: float) -> None:
    Deadline(seconds).wait_for("all services to finish their work", lambda: is_quiet(system), poll_seconds=1)


def _tell(few: Journey, many: Journey, options: argparse.Namespace, terminal: Terminal) -> int:
    terminal.heading("From an idea's arrival until another system hears of its first match")
    figures = []
    for what, journey in (("the demo's 180 problems", few), (f"{options.problems:,} more", many)):
        if len(journey.times) < 2:
            terminal.wrong(f"with {what} {len(journey.times)} ideas were matched: nothing to measure")
            return 1
        p50, p99 = journey.percentile(50), journey.percentile(99)
        figures.append({"problems": what, "ideas": len(journey.times), "p50_ms": round(p50, 1),
                        "p99_ms": round(p99, 1)})
        terminal.line(f"  {what:<28} p50 {p50:6.0f} ms   p99 {p99:6.0f} ms   ({len(journey.times)} ideas)")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n")
    for idea_id in few.unheard + many.unheard:
        terminal.wrong(f"idea {idea_id} has matches that the watcher never heard of")
    terminal.line(f"  many : few  p50 {many.percentile(50) / few.percentile(50):.2f}  "
                  f"p99 {many.percentile(99) / few.percentile(99):.2f}   {_GOAL}")
    return 1 if few.unheard or many.unheard else 0


if __name__ == "__main__":
    sys.exit(main())
