"""Where things are: in the checkout, and in one run of the stack."""

from dataclasses import dataclass
from pathlib import Path

SERVICES = ("intake", "matching", "evidence", "notification")


@dataclass(frozen=True)
class Checkout:
    """The repository. Everything made at run time or build time is under `.local/`."""

    root: Path
    # The build folder that the programs are taken from.
    build: str = "dev"

    @property
    def local(self) -> Path:
        return self.root / ".local"

    @property
    def programs(self) -> Path:
        return self.local / "build" / self.build / "bin"

    @property
    def kafka(self) -> Path:
        return self.local / "kafka"

    @property
    def python(self) -> Path:
        """The interpreter that has what deploy/local/requirements.txt names."""
        return self.local / "venv" / "bin" / "python"

    @property
    def encoder(self) -> Path:
        """The text encoder's files, as services/matching/model/make writes them."""
        return self.local / "encoder" / "model"

    @property
    def tokenizer(self) -> Path:
        """OpenVINO's tokenizer extension; a path that does not exist where it was not installed."""
        packages = self.local / "encoder" / "venv" / "lib"
        found = sorted(packages.glob("python3.*/site-packages/openvino_tokenizers/lib/libopenvino_tokenizers.so"))
        return found[0] if found else packages / "libopenvino_tokenizers.so"


def this_checkout(build: str = "dev") -> Checkout:
    return Checkout(Path(__file__).resolve().parents[3], build)


@dataclass(frozen=True)
class RunDirectories:
    """Of one run: what it must not lose, what it says, and which processes it has."""

    state: Path
    logs: Path
    pids: Path

    @classmethod
    def under(cls, base: Path, logs: Path) -> "RunDirectories":
        return cls(state=base / "state", logs=logs, pids=base / "run")
