"""The files of a policy folder as texts by name. Loads no models: a policy that is kept already needs none."""

from pathlib import Path

SAMPLE_FILE = "sample_city.toml"
"""What a made-up city is made of. It is no policy: nothing is charged by it, and no posting cites it."""
MOST_BYTES = 1_000_000
"""No policy file is longer than a megabyte; a longer one is another file by mistake."""


class PolicyError(Exception):
    """A policy file that cannot be used. ``str()`` of it is one sentence; list items in a key are counted from 1."""

    def __init__(self, file: str, key: str, fault: str) -> None:
        self.file, self.key, self.fault = file, key, fault
        super().__init__(f"{file}: {key} {fault}." if key else f"{file} {fault}.")


def read_policy(folder: Path | str) -> dict[str, str]:
    """Return the text of every policy file in ``folder``, by name; raises ``PolicyError`` when one cannot be read."""
    return read_folder(Path(folder), leave_out=SAMPLE_FILE)


def read_folder(folder: Path, *, leave_out: str = "") -> dict[str, str]:
    """Return the text of every file but ``leave_out``, by name, with line ends made equal."""
    try:
        paths = sorted(path for path in folder.glob("*.toml") if path.name != leave_out)
        if not paths:
            raise PolicyError(
                str(folder), "", "holds no policy files; name a folder that has office.toml"
            )
        return {path.name: _text(path.name, path.read_bytes()) for path in paths}
    except OSError as error:
        raise PolicyError(str(folder), "", f"cannot be read: {error.strerror}") from error


def _text(name: str, content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise PolicyError(name, "", f"is longer than {MOST_BYTES:,} bytes")
    try:
        return content.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PolicyError(name, "", f"is not UTF-8 text: line {line} has a wrong byte") from error
