"""Redis: one server per service, each on a unix socket of its own."""

import shutil
import socket
from pathlib import Path
from typing import BinaryIO, Union

from stack.component import Component, plain_environment
from stack.errors import StackError
from stack.layout import Checkout, RunDirectories
from stack.process import Program

# What the kernel takes as the path of a unix socket, less the closing zero.
_LONGEST_SOCKET_PATH = 107


Reply = Union[str, int, None, list["Reply"]]


class RedisRefusal(Exception):
    """Redis' own words."""


class Redis(Component):
    """The record of truth of `service`; owns `<state>/redis-<service>`. Ready when it answers PING, which it does not
    while it still reads its append-only file."""

    def __init__(self, checkout: Checkout, run: RunDirectories, service: str) -> None:
        super().__init__(f"redis-{service}", checkout, run)
        self._directory = run.state / self.name

    @property
    def socket_path(self) -> Path:
        return self.run.pids / f"{self.name}.sock"

    @property
    def address(self) -> str:
        """As the services' WAGGLE_REDIS_ADDRESS wants it."""
        return f"unix:{self.socket_path}"

    def prepare(self) -> None:
        if len(str(self.socket_path)) > _LONGEST_SOCKET_PATH:
            raise StackError(
                f"The path {self.socket_path} is too long for a socket: move the checkout to a shorter path.")
        data = self._directory / "data"
        data.mkdir(parents=True, exist_ok=True)
        self.socket_path.parent.mkdir(parents=True, exist_ok=True)
        # A killed server leaves its socket behind; PING through it would say the truth, but slowly.
        self.socket_path.unlink(missing_ok=True)
        template = (self.checkout.root / "deploy/local/redis/redis.conf.in").read_text()
        self._settings.write_text(
            template.replace("@SOCKET@", str(self.socket_path)).replace("@DATA_DIR@", str(data)))

    def program(self) -> Program:
        return Program(("redis-server", str(self._settings)), plain_environment(), self.log)

    def is_ready(self) -> bool:
        try:
            return self.command("PING") == "PONG"
        except (OSError, RedisRefusal):
            return False

    def command(self, *words: str) -> Reply:
        """Sends one command. OSError while nobody answers, RedisRefusal when Redis says no."""
        request = f"*{len(words)}\r\n" + "".join(f"${len(word.encode())}\r\n{word}\r\n" for word in words)
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(5)
            connection.connect(str(self.socket_path))
            connection.sendall(request.encode())
            with connection.makefile("rb") as answer:
                return _read_reply(answer)

    def wipe(self) -> None:
        """Loses everything, as a broken disk does. Only while it is stopped."""
        if self.process.pid() is not None:
            raise StackError(f"{self.name} still runs: stop it before its data is wiped.")
        shutil.rmtree(self._directory / "data", ignore_errors=True)

    @property
    def _settings(self) -> Path:
        return self._directory / "redis.conf"


def _read_reply(answer: BinaryIO) -> Reply:
    line = answer.readline()
    if not line.endswith(b"\r\n"):
        raise ConnectionError("Redis ended in the middle of an answer")
    kind, rest = line[:1], line[1:-2].decode()
    if kind == b"-":
        raise RedisRefusal(rest)
    if kind == b":":
        return int(rest)
    if kind == b"$":
        return None if rest == "-1" else answer.read(int(rest) + 2)[:-2].decode(errors="replace")
    if kind == b"*":
        return [_read_reply(answer) for _ in range(int(rest))]
    return rest
