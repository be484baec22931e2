"""A certificate authority for this machine's loopback alone, and the mail server's certificate signed by it."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from stack.errors import StackError

_DAYS = "3650"


@dataclass(frozen=True)
class Certificates:
    """PEM files. `authority` is what clients trust; its private key is thrown away after one use."""

    authority: Path
    server: Path
    server_key: Path


def make_certificates(directory: Path) -> Certificates:
    """The certificates in `directory`, made when they are not there yet."""
    made = Certificates(directory / "authority.pem", directory / "server.pem", directory / "server.key")
    if made.server.exists():
        return made
    directory.mkdir(parents=True, exist_ok=True)
    authority_key = directory / "authority.key"
    request, extensions = directory / "server.csr", directory / "server.ext"
    extensions.write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n")
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    _openssl("req", "-x509", *key, "-keyout", str(authority_key), "-out", str(made.authority), "-days", _DAYS,
             "-subj", "/CN=Waggle on this machine")
    _openssl("req", *key, "-keyout", str(made.server_key), "-out", str(request), "-subj", "/CN=localhost")
    unchecked = made.server.with_suffix(".part")
    _openssl("x509", "-req", "-in", str(request), "-CA", str(made.authority), "-CAkey", str(authority_key),
             "-set_serial", "1", "-days", _DAYS, "-extfile", str(extensions), "-out", str(unchecked))
    made.server_key.chmod(0o600)
    for left_over in (authority_key, request, extensions):
        left_over.unlink()
    unchecked.rename(made.server)
    return made


def _openssl(*words: str) -> None:
    done = subprocess.run(("openssl", *words), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise StackError(f"openssl {words[0]} failed while the mail server's certificate was made: {last}")
