"""The mailbox: a real SMTP server that keeps every mail, with a page and an API to read them."""

import json
import secrets
import urllib.request
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from stack.certificates import Certificates, make_certificates
from stack.component import Component, plain_environment
from stack.layout import Checkout, RunDirectories
from stack.ports import HOST, Ports, PortUse
from stack.process import Program

SMTP_USER = "waggle"


@dataclass(frozen=True)
class Mail:
    """One mail as the mail server accepted it."""

    to: str
    subject: str
    message_id: str
    received: datetime
    headers: dict[str, str]
    text: str
    html: str


class Mailbox(Component):
    """Owns `<state>/mailbox` (mails) and `<state>/secrets` (certificate, password). Keeps its mails over a restart."""

    def __init__(self, checkout: Checkout, run: RunDirectories, ports: Ports) -> None:
        super().__init__("mailbox", checkout, run)
        self._ports = ports
        self._directory = run.state / "mailbox"
        self._secrets = run.state / "secrets"

    @property
    def page(self) -> str:
        return f"http://{HOST}:{self._ports.mailbox}"

    @property
    def smtp_url(self) -> str:
        return f"smtp://{HOST}:{self._ports.smtp}"

    @property
    def password_file(self) -> Path:
        return self._secrets / "smtp-password"

    def certificates(self) -> Certificates:
        return make_certificates(self._secrets / "tls")

    def ports(self) -> list[PortUse]:
        return [PortUse(self._ports.smtp, "the mail server"), PortUse(self._ports.mailbox, "the mailbox page")]

    def prepare(self) -> None:
        self._directory.mkdir(parents=True, exist_ok=True)
        self.certificates()
        if not self.password_file.exists():
            self.password_file.touch(mode=0o600)
            self.password_file.write_text(secrets.token_urlsafe(24))

    def program(self) -> Program:
        made = self.certificates()
        server = self.checkout.root / "deploy/local/mailbox/server.py"
        return Program(
            (str(self.checkout.python), str(server), "--smtp", f"{HOST}:{self._ports.smtp}",
             "--http", f"{HOST}:{self._ports.mailbox}", "--dir", str(self._directory), "--cert", str(made.server),
             "--key", str(made.server_key), "--user", SMTP_USER, "--password-file", str(self.password_file)),
            plain_environment(), self.log)

    def is_ready(self) -> bool:
        try:
            self._call("GET", "/api/health")
        except OSError:
            return False
        return True

    def mails(self) -> list[Mail]:
        """In the order of their arrival."""
        return [
            Mail(to=mail["to"], subject=mail["subject"], message_id=mail["message_id"].strip("<>"),
                 received=datetime.fromisoformat(mail["received_time"]), headers=mail["headers"],
                 text=mail["text"] or "", html=mail["html"] or "")
            for mail in json.loads(self._call("GET", "/api/messages"))]

    def clear(self) -> None:
        self._call("DELETE", "/api/messages")

    def inject(self, **faults: int) -> None:
        """For tests: how the next mails are answered, for example reply_4xx_next=2."""
        self._call("POST", "/api/faults", faults)

    def _call(self, method: str, path: str, body: Any = None) -> bytes:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.page + path, data=data, method=method, headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return bytes(answer.read())
