"""The SMTP side: STARTTLS, then AUTH, then mail."""

import asyncio
import hmac
import logging
import ssl
import sys
import weakref
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from faults import Faults
from store import MailStore

# aiosmtpd warns at every login about an attribute of its own that it sets itself.
logging.getLogger("mail.log").setLevel(logging.ERROR)

_REFUSED_FOR_NOW = "451 4.3.0 Not now, try again later (fault asked for)"
_REFUSED = "554 5.7.1 Refused (fault asked for)"


class SmtpPort:
    """Runs on the event loop that opened it."""

    def __init__(self, store: MailStore, faults: Faults, user: str, password: str) -> None:
        self._store = store
        self._faults = faults
        self._user = user.encode()
        self._password = password.encode()
        self._server: asyncio.Server | None = None
        self._connections: weakref.WeakSet[SMTP] = weakref.WeakSet()

    async def open(self, host: str, port: int, certificate: Path, key: Path) -> str:
        """Returns `host:port` as it was bound."""
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.minimum_version = ssl.TLSVersion.TLSv1_2
        tls.load_cert_chain(certificate, key)

        def connection() -> SMTP:
            made = SMTP(self, hostname="mailbox.localhost", ident="Waggle mailbox", tls_context=tls,
                        require_starttls=True, auth_required=True, auth_require_tls=True,
                        authenticator=self._authenticate, loop=asyncio.get_running_loop())
            self._connections.add(made)
            return made

        self._server = await asyncio.get_running_loop().create_server(connection, host, port)
        bound_host, bound_port = self._server.sockets[0].getsockname()[:2]
        return f"{bound_host}:{bound_port}"

    async def close(self) -> None:
        """Ends the connections as TLS wants it, so that senders know at once."""
        if self._server is None:
            return
        self._server.close()
        for connection in list(self._connections):
            if connection.transport is not None:
                connection.transport.close()
        await self._server.wait_closed()

    def _authenticate(self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str,
                      credentials: LoginPassword) -> AuthResult:
        good = (hmac.compare_digest(credentials.login, self._user)
                & hmac.compare_digest(credentials.password, self._password))
        # handled=False makes aiosmtpd answer 535; its default says that we had answered, and the client would wait for ever.
        return AuthResult(success=good, handled=good)

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, address: str,
                          _options: list[str]) -> str:
        verdict = self._faults.decide("RCPT")
        if verdict == "refuse_for_now":
            return _REFUSED_FOR_NOW
        if verdict == "refuse":
            return _REFUSED
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        verdict = self._faults.decide("DATA")
        if verdict in ("refuse_for_now", "refuse"):
            await asyncio.sleep(self._faults.stall_seconds())
            return _REFUSED_FOR_NOW if verdict == "refuse_for_now" else _REFUSED
        assert isinstance(envelope.content, bytes)
        try:
            host, port = session.peer[:2]
            mail_id = self._store.add(envelope.mail_from or "", envelope.rcpt_tos, f"{host}:{port}", envelope.content)
        except OSError as error:
            return f"452 4.3.1 Cannot keep the message: {error.strerror}"
        await asyncio.sleep(self._faults.stall_seconds())
        if verdict == "accept_and_drop":
            # Cancels this coroutine at its next wait, so the answer below is never sent.
            server.transport.abort()
        return f"250 2.0.0 Kept as {mail_id}"

    async def handle_exception(self, error: Exception) -> str:
        """Mostly senders that break off, for instance because they do not trust the certificate: one line says enough."""
        print(f"mailbox: smtp: {error!r}" + (f", because of {error.__cause__!r}" if error.__cause__ else ""),
              file=sys.stderr, flush=True)
        return "451 4.3.0 Something went wrong here, try again later"
