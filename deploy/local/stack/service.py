"""Waggle's own four services: the one place that says how each is started."""

import subprocess
import urllib.error
import urllib.request

from stack.component import Component, plain_environment
from stack.errors import StackError
from stack.kafka import Kafka
from stack.layout import Checkout, RunDirectories
from stack.mailbox import SMTP_USER, Mailbox
from stack.ports import HOST, Ports, PortUse
from stack.process import Program
from stack.redis import Redis

_REBUILD_SECONDS = 120


class Service(Component):
    """Replica `replica` of `service`. Ready when its /readyz says so. `extra` are settings of one run on top of the
    contract's, for example WAGGLE_CRASH_AT in a test; they hold until the next `set_extra`."""

    def __init__(self, checkout: Checkout, run: RunDirectories, ports: Ports, service: str, replica: int,
                 kafka: Kafka, redis: Redis, mailbox: Mailbox) -> None:
        super().__init__(f"{service}-{replica}", checkout, run)
        self.service = service
        self._ports = ports
        self._replica = replica
        self._kafka = kafka
        self._redis = redis
        self._mailbox = mailbox
        self._extra: dict[str, str] = {}

    @property
    def grpc_address(self) -> str:
        return f"{HOST}:{self._ports.grpc(self.service, self._replica)}"

    @property
    def admin_page(self) -> str:
        return f"http://{HOST}:{self._ports.admin(self.service, self._replica)}"

    def ports(self) -> list[PortUse]:
        return [PortUse(self._ports.grpc(self.service, self._replica), f"the gRPC API of {self.name}"),
                PortUse(self._ports.admin(self.service, self._replica), f"the admin page of {self.name}")]

    def set_extra(self, settings: dict[str, str]) -> None:
        """Used from the next start on."""
        self._extra = dict(settings)

    def extra(self) -> dict[str, str]:
        return dict(self._extra)

    def environment(self) -> dict[str, str]:
        environment = plain_environment() | {
            "WAGGLE_INSTANCE": self.name,
            "WAGGLE_GRPC_ADDRESS": self.grpc_address,
            "WAGGLE_ADMIN_ADDRESS": self.admin_page.removeprefix("http://"),
            "WAGGLE_KAFKA_BROKERS": self._kafka.brokers,
            "WAGGLE_REDIS_ADDRESS": self._redis.address,
            # Nobody routes requests here: a process that stops need not wait until routers have noticed.
            "WAGGLE_DRAIN_ROUTING_MS": "0",
        }
        if self.service == "matching":
            environment |= {
                "WAGGLE_MATCHING_ENCODER": str(self.checkout.encoder),
                "WAGGLE_MATCHING_TOKENIZER": str(self.checkout.tokenizer),
            }
        if self.service == "notification":
            environment |= {
                "WAGGLE_SMTP_URL": self._mailbox.smtp_url,
                "WAGGLE_SMTP_USER": SMTP_USER,
                "WAGGLE_SMTP_PASSWORD_FILE": str(self._mailbox.password_file),
                "WAGGLE_SMTP_CA_FILE": str(self._mailbox.certificates().authority),
                "WAGGLE_MAIL_FROM": "Waggle <waggle@example.org>",
                "WAGGLE_MAIL_ALLOWED_DOMAINS": "example.org",
                "WAGGLE_MAIL_SENDING": "on",
                "WAGGLE_PAGE_BASE_URL": self._mailbox.page,
            }
        return environment | self._extra

    def program(self) -> Program:
        return Program((self._binary(),), self.environment(), self.log)

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(self.admin_page + "/readyz", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def why_not_ready(self) -> str:
        try:
            with urllib.request.urlopen(self.admin_page + "/readyz", timeout=2):
                return ""
        except urllib.error.HTTPError as answer:
            return answer.read().decode(errors="replace").strip()
        except OSError:
            return ""

    def metrics(self) -> str:
        """In Prometheus' text form; empty when nobody answers."""
        try:
            with urllib.request.urlopen(self.admin_page + "/metrics", timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            return ""

    def rebuild(self) -> None:
        """Restores the service's Redis from Kafka. Only while no replica runs."""
        with self.log.open("ab") as log:
            done = subprocess.run((self._binary(), "--rebuild"), env=self.environment(), stdout=log, stderr=log,
                                  timeout=_REBUILD_SECONDS, check=False)
        if done.returncode != 0:
            raise StackError(f"waggle-{self.service} --rebuild ended with {done.returncode}{self._last_words()}; "
                             f"all of it is in {self.log}.")

    def _binary(self) -> str:
        path = self.checkout.programs / f"waggle-{self.service}"
        if not path.exists():
            raise StackError(f"{path} is not built: run deploy/demo, which builds it, or tests/run build.")
        return str(path)
