"""A real XMPP server for tests: prosody as a process of its own, with accounts, rooms and a certificate of its own."""

import datetime as dt
import json
import shutil
import socket
import ssl
import subprocess
import time
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "chat.test"
ROOMS = "rooms.chat.test"
ASSISTANT, PASSWORD = f"hepascreen@{HOST}", "a-password-of-the-tests"
SECONDS_TO_START = 30
CONFIGURATION = """\
run_as_root = true
pidfile = "{folder}/prosody.pid"
data_path = "{folder}/data"
log = {{ info = "{folder}/prosody.log" }}
interfaces = {{ "127.0.0.1" }}
c2s_ports = {{ {port} }}
c2s_direct_tls_ports = {{ {direct_port} }}
modules_enabled = {{ "roster", "saslauth", "tls", "disco", "ping", "offline"{more_modules} }}
modules_disabled = {{ "s2s" }}
authentication = "internal_plain"
c2s_require_encryption = true
storage = "internal"
ssl = {{ certificate = "{folder}/{host}.crt", key = "{folder}/{host}.key" }}
VirtualHost "{host}"
Component "{rooms}" "muc"
restrict_room_creation = true
admins = {{ "anna@{host}" }}
"""


def is_installed() -> bool:
    return shutil.which("prosody") is not None


class Prosody:
    """Runs in one folder, which it keeps over restarts, on ports of 127.0.0.1 of its own."""

    def __init__(self, folder: Path, people: tuple[str, ...], has_archive: bool = True) -> None:
        self.folder = folder
        self.port, self.direct_port = _free_port(), _free_port()
        self.certificate = _certificate(folder)
        self._process: subprocess.Popen[bytes] | None = None
        accounts = folder / "data" / _encoded(HOST) / "accounts"
        accounts.mkdir(parents=True)
        for person in (*people, ASSISTANT.partition("@")[0]):
            (accounts / f"{person}.dat").write_text(f'return {{ ["password"] = {json.dumps(PASSWORD)}; }};\n')
        values = {"folder": folder, "port": self.port, "direct_port": self.direct_port, "host": HOST, "rooms": ROOMS}
        values["more_modules"] = ', "mam"' if has_archive else ""
        (folder / "prosody.cfg.lua").write_text(CONFIGURATION.format(**values))

    @property
    def trust(self) -> ssl.SSLContext:
        """What a client needs to trust the server."""
        return ssl.create_default_context(cafile=str(self.certificate))

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = ["prosody", "--config", str(self.folder / "prosody.cfg.lua"), "-F"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + SECONDS_TO_START
        while not _answers(self.port):
            assert self._process.poll() is None, (self.folder / "prosody.log").read_text()
            assert time.monotonic() < until, "prosody does not answer"
            time.sleep(0.02)

    def kill(self) -> None:
        """End it without a farewell, as a power cut does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _encoded(host: str) -> str:
    return host.replace(".", "%2e")


def _certificate(folder: Path) -> Path:
    """Make key and certificate of the server, which signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = dt.datetime.now(dt.timezone.utc)
    names = x509.SubjectAlternativeName([x509.DNSName(HOST), x509.DNSName(ROOMS)])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now - dt.timedelta(days=1))
    builder = builder.not_valid_after(now + dt.timedelta(days=2)).add_extension(names, critical=False)
    made = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    path = folder / f"{HOST}.crt"
    path.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.TraditionalOpenSSL
    path.with_suffix(".key").write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))
    return path
