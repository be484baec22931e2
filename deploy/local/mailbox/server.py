#!/usr/bin/env python3
"""A mail server for one machine that keeps what it gets: SMTP with STARTTLS and AUTH in, a page and a small API out.

Nothing is ever passed on to anybody. Needs aiosmtpd 1.4.6. Prints one line when both ports are open:
`ready smtp=HOST:PORT http=HOST:PORT` (with port 0 the system chooses, and the line says which).

HTTP: GET / (page), GET /api/health, GET /api/messages[?after=ID], GET /api/messages/ID, GET /api/messages/ID/source,
GET /api/messages/ID/html, DELETE /api/messages, GET and POST /api/faults (see faults.py).
"""

import argparse
import asyncio
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from faults import Faults
from store import MailStore
from web import WebServer

try:
    from smtp_port import SmtpPort
except ModuleNotFoundError as missing:
    sys.exit(f"mailbox: the Python module {missing.name} is missing; install it with: pip install aiosmtpd==1.4.6")


@dataclass(frozen=True)
class Address:
    host: str
    port: int

    @staticmethod
    def parse(text: str) -> "Address":
        host, colon, port = text.rpartition(":")
        if not colon or not host or not port.isdecimal() or int(port) > 65535:
            raise argparse.ArgumentTypeError(f"{text!r} is not HOST:PORT, for example 127.0.0.1:7125")
        return Address(host.strip("[]"), int(port))


def parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="mailbox", description="SMTP server that keeps every mail and shows it on a web page.")
    parser.add_argument("--smtp", type=Address.parse, required=True, metavar="HOST:PORT")
    parser.add_argument("--http", type=Address.parse, required=True, metavar="HOST:PORT")
    parser.add_argument("--dir", type=Path, required=True, help="where the mails are kept; made when missing")
    parser.add_argument("--cert", type=Path, required=True, metavar="PEM", help="certificate for STARTTLS")
    parser.add_argument("--key", type=Path, required=True, metavar="PEM", help="its private key")
    parser.add_argument("--user", required=True, help="name that senders give")
    parser.add_argument("--password-file", type=Path, required=True, help="file that holds its password")
    return parser.parse_args(argv)


async def serve(options: argparse.Namespace) -> None:
    """Runs until SIGTERM or SIGINT. A mail that was answered with 250 is on the disk by then; one that was not is not."""
    password = options.password_file.read_text(encoding="utf-8").strip()
    if not password:
        raise ValueError(f"{options.password_file} is empty; write the password into it")
    store = MailStore(options.dir)
    faults = Faults()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)

    smtp = SmtpPort(store, faults, options.user, password)
    smtp_address = await smtp.open(options.smtp.host, options.smtp.port, options.cert, options.key)
    try:
        web = WebServer(options.http.host, options.http.port, store, faults)
        web.start()
        try:
            print(f"ready smtp={smtp_address} http={web.address}", flush=True)
            await stop.wait()
        finally:
            web.stop()
    finally:
        await smtp.close()


def main() -> int:
    options = parse_arguments(sys.argv[1:])
    try:
        asyncio.run(serve(options))
    except (OSError, ValueError) as error:
        print(f"mailbox: cannot start: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
