"""Mails on disk, in order of arrival."""

import os
import re
import threading
import time
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path

from reading import read_mail

# Number in order of arrival, then time of arrival in milliseconds since 1970: the name holds what the mail does not.
_FILE_NAME = re.compile(r"^(\d{6,})-(\d+)\.eml$")


@dataclass(frozen=True)
class StoredMail:
    """One mail: `path` has the bytes as they came, `content` what the API and the page show."""

    mail_id: str
    path: Path
    content: dict[str, object]


class MailStore:
    """One file per mail; the envelope goes in front as `Return-Path`, `Delivered-To` and `Received`, as delivery agents do.

    Thread-safe. When `add` returns, the mail survives a power cut; a half-written one is never seen, because a file gets
    its name only after its bytes are on the disk. What is read stays in memory: this is for demos and tests, not for years.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._lock = threading.Lock()
        self._mails: dict[str, StoredMail] = {}
        self._version = 0
        directory.mkdir(parents=True, exist_ok=True)
        found = [(int(match[1]), int(match[2]), path) for path in directory.iterdir()
                 if (match := _FILE_NAME.match(path.name))]
        for number, received_ms, path in sorted(found):
            mail_id = f"{number:06d}"
            self._mails[mail_id] = StoredMail(mail_id, path, read_mail(mail_id, received_ms, path.read_bytes()))
        self._last_number = max((number for number, _, _ in found), default=0)

    def add(self, sender: str, recipients: list[str], client: str, source: bytes) -> str:
        """`client` is the other end of the connection: mails that came over the same one have the same."""
        envelope = f"Return-Path: <{sender}>\r\n" + "".join(f"Delivered-To: {to}\r\n" for to in recipients)
        envelope += f"Received: from [{client}] by mailbox.localhost with ESMTPSA; {formatdate()}\r\n"
        complete = envelope.encode("utf-8", "surrogateescape") + source
        with self._lock:
            number = self._last_number + 1
            received_ms = time.time_ns() // 1_000_000
            mail_id = f"{number:06d}"
            path = self._directory / f"{mail_id}-{received_ms}.eml"
            self._write(path, complete)
            self._last_number = number
            self._mails[mail_id] = StoredMail(mail_id, path, read_mail(mail_id, received_ms, complete))
            self._version += 1
        return mail_id

    def mails(self, after: str = "") -> list[StoredMail]:
        """In order of arrival; with `after`, those that came later than that one."""
        with self._lock:
            everything = list(self._mails.values())
        return [mail for mail in everything if int(mail.mail_id) > int(after)] if after else everything

    def get(self, mail_id: str) -> StoredMail | None:
        with self._lock:
            return self._mails.get(mail_id)

    def clear(self) -> int:
        """Forgets all mails; their ids are not used again while this process lives."""
        with self._lock:
            count = len(self._mails)
            for mail in self._mails.values():
                mail.path.unlink(missing_ok=True)
            self._sync_directory()
            self._mails.clear()
            self._version += 1
        return count

    def version(self) -> str:
        """Differs whenever the list differs, also from what an earlier process had."""
        with self._lock:
            return f"{id(self):x}-{self._version}"

    def _write(self, path: Path, content: bytes) -> None:
        part = path.with_suffix(".part")
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
        self._sync_directory()

    def _sync_directory(self) -> None:
        descriptor = os.open(self._directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
