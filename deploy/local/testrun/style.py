"""Form of the C++ files: clang-format."""

import subprocess
from pathlib import Path

from testrun.commands import Commands
from testrun.results import PartResult, Verdict

_SOURCES = ("*.cc", "*.h")


def cpp_files(root: Path) -> list[str]:
    """All that git tracks or would track."""
    listed = subprocess.run(("git", "ls-files", "-co", "--exclude-standard", *_SOURCES), cwd=root, check=True,
                            capture_output=True, text=True).stdout
    return [name for name in listed.splitlines() if (root / name).exists()]


def check_format(root: Path, commands: Commands, result: PartResult) -> None:
    files = cpp_files(root)
    if not files:
        return
    ran = commands.run("clang-format", "clang-format", "--dry-run", "-Werror", *files)
    says = ran.tail(60) + "\nclang-format -i FILE puts it right."
    result.add("format:clang-format", Verdict.PASSED if ran.exit_code == 0 else Verdict.FAILED, says)
