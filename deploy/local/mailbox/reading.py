"""From the bytes of a mail to what people and tests look at."""

import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage
from email.parser import BytesParser

_POLICY = email.policy.default


def read_mail(mail_id: str, received_ms: int, source: bytes) -> dict[str, object]:
    """The JSON form of the API. Never fails: a mail that breaks every rule still has to be seen. Addresses are those of the
    envelope, so they say who really got it; `message_id` is without angle brackets; `text` and `html` are empty when the
    mail has no such part; headers that occur more than once are joined by line ends."""
    message = BytesParser(_class=EmailMessage, policy=_POLICY).parsebytes(source)
    headers: dict[str, str] = {}
    for name in message.keys():
        if name not in headers:
            headers[name] = "\n".join(_header_values(message, name))
    return {
        "id": mail_id,
        "to": headers.get("Delivered-To", "").replace("\n", ", "),
        "from": headers.get("Return-Path", "").strip("<>"),
        "subject": headers.get("Subject", ""),
        "message_id": headers.get("Message-ID", headers.get("Message-Id", "")).strip().strip("<>"),
        "received_time": datetime.fromtimestamp(received_ms / 1000, UTC).isoformat(timespec="milliseconds")
                                 .replace("+00:00", "Z"),
        "headers": headers,
        "text": _body(message, "plain"),
        "html": _body(message, "html"),
    }


def _header_values(message: EmailMessage, name: str) -> list[str]:
    try:
        return [_readable(str(value)) for value in message.get_all(name, [])]
    except Exception:  # The library's header parser has raised about a dozen kinds on hostile input.
        return [_readable(value) for key, value in message.raw_items() if key == name]


def _body(message: EmailMessage, subtype: str) -> str:
    try:
        part = message.get_body(preferencelist=(subtype,))
        if part is None:
            return ""
        content = part.get_content()
        text = content if isinstance(content, str) else content.decode("utf-8", "replace")
        return _readable(text).replace("\r\n", "\n")
    except Exception as error:  # As above: unknown charsets, broken encodings.
        return f"[this part cannot be read: {error}]"


def _readable(text: str) -> str:
    """Bytes that are no text in any charset become replacement characters: JSON and pages cannot carry them."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
