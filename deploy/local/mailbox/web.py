"""The HTTP side: the page, the API behind it and for tests."""

import json
import re
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from faults import FaultPlan, Faults
from store import MailStore, StoredMail

_PAGE_DIRECTORY = Path(__file__).parent / "page"
_PAGE_FILES = {
    "/": ("page.html", "text/html; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
    "/page.js": ("page.js", "text/javascript; charset=utf-8"),
}
_PAGE_POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; "
                "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
# A mail is somebody else's HTML: no scripts, nothing loaded from anywhere; its links open in a new tab.
_MAIL_POLICY = ("sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
                "style-src 'unsafe-inline'; img-src data:")
_SUMMARY_KEYS = ("id", "to", "from", "subject", "message_id", "received_time")
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_MAIL_PATH = re.compile(r"^/api/messages/(\d+)(/source|/html)?$")


class WebServer:
    """Serves from a thread of its own until `stop`, which returns when it is gone."""

    def __init__(self, host: str, port: int, store: MailStore, faults: Faults) -> None:
        class Handler(_Handler):
            mail_store = store
            fault_switch = faults

        self._server = ThreadingHTTPServer((host, port), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="http")
        bound_host, bound_port = self._server.server_address[:2]
        self.address = f"{bound_host!s}:{bound_port}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    mail_store: MailStore
    fault_switch: Faults
    protocol_version = "HTTP/1.1"
    server_version = "waggle-mailbox"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        mail_path = _MAIL_PATH.match(url.path)
        if url.path in _PAGE_FILES:
            name, content_type = _PAGE_FILES[url.path]
            self._send(HTTPStatus.OK, content_type, (_PAGE_DIRECTORY / name).read_bytes(), _PAGE_POLICY)
        elif url.path == "/api/health":
            self._send_json(HTTPStatus.OK, {"status": "ok", "messages": len(self.mail_store.mails())})
        elif url.path == "/api/messages":
            self._send_messages(parse_qs(url.query).get("after", [""])[0])
        elif url.path == "/api/summaries":
            self._send_summaries()
        elif url.path == "/api/faults":
            self._send_json(HTTPStatus.OK, self.fault_switch.as_json())
        elif mail_path and (mail := self.mail_store.get(mail_path[1])):
            self._send_mail(mail, mail_path[2] or "")
        else:
            self._send_json(HTTPStatus.NOT_FOUND, {"error": f"{url.path} is not here"})

    def do_DELETE(self) -> None:
        if self._from_another_site():
            return
        if self.path == "/api/messages":
            self._send_json(HTTPStatus.OK, {"deleted": self.mail_store.clear()})
        else:
            self._send_json(HTTPStatus.NOT_FOUND, {"error": "only /api/messages can be deleted"})

    def do_POST(self) -> None:
        if self._from_another_site():
            return
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path != "/api/faults":
            self._send_json(HTTPStatus.NOT_FOUND, {"error": "POST goes to /api/faults only"})
            return
        try:
            self.fault_switch.set(FaultPlan.parse(json.loads(body or b"{}")))
        except ValueError as error:
            self._send_json(HTTPStatus.BAD_REQUEST, {"error": str(error)})
            return
        self._send_json(HTTPStatus.OK, self.fault_switch.as_json())

    def _from_another_site(self) -> bool:
        """Some other page in the same browser must not be able to delete mails or commit faults."""
        if self.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none"):
            return False
        self._send_json(HTTPStatus.FORBIDDEN, {"error": "not from another site"})
        self.close_connection = True
        return True

    def _send_messages(self, after: str) -> None:
        if after and not after.isdecimal():
            self._send_json(HTTPStatus.BAD_REQUEST, {"error": f"after={after}: this is not the id of a message"})
            return
        self._send_json(HTTPStatus.OK, [mail.content for mail in self.mail_store.mails(after)])

    def _send_summaries(self) -> None:
        """For the page, which asks every second: costs nothing while nothing has changed."""
        tag = f'"{self.mail_store.version()}"'
        if self.headers.get("If-None-Match") == tag:
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.send_header("ETag", tag)
            self.end_headers()
            return
        summaries = []
        for mail in self.mail_store.mails():
            summary = {key: mail.content[key] for key in _SUMMARY_KEYS}
            headers = mail.content["headers"]
            assert isinstance(headers, dict)
            summary["to_header"] = headers.get("To", mail.content["to"])
            summary["preview"] = " ".join(str(mail.content["text"]).split())[:160]
            summaries.append(summary)
        self._send_json(HTTPStatus.OK, summaries, tag)

    def _send_mail(self, mail: StoredMail, part: str) -> None:
        if part == "/source":
            self._send(HTTPStatus.OK, "text/plain; charset=utf-8", mail.path.read_bytes())
        elif part == "/html":
            shown = _HEAD.sub(lambda head: head[0] + '<base target="_blank">', str(mail.content["html"]), count=1)
            self._send(HTTPStatus.OK, "text/html; charset=utf-8", shown.encode(), _MAIL_POLICY)
        else:
            self._send_json(HTTPStatus.OK, mail.content)

    def _send_json(self, status: HTTPStatus, value: object, tag: str = "") -> None:
        body = json.dumps(value, ensure_ascii=False).encode()
        self._send(status, "application/json; charset=utf-8", body, tag=tag)

    def _send(self, status: HTTPStatus, content_type: str, body: bytes, policy: str = "default-src 'none'",
              tag: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store" if not tag else "no-cache")
        if tag:
            self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """The page asks every second; only what went wrong is worth a line."""
        if len(args) > 1 and str(args[1]).startswith("5"):
            print(f"mailbox: http: {format % args}", file=sys.stderr, flush=True)
