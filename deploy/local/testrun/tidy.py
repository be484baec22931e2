"""clang-tidy for the translation units that have changed since they last passed."""

import hashlib
import json
import subprocess
from pathlib import Path

from testrun.commands import Commands
from testrun.compiled import BuildTree
from testrun.results import PartResult, Verdict
from testrun.style import cpp_files


def check_tidy(root: Path, tree: BuildTree, commands: Commands, result: PartResult) -> None:
    """One test per translation unit. What passed with the same text, headers and rules is not looked at again."""
    if not tree.build(commands, result):
        return
    rules = (root / ".clang-tidy").read_bytes()
    passed = root / ".local" / "tidy"
    passed.mkdir(parents=True, exist_ok=True)
    read_by = _read_by(tree.directory)
    for source in _compiled_files(root, tree.directory):
        key = passed / _key(rules, root, read_by.get(source, set()) | {source})
        name = f"tidy:{source.relative_to(root)}"
        if key.exists():
            result.add(name, Verdict.PASSED)
            continue
        ran = commands.run("clang-tidy", "clang-tidy", "--quiet", "-p", str(tree.directory), str(source))
        if ran.exit_code == 0:
            key.touch()
        result.add(name, Verdict.PASSED if ran.exit_code == 0 else Verdict.FAILED, ran.tail(60))


def _compiled_files(root: Path, build: Path) -> list[Path]:
    ours = {(root / name).resolve() for name in cpp_files(root)}
    commands = json.loads((build / "compile_commands.json").read_text())
    return sorted({Path(entry["file"]).resolve() for entry in commands} & ours)


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
