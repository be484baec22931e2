"""Waggle's command-line client, called as a script calls it."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from stack.component import plain_environment
from stack.errors import StackError
from stack.layout import SERVICES, Checkout
from stack.ports import HOST, Ports


class ClientError(StackError):
    """The client said no. `exit_code`: 1 refused or not found, 2 wrong usage or bad file, 3 unreachable."""

    def __init__(self, words: tuple[str, ...], exit_code: int, error: dict[str, Any], output: Any) -> None:
        self.exit_code = exit_code
        self.code = str(error.get("code", ""))
        self.reason = str(error.get("reason", ""))
        self.message = str(error.get("message", ""))
        # Names of the request's fields that are at fault.
        self.fields = [str(one["field"]) for one in error.get("violations", [])]
        self.output = output
        super().__init__(f"waggle {' '.join(words[:3])}: {self.code} {self.reason}: {self.message} (exit {exit_code})")


class Client:
    """`waggle --json` against replica `replica` of every service. Holds no state; threads may share it."""

    def __init__(self, checkout: Checkout, ports: Ports, replica: int = 0) -> None:
        self._program = str(checkout.programs / "waggle")
        self._environment = plain_environment() | {
            "WAGGLE_KAFKA_BROKERS": f"{HOST}:{ports.kafka_broker}",
        } | {f"WAGGLE_{service.upper()}": f"{HOST}:{ports.grpc(service, replica)}" for service in SERVICES}

    def call(self, *words: str, timeout_seconds: float = 60) -> Any:
        """The JSON value that the client prints; ClientError when it ends with another exit code than 0."""
        try:
            done = subprocess.run((self._program, "--json", *words), env=self._environment, capture_output=True,
                                  text=True, timeout=timeout_seconds, check=False)
        except FileNotFoundError as error:
            raise StackError(f"{self._program} is not built: run deploy/demo, which builds it.") from error
        except subprocess.TimeoutExpired as error:
            raise StackError(f"waggle {' '.join(words[:3])} did not answer in {timeout_seconds:.0f} s.") from error
        output = _json_or_none(done.stdout)
        if done.returncode != 0:
            raise ClientError(words, done.returncode, _error_of(done.stderr), output)
        return output

    @contextmanager
    def following(self, *words: str) -> Iterator[subprocess.Popen[str]]:
        """A client that goes on printing, such as `watch`; ended when the block is left."""
        child = subprocess.Popen((self._program, "--json", *words), env=self._environment, stdout=subprocess.PIPE,
                                 text=True)
        try:
            yield child
        finally:
            child.terminate()
            child.wait(10)


def _json_or_none(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return None


def _error_of(text: str) -> dict[str, Any]:
    """The client's error object; where it printed none (a crash, wrong usage), its words as the message."""
    for line in reversed(text.strip().splitlines()):
        value = _json_or_none(line)
        if isinstance(value, dict) and isinstance(value.get("error"), dict):
            return dict(value["error"])
    return {"message": text.strip()[-500:]}
