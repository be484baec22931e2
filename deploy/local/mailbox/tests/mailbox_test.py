"""The mailbox as its users see it: a real process, spoken to by SMTP and HTTP.

Run with a Python that has aiosmtpd: `.local/venv/bin/python -m unittest discover -s deploy/local/mailbox/tests -p '*_test.py'`.
"""

import json
import smtplib
import ssl
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request
from email.message import EmailMessage
from pathlib import Path

SERVER = Path(__file__).parent.parent / "server.py"
HOSTILE = "<script>alert('x')</script>"


class Mailbox:
    """One running mailbox on ports that the system chose."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._certificate = directory / "cert.pem"
        if not self._certificate.exists():
            (directory / "password").write_text("secret-1\n")
            subprocess.run(
                ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                 "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
                 "-keyout", str(directory / "key.pem"), "-out", str(self._certificate)],
                check=True, capture_output=True)
        self._process = subprocess.Popen(
            [sys.executable, str(SERVER), "--smtp", "127.0.0.1:0", "--http", "127.0.0.1:0",
             "--dir", str(directory / "mails"), "--cert", str(self._certificate), "--key", str(directory / "key.pem"),
             "--user", "waggle", "--password-file", str(directory / "password")],
            stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        ready, smtp, http = self._process.stdout.readline().split()
        assert ready == "ready"
        self._smtp = smtp.removeprefix("smtp=")
        self._http = "http://" + http.removeprefix("http=")

    def stop(self) -> int:
        self._process.terminate()
        assert self._process.stdout is not None
        self._process.stdout.close()
        return self._process.wait(timeout=10)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(timeout=10)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def connect(self) -> smtplib.SMTP:
        host, port = self._smtp.rsplit(":", 1)
        return smtplib.SMTP(host, int(port), timeout=10)

    def login(self, password: str = "secret-1") -> smtplib.SMTP:
        connection = self.connect()
        connection.starttls(context=ssl.create_default_context(cafile=str(self._certificate)))
        try:
            connection.login("waggle", password)
        except smtplib.SMTPAuthenticationError:
            connection.close()
            raise
        return connection

    def request(self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None) -> bytes:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._http + path, data=data, method=method, headers=headers or {})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.read()

    def messages(self) -> list[dict]:
        return json.loads(self.request("GET", "/api/messages"))


def sample(number: int = 1) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Waggle <waggle@example.org>"
    message["To"] = "Zoë Ashcombe <zoe@example.org>"
    message["Subject"] = f"Grüße {number} {HOSTILE}"
    message["Message-ID"] = f"<{number}@example.org>"
    message.set_content("Plain – text\n.\n..two dots\n")
    message.add_alternative(f"<html><head><title>t</title></head><body>{HOSTILE}</body></html>", subtype="html")
    return message


class MailboxTest(unittest.TestCase):
    def setUp(self) -> None:
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = Path(directory.name)
        self.mailbox = Mailbox(self.directory)
        self.addCleanup(lambda: self.mailbox.stop())

    def test_keeps_what_it_accepts_in_order_and_over_a_kill(self) -> None:
        with self.mailbox.login() as connection:
            for number in (1, 2, 3):
                connection.send_message(sample(number), "bounce@example.org", ["zoe@example.org"])
        before = self.mailbox.messages()
        self.assertEqual([mail["message_id"] for mail in before], ["1@example.org", "2@example.org", "3@example.org"])
        self.assertEqual(before[0]["subject"], f"Grüße 1 {HOSTILE}")
        self.assertEqual(before[0]["to"], "zoe@example.org")
        self.assertEqual(before[0]["from"], "bounce@example.org")
        self.assertEqual(before[0]["headers"]["To"], "Zoë Ashcombe <zoe@example.org>")
        self.assertEqual(before[0]["text"].splitlines(), ["Plain – text", ".", "..two dots"])
        self.assertIn(HOSTILE, before[0]["html"])
        self.mailbox.kill()
        self.mailbox = Mailbox(self.directory)
        self.assertEqual(self.mailbox.messages(), before)
        self.assertEqual(json.loads(self.mailbox.request("GET", "/api/messages?after=" + before[1]["id"])), before[2:])
        self.mailbox.request("DELETE", "/api/messages")
        self.assertEqual(self.mailbox.messages(), [])

    def test_wants_starttls_then_auth(self) -> None:
        with self.mailbox.connect() as plain:
            plain.ehlo()
            self.assertFalse(plain.has_extn("auth"))
            self.assertEqual(plain.mail("a@example.org")[0], 530)
            plain.starttls(context=ssl._create_unverified_context())
            plain.ehlo()
            self.assertEqual(plain.mail("a@example.org")[0], 530)
        with self.assertRaises(smtplib.SMTPAuthenticationError) as raised:
            self.mailbox.login("wrong")
        self.assertEqual(raised.exception.smtp_code, 535)
        self.assertEqual(self.mailbox.messages(), [])

    def test_commits_the_faults_that_were_asked_for_and_no_more(self) -> None:
        self.mailbox.request("POST", "/api/faults", {"reply_4xx_next": 1, "reply_5xx_next": 1})
        codes = []
        with self.mailbox.login() as connection:
            for number in (1, 2, 3):
                try:
                    connection.send_message(sample(number))
                    codes.append(250)
                except smtplib.SMTPDataError as error:
                    codes.append(error.smtp_code)
        self.assertEqual(codes, [451, 554, 250])
        self.assertEqual([mail["message_id"] for mail in self.mailbox.messages()], ["3@example.org"])

    def test_drops_the_connection_after_keeping(self) -> None:
        self.mailbox.request("POST", "/api/faults", {"drop_after_accept_next": 1})
        with self.assertRaises(smtplib.SMTPServerDisconnected):
            self.mailbox.login().send_message(sample(1))
        self.assertEqual(len(self.mailbox.messages()), 1)
        with self.mailbox.login() as connection:
            connection.send_message(sample(2))
        self.assertEqual(len(self.mailbox.messages()), 2)

    def test_refuses_unknown_faults(self) -> None:
        for body in ({"reply_4xx": 1}, {"reply_4xx_next": -1}, {"reply_at": "MAIL"}, [1]):
            with self.assertRaises(urllib.error.HTTPError) as raised:
                self.mailbox.request("POST", "/api/faults", body)
            self.assertEqual(raised.exception.code, 400)
            raised.exception.close()

    def test_never_lets_a_mail_or_another_site_act(self) -> None:
        with self.mailbox.login() as connection:
            connection.send_message(sample(1))
        with urllib.request.urlopen(self.mailbox._http + "/api/messages/000001/html", timeout=10) as answer:
            self.assertIn("sandbox", answer.headers["Content-Security-Policy"])
            self.assertNotIn("allow-scripts", answer.headers["Content-Security-Policy"])
        self.assertNotIn(HOSTILE.encode(), self.mailbox.request("GET", "/"))
        with self.assertRaises(urllib.error.HTTPError) as raised:
            self.mailbox.request("DELETE", "/api/messages", headers={"Sec-Fetch-Site": "cross-site"})
        self.assertEqual(raised.exception.code, 403)
        raised.exception.close()
        self.assertEqual(len(self.mailbox.messages()), 1)

    def test_survives_mails_that_break_every_rule(self) -> None:
        sources = [b"", b"\r\n", b"Subject: =?utf-8?q?=FF=FE?=\r\n\r\n\xff\xfe\r\n",
                   b"Content-Type: text/html; charset=nonsense\r\n\r\n<p>hi\r\n",
                   b"Message-ID: <<<>>\r\nTo: @@@<\r\nDate: nonsense\r\nContent-Type: multipart/mixed\r\n\r\nx\r\n",
                   bytes(range(256)) * 3 + b"\r\n"]
        with self.mailbox.login() as connection:
            for source in sources:
                connection.sendmail("a@example.org", ["b@example.org"], source)
        self.assertEqual(len(self.mailbox.messages()), len(sources))
        self.assertEqual(len(json.loads(self.mailbox.request("GET", "/api/summaries"))), len(sources))

    def test_ends_cleanly_with_connections_open(self) -> None:
        connection = self.mailbox.login()
        self.assertEqual(self.mailbox.stop(), 0)
        connection.close()
        self.mailbox = Mailbox(self.directory)


if __name__ == "__main__":
    unittest.main()
