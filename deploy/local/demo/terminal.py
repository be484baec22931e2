"""Words on a terminal: colour only where somebody looks, lines that fit."""

import os
import shutil
import sys
import textwrap

_BOLD, _FAINT, _GREEN, _RED, _PLAIN = "\033[1m", "\033[2m", "\033[32m", "\033[31m", "\033[0m"


class Terminal:
    """Writes to standard output, at once."""

    def __init__(self) -> None:
        self._colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        self.width = min(100, max(60, shutil.get_terminal_size((96, 24)).columns)) if sys.stdout.isatty() else 96

    def heading(self, text: str) -> None:
        print(f"\n{self.bold(text)}", flush=True)

    def line(self, text: str = "") -> None:
        print(text, flush=True)

    def wrapped(self, text: str, indent: int) -> None:
        margin = " " * indent
        print(textwrap.fill(text, self.width, initial_indent=margin, subsequent_indent=margin), flush=True)

    def done(self, text: str, note: str = "") -> None:
        print(f"  {self._painted('✓', _GREEN)} {text}{self.faint('  ' + note) if note else ''}", flush=True)

    def wrong(self, text: str) -> None:
        print(f"  {self._painted('✗', _RED)} {text}", flush=True)

    def bold(self, text: str) -> str:
        return self._painted(text, _BOLD)

    def faint(self, text: str) -> str:
        return self._painted(text, _FAINT)

    def _painted(self, text: str, colour: str) -> str:
        return f"{colour}{text}{_PLAIN}" if self._colour else text


def shortened(text: str, width: int) -> str:
    return text if len(text) <= width else text[:width - 1].rstrip() + "…"
