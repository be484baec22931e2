"""Made once after Kafka was downloaded: a formatted blank data directory and the archive of Kafka's classes. Both only
save time at later starts. Run by deploy/install as `python3 -m stack.kafka_archive`."""

import shutil
import sys
import tempfile
from pathlib import Path

from stack.errors import StackError
from stack.kafka import Kafka, blank_data, class_archive
from stack.layout import RunDirectories, this_checkout
from stack.ports import free_block
from stack.process import Program


class _Rehearsal(Kafka):
    """A broker that writes the classes it has used into the archive when it ends."""

    def program(self) -> Program:
        plain = super().program()
        java, *rest = plain.argv
        archive = f"-XX:ArchiveClassesAtExit={class_archive(self.checkout)}.part"
        return Program((java, archive, *rest), plain.environment, plain.log)


def make() -> None:
    checkout = this_checkout()
    archive, blank = class_archive(checkout), blank_data(checkout)
    if archive.exists() and blank.exists():
        return
    archive.unlink(missing_ok=True)
    shutil.rmtree(blank, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=checkout.local) as scratch:
        run = RunDirectories.under(Path(scratch), checkout.local / "log" / "install")
        kafka = _Rehearsal(checkout, run, free_block())
        try:
            kafka.prepare()
            shutil.copytree(run.state / "kafka" / "data", blank)
            kafka.start()
            kafka.wait_ready(120)
        finally:
            kafka.process.stop(60)
    part = archive.with_name(archive.name + ".part")
    if not part.exists():
        raise StackError(f"Java wrote no class archive; see {run.logs / 'kafka.log'}.")
    part.rename(archive)


if __name__ == "__main__":
    try:
        make()
    except StackError as error:
        sys.exit(f"deploy/install: {error}")
