"""Handing a batch's file to its program: into a folder in one step, or by a command of the settings."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

FILE = "{file}"


class Arrival(StrEnum):
    """What is known of a file that was handed over."""

    ARRIVED = "arrived"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a program's files go: a folder, or a command with ``{file}`` for the file's path."""

    folder: str = ""
    command: tuple[str, ...] = ()
    timeout_seconds: float = 60

    def __post_init__(self) -> None:
        if bool(self.folder) == bool(self.command) or self.timeout_seconds <= 0:
            raise ValueError("a delivery has a folder or a command")
        if self.command and not any(FILE in word for word in self.command):
            raise ValueError(f"a command says with {FILE} where the file's path goes")

    @property
    def words(self) -> str:
        """Where it goes, in words: the folder, or the command's name without what it is given."""
        return f"folder {self.folder}" if self.folder else f"command {self.command[0]}"


def deliver(delivery: Delivery, name: str, content: bytes) -> tuple[Arrival, str]:
    """Hand a file over and return what is known of it, with why in one sentence where it did not arrive.

    A file of the same bytes that lies in the folder already has arrived. A command that ends with 0 has done it; one
    that says otherwise has not; of one that does not end in time nobody knows. No shell reads it.
    """
    if delivery.folder:
        return _into_folder(Path(delivery.folder).expanduser(), name, content)
    import subprocess
    import tempfile

    program = delivery.command[0]
    try:
        with tempfile.TemporaryDirectory(
            prefix="chamberlain-", ignore_cleanup_errors=True
        ) as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            done = subprocess.run(
                [word.replace(FILE, str(path)) for word in delivery.command],
                check=False,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=delivery.timeout_seconds,
            )
    except subprocess.TimeoutExpired:
        seconds = f"{delivery.timeout_seconds:g}"
        return Arrival.UNKNOWN, f"{program} did not end within {seconds} seconds."
    except OSError as error:
        return Arrival.FAILED, f"{program} cannot be started: {error.strerror or error}."
    if done.returncode:
        return Arrival.FAILED, f"{program} ended with {done.returncode}."
    return Arrival.ARRIVED, ""


def _into_folder(folder: Path, name: str, content: bytes) -> tuple[Arrival, str]:
    from exchange.whole_file import NotWritten, write_whole

    path = folder / name
    try:
        if path.is_file() and path.read_bytes() == content:
            return Arrival.ARRIVED, ""
        write_whole(path, content)
    except NotWritten as fault:
        return Arrival.FAILED, str(fault)
    except OSError as error:
        return Arrival.FAILED, f"{path} cannot be read: {error.strerror or error}."
    return Arrival.ARRIVED, ""
