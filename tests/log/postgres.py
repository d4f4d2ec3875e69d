"""A real PostgreSQL server of the tests' own: a temporary folder, a free port, an ordinary user."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

import psycopg2

SECONDS_TO_START = 60


def binaries() -> Path | None:
    """Give the folder of initdb and postgres: Debian's latest, else that of the path; None where there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = str(debian[-1]) if debian else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


class Postgres:
    """A server that can be started, stopped, killed and started again; its databases stay.

    Without ``waits_for_disk`` it does not wait until what was committed is on the disk: quicker, for tests that
    never kill it.
    """

    def __init__(self, binaries: Path, folder: Path | None = None, waits_for_disk: bool = True) -> None:
        self._bin = binaries
        self._waits_for_disk = waits_for_disk
        self._folder = folder or Path(tempfile.mkdtemp(prefix="hepascreen-postgres-"))
        # PostgreSQL refuses to run as root; Debian's package brings a user for it.
        self._user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        if os.geteuid() == 0:
            shutil.chown(self._folder, self._user)
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._databases = 0
        self._run("initdb", "--username=hepascreen", "--auth=trust", "--encoding=UTF8", "--locale=C", "--wal-segsize=1")

    def _command(self, name: str, *arguments: str) -> dict:
        command = [str(self._bin / name), "-D", str(self._folder / "data"), *arguments]
        user = {"user": self._user} if os.geteuid() == 0 else {}
        return {"args": command, "cwd": self._folder, **user}

    def _run(self, name: str, *arguments: str) -> None:
        done = subprocess.run(**self._command(name, *arguments), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        """Start and wait until queries are answered."""
        settings = {"port": str(self.port), "listen_addresses": "127.0.0.1", "max_connections": "200"}
        settings |= {"min_wal_size": "2MB", "max_wal_size": "16MB", "fsync": "on" if self._waits_for_disk else "off"}
        settings["unix_socket_directories"] = str(self._folder)
        given = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with (self._folder / "output").open("ab") as output:
            self._process = subprocess.Popen(
                **self._command("postgres", *given), stdout=output, stderr=output, start_new_session=True
            )
        with (self._folder / "ready").open("wb") as output:
            for _ in range(SECONDS_TO_START * 5):
                if self._asked("pg_isready", output) == 0:
                    return
        raise AssertionError((self._folder / "output").read_text())

    def _asked(self, name: str, output) -> int:
        asked = [str(self._bin / name), "-h", "127.0.0.1", "-p", str(self.port), "-t", "1"]
        status = subprocess.run(asked, stdout=output, stderr=output, check=False).returncode
        if status:
            subprocess.run(["sleep", "0.2"], check=True)
        return status

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended, by itself or otherwise."""
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        """End every process of the server at once, as kill -9 and a power cut of the machine would."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def stop(self) -> None:
        """End the server and take away its folder."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(timeout=60)
        shutil.rmtree(self._folder, ignore_errors=True)

    def create_database(self) -> str:
        """Make an empty database and give its SQLAlchemy URL."""
        self._databases += 1
        name = f"log_{self._databases}"
        self._execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg2://hepascreen@127.0.0.1:{self.port}/{name}"

    def drop_database(self, url: str) -> None:
        """Take a database away, whoever is still connected."""
        self._execute(f"DROP DATABASE {url.rsplit('/', 1)[1]} WITH (FORCE)")

    def _execute(self, statement: str) -> None:
        address = {"host": "127.0.0.1", "port": self.port, "user": "hepascreen", "dbname": "postgres"}
        connection = psycopg2.connect(**address)
        connection.autocommit = True
        connection.cursor().execute(statement)
        connection.close()


def free_port() -> int:
    """Give a port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
