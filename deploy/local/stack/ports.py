"""Which part listens on which port. All on 127.0.0.1, all in one block of a hundred that can be moved as a whole."""

import os
import socket
from collections.abc import Iterable
from dataclasses import dataclass

from stack.errors import StackError
from stack.layout import SERVICES

BASE_VARIABLE = "WAGGLE_DEMO_PORT_BASE"
DEFAULT_BASE = 7100
HOST = "127.0.0.1"

# Replica r of a service listens this much higher for each r: 40 leaves the ports of Kafka, mail and Prometheus free.
REPLICA_STEP = 40
MAX_REPLICAS = 2


@dataclass(frozen=True)
class PortUse:
    """A port and the part that wants it."""

    port: int
    part: str


@dataclass(frozen=True)
class Ports:
    """The block of ports that starts at `base`."""

    base: int = DEFAULT_BASE

    def grpc(self, service: str, replica: int) -> int:
        return self.base + 1 + SERVICES.index(service) + REPLICA_STEP * replica

    def admin(self, service: str, replica: int) -> int:
        return self.grpc(service, replica) + 10

    @property
    def kafka_broker(self) -> int:
        return self.base + 20

    @property
    def kafka_controller(self) -> int:
        return self.base + 21

    @property
    def smtp(self) -> int:
        return self.base + 25

    @property
    def mailbox(self) -> int:
        return self.base + 26

    @property
    def prometheus(self) -> int:
        return self.base + 30


def ports_from_environment() -> Ports:
    text = os.environ.get(BASE_VARIABLE, "")
    if not text:
        return Ports()
    if not text.isdigit() or not 1024 <= int(text) <= 65400:
        raise StackError(f"{BASE_VARIABLE}={text} is not a port between 1024 and 65400.")
    return Ports(int(text))


def free_block() -> Ports:
    """A block nobody listens in, for tests that run beside a demo. Below the range from which the kernel takes the
    ports of outgoing connections, so that a block found free stays free."""
    first = 20000 + (os.getpid() % 100) * 100
    for step in range(100):
        base = 20000 + (first - 20000 + step * 100) % 10000
        if all(_is_free(port) for port in range(base + 1, base + 60)):
            return Ports(base)
    raise StackError("No block of sixty free ports between 20000 and 30000: something on this machine holds them.")


def check_free(uses: Iterable[PortUse]) -> None:
    for use in uses:
        if not _is_free(use.port):
            raise StackError(
                f"Port {use.port}, which {use.part} needs, is in use by another program: end that program or move "
                f"all ports with {BASE_VARIABLE} (now {_base_in_use()}), for example {BASE_VARIABLE}=9100 deploy/demo.")


def _base_in_use() -> str:
    return os.environ.get(BASE_VARIABLE) or str(DEFAULT_BASE)


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as caller:
        if caller.connect_ex((HOST, port)) == 0:
            return False
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # Closed connections of a former run linger for a minute and are no obstacle to the servers, which set one of
        # these. With the second alone a server that listens there could be overlooked: hence the call above.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
