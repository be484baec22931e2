"""The whole system on one machine: which parts there are, in which order they start and stop."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from stack import ports as port_block
from stack.client import Client
from stack.component import Component
from stack.kafka import Kafka
from stack.layout import SERVICES, Checkout, RunDirectories
from stack.mailbox import Mailbox
from stack.ports import Ports
from stack.prometheus import Prometheus
from stack.redis import Redis
from stack.service import Service

# Called with the name of a part as soon as it is ready.
Report = Callable[[str], None]


def silent(_: str) -> None:
    """A Report for tests."""


class System:
    """All parts of one run. Creating the object starts nothing and may be done from any shell: the state is in `run`.
    One thread at a time."""

    def __init__(self, checkout: Checkout, run: RunDirectories, ports: Ports, replicas: int = 1) -> None:
        self.run = run
        self.ports = ports
        self.kafka = Kafka(checkout, run, ports)
        self.redis = {service: Redis(checkout, run, service) for service in SERVICES}
        self.mailbox = Mailbox(checkout, run, ports)
        self.prometheus = Prometheus(checkout, run, ports, replicas)
        self.services = [
            Service(checkout, run, ports, service, replica, self.kafka, self.redis[service], self.mailbox)
            for replica in range(replicas) for service in SERVICES]
        self.client = Client(checkout, ports)

    def foundation(self) -> list[Component]:
        """What others have written and the services need."""
        return [self.kafka, *self.redis.values(), self.mailbox]

    def components(self) -> list[Component]:
        return [*self.foundation(), self.prometheus, *self.services]

    def replicas_of(self, service: str) -> list[Service]:
        return [one for one in self.services if one.service == service]

    def running(self) -> list[Component]:
        return [part for part in self.components() if part.process.pid() is not None]

    def start(self, report: Report = silent) -> None:
        """Everything that does not run yet; the topics before the services. Leaves what has started when a part fails:
        the caller stops."""
        missing = [part for part in self.components() if part.process.pid() is None]
        port_block.check_free(use for part in missing for use in part.ports())
        if self.prometheus in missing:
            self.prometheus.start()
        self.start_foundation(report)
        self.start_services(report)
        self.prometheus.wait_ready()
        report(self.prometheus.name)

    def start_foundation(self, report: Report = silent) -> None:
        _start(self.foundation(), report)
        self.client.call("topics", "apply")
        report("topics")

    def start_services(self, report: Report = silent) -> None:
        _start(self.services, report)

    def stop_services(self) -> None:
        _stop(self.services)

    def stop(self) -> list[str]:
        """Services first, Kafka and Redis last. Returns the parts that had to be killed."""
        return [*_stop(self.services), *_stop([self.prometheus, self.mailbox]),
                *_stop([self.kafka, *self.redis.values()])]


def _start(parts: Iterable[Component], report: Report) -> None:
    def start_one(part: Component) -> None:
        if part.process.pid() is None:
            part.start()
        part.wait_ready()
        report(part.name)

    _side_by_side(start_one, parts)


def _stop(parts: Iterable[Component]) -> list[str]:
    killed: list[str] = []

    def stop_one(part: Component) -> None:
        if not part.stop():
            killed.append(part.name)

    _side_by_side(stop_one, parts)
    return killed


def _side_by_side(act: Callable[[Component], None], parts: Iterable[Component]) -> None:
    """One thread per part; the first failure is raised when all have ended."""
    everything = list(parts)
    with ThreadPoolExecutor(max_workers=max(1, len(everything))) as threads:
        for done in [threads.submit(act, part) for part in everything]:
            done.result()
