"""clang-tidy for the translation units that have changed since they last passed."""

import hashlib
import json
import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from testrun.commands import Commands
from testrun.compiled import BuildTree
from testrun.results import PartResult, TestCase, Verdict
from testrun.style import cpp_files

_INCLUDED = re.compile(r'^#include "(.+)"$', re.MULTILINE)
# As in .clang-tidy, and the sources that a file of several includes, as it is meant to.
_SEVERAL = (r"--header-filter=/(libs|services|tests)/.*([^b]\.h|\.cc)$", "--checks=-bugprone-suspicious-include")


@dataclass(frozen=True)
class Unit:
    """What the compiler reads at once: one source of ours, or a file of the build that includes several."""

    file: Path
    sources: tuple[Path, ...]

    def name(self, root: Path) -> str:
        return "tidy:" + " ".join(str(source.relative_to(root)) for source in self.sources)


def check_tidy(root: Path, tree: BuildTree, commands: Commands, result: PartResult) -> None:
    """One test per translation unit. What passed with the same text, headers and rules is not looked at again."""
    if not tree.build(commands, result):
        return
    rules = (root / ".clang-tidy").read_bytes()
    passed = root / ".local" / "tidy"
    passed.mkdir(parents=True, exist_ok=True)
    read_by = _read_by(tree.directory)

    def check(numbered: tuple[int, Unit]) -> TestCase:
        number, unit = numbered
        key = passed / _key(rules, root, read_by.get(unit.file, set()) | {unit.file})
        if key.exists():
            return TestCase(unit.name(root), Verdict.PASSED)
        several = () if unit.sources == (unit.file,) else _SEVERAL
        ran = commands.run(f"clang-tidy-{number}", "clang-tidy", "--quiet", "-p", str(tree.directory), *several,
                           str(unit.file))
        if ran.exit_code == 0:
            key.touch()
            ran.log.unlink()
            return TestCase(unit.name(root), Verdict.PASSED)
        return TestCase(unit.name(root), Verdict.FAILED, ran.tail(60))

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        result.cases.extend(pool.map(check, enumerate(compiled_units(root, tree.directory))))


def compiled_units(root: Path, build: Path) -> list[Unit]:
    """Every source of ours that the build compiles, each in one unit."""
    ours = {(root / name).resolve() for name in cpp_files(root)}
    commands = json.loads((build / "compile_commands.json").read_text())
    units = []
    for file in sorted({Path(entry["file"]).resolve() for entry in commands}):
        if file in ours:
            units.append(Unit(file, (file,)))
        elif file.is_relative_to(build.resolve()) and file.exists():
            included = (Path(name).resolve() for name in _INCLUDED.findall(file.read_text(errors="replace")))
            if sources := tuple(path for path in included if path in ours):
                units.append(Unit(file, sources))
    return units


def _key(rules: bytes, root: Path, read: set[Path]) -> str:
    """Of the rules and everything of ours that a translation unit is compiled from."""
    key = hashlib.sha256(rules)
    for path in sorted(read):
        if path.is_relative_to(root) and path.exists():
            key.update(str(path).encode() + path.read_bytes())
    return key.hexdigest()


def _read_by(build: Path) -> dict[Path, set[Path]]:
    """What each source reads, as ninja remembers it: an unindented line per object, then one indented line per file,
    the source first."""
    text = subprocess.run(("ninja", "-C", str(build), "-t", "deps"), check=True, capture_output=True, text=True).stdout
    found: dict[Path, set[Path]] = {}
    files: list[Path] = []
    for line in [*text.splitlines(), "end"]:
        if line.startswith("    "):
            files.append((build / line.strip()).resolve())
        elif files:
            found.setdefault(files[0], set()).update(files)
            files = []
    return found
