"""Kafka: one KRaft node that is broker and controller."""

import base64
import hashlib
import shutil
import subprocess
import uuid
from pathlib import Path

from stack.component import Component, plain_environment
from stack.errors import StackError
from stack.kafka_wire import fetch_metadata
from stack.layout import Checkout, RunDirectories
from stack.ports import HOST, Ports, PortUse
from stack.process import Program

# Serial collector and first-tier compiler: on a small machine the broker serves sooner and leaves the cores to others.
_JAVA = ("java", "-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xlog:cds=off",
         "-Xlog:cds+dynamic=off")


class Kafka(Component):
    """Owns `<state>/kafka`. Ready when a metadata request is answered and every partition has a leader, which after a
    kill -9 includes the recovery of the log."""

    def __init__(self, checkout: Checkout, run: RunDirectories, ports: Ports) -> None:
        super().__init__("kafka", checkout, run)
        self._ports = ports
        self._directory = run.state / "kafka"

    @property
    def brokers(self) -> str:
        return f"{HOST}:{self._ports.kafka_broker}"

    def ports(self) -> list[PortUse]:
        return [PortUse(self._ports.kafka_broker, "Kafka"), PortUse(self._ports.kafka_controller, "Kafka's controller")]

    def prepare(self) -> None:
        self._directory.mkdir(parents=True, exist_ok=True)
        template = (self.checkout.root / "deploy/local/kafka/server.properties.in").read_text()
        self._settings.write_text(
            template.replace("@BROKER_PORT@", str(self._ports.kafka_broker))
            .replace("@CONTROLLER_PORT@", str(self._ports.kafka_controller))
            .replace("@DATA_DIR@", str(self._directory / "data")))
        if not (self._directory / "data" / "meta.properties").exists():
            self._format()

    def program(self) -> Program:
        argv = (*java_command(self.checkout), "kafka.Kafka", str(self._settings))
        return Program(argv, plain_environment(), self.log)

    def is_ready(self) -> bool:
        metadata = fetch_metadata(HOST, self._ports.kafka_broker, timeout_seconds=2)
        return metadata is not None and metadata.is_serving()

    @property
    def _settings(self) -> Path:
        return self._directory / "server.properties"

    def _format(self) -> None:
        """A fresh data directory is a copy of one that was formatted once: formatting starts a second Java."""
        data, blank = self._directory / "data", blank_data(self.checkout)
        if blank.exists():
            shutil.copytree(blank, data)
        else:
            format_data(self.checkout, self._settings, self.log)


def java_command(checkout: Checkout) -> tuple[str, ...]:
    """Java with Kafka's jars, up to and without the main class."""
    jars = sorted((checkout.kafka / "jars").glob("*.jar"))
    if not jars:
        raise StackError("Kafka is not installed in this checkout: run deploy/install.")
    archive = class_archive(checkout)
    share = (f"-XX:SharedArchiveFile={archive}",) if archive.exists() else ()
    logging = f"-Dlog4j2.configurationFile={checkout.root / 'deploy/local/kafka/log4j2.properties'}"
    return (*_JAVA, *share, logging, "-cp", ":".join(map(str, jars)))


def class_archive(checkout: Checkout) -> Path:
    """Kafka's classes, parsed and verified (AppCDS): halves the start. Java itself ignores an archive that does not
    fit the jars; the name ties it to the Java that made it."""
    java = shutil.which("java") or "java"
    key = hashlib.sha256(str(Path(java).resolve()).encode())
    key.update((checkout.root / "deploy/local/kafka/jars.sha256").read_bytes())
    return checkout.kafka / f"classes-{key.hexdigest()[:16]}.jsa"


def blank_data(checkout: Checkout) -> Path:
    return checkout.kafka / "blank-data"


def format_data(checkout: Checkout, settings: Path, log: Path) -> None:
    cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        done = subprocess.run(
            (*java_command(checkout), "kafka.tools.StorageTool", "format", "--ignore-formatted", "-t", cluster,
             "-c", str(settings)), env=plain_environment(), stdout=output, stderr=output, check=False)
    if done.returncode != 0:
        raise StackError(f"Kafka could not format its data directory; see {log}.")
