"""The one question to Kafka that readiness needs, in Kafka's own protocol: a metadata request."""

import socket
import struct
from dataclasses import dataclass

_METADATA_KEY = 3
_METADATA_VERSION = 4


@dataclass(frozen=True)
class Metadata:
    """What the broker knows: the brokers that serve, and for each topic the partitions that have no leader."""

    brokers: int
    leaderless: dict[str, int]

    def is_serving(self) -> bool:
        return self.brokers > 0 and not any(self.leaderless.values())


def fetch_metadata(host: str, port: int, timeout_seconds: float) -> Metadata | None:
    """None while nobody answers. The broker answers metadata only after it has joined its cluster."""
    client = b"waggle-start"
    header = struct.pack(">hhih", _METADATA_KEY, _METADATA_VERSION, 1, len(client)) + client
    request = header + struct.pack(">ib", -1, 0)  # null array: all topics; never create one
    try:
        with socket.create_connection((host, port), timeout_seconds) as connection:
            connection.settimeout(timeout_seconds)
            connection.sendall(struct.pack(">i", len(request)) + request)
            size = struct.unpack(">i", _receive(connection, 4))[0]
            return _parse(_Reader(_receive(connection, size)))
    except (OSError, EOFError):
        return None


def _receive(connection: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        chunk = connection.recv(size - len(data))
        if not chunk:
            raise EOFError
        data += chunk
    return bytes(data)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self, form: str) -> int:
        value = struct.unpack_from(">" + form, self._data, self._at)[0]
        self._at += struct.calcsize(form)
        return int(value)

    def text(self) -> str:
        size = self.number("h")
        value = self._data[self._at:self._at + max(size, 0)]
        self._at += max(size, 0)
        return value.decode()

    def skip(self, count: int) -> None:
        self._at += count


def _parse(reader: _Reader) -> Metadata:
    reader.skip(4 + 4)  # correlation id, throttle time
    brokers = reader.number("i")
    for _ in range(brokers):
        reader.skip(4)
        reader.text()
        reader.skip(4)
        reader.text()
    reader.text()  # cluster id
    reader.skip(4)  # controller
    leaderless: dict[str, int] = {}
    for _ in range(reader.number("i")):
        reader.skip(2)
        topic = reader.text()
        reader.skip(1)
        leaderless[topic] = 0
        for _ in range(reader.number("i")):
            reader.skip(2 + 4)
            leaderless[topic] += reader.number("i") < 0
            for _ in range(2):  # replicas, in-sync replicas
                reader.skip(4 * reader.number("i"))
    return Metadata(brokers, leaderless)
