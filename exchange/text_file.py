"""Reading a program's export as lines of text, with its digest, within limits, and with faults that name the place."""

import codecs
import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_LINE = 100_000
"""Characters in one line. A longer one is a quote that was never closed, or not a text file at all."""
MOST_FIELD = 1_000
"""Characters in one field; no name, address or remark of an accounting program comes near it."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BLOCK = 1 << 16


class Written(Protocol):
    """What must be known of a file's writing to read its rows: encoding, quotes, and the sign between fields."""

    @property
    def encoding(self) -> str:
        """The encoding of the text."""

    @property
    def quote(self) -> str:
        """The sign around a field, or ``none``."""

    @property
    def separator(self) -> str:
        """The character between two fields."""


class FileFault(Exception):
    """A file that cannot be read on: the line, the column when it is known, and why."""

    def __init__(self, line: int, reason: str, column: str = "", value: str = "") -> None:
        super().__init__(reason)
        self.line, self.reason, self.column, self.value = line, reason, column, value


class _Digested(io.RawIOBase):
    """A file whose bytes are digested as they are read."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._file = path.open("rb", buffering=0)
        self.digest = hashlib.sha256()
        self.done = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        count = self._file.readinto(buffer) or 0
        self.digest.update(memoryview(buffer)[:count])
        self.done += count
        return count

    def close(self) -> None:
        self._file.close()
        super().close()


class TextFile:
    """One export, open for reading from its beginning to its end."""

    def __init__(self, path: Path, column_map: Written) -> None:
        self._path, self._map = path, column_map
        self._encoding = "utf-8-sig" if column_map.encoding == "utf-8" else column_map.encoding
        self._bytes = _Digested(path)
        self._text = io.TextIOWrapper(
            io.BufferedReader(self._bytes, _BLOCK), encoding=self._encoding, newline=""
        )
        self._line = 0
        self._long = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._text.close()

    @property
    def done(self) -> int:
        """How many bytes were read so far."""
        return self._bytes.done

    @property
    def digest(self) -> str:
        """The digest of the bytes read so far: of the whole file at its end."""
        return self._bytes.digest.hexdigest()

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield (line on which it begins, fields) for every row that is not blank. Raises ``FileFault``."""
        self._check_mark()
        quote = self._map.quote
        reader = csv.reader(
            self._lines(),
            delimiter=self._map.separator,
            quotechar=None if quote == "none" else quote,
            quoting=csv.QUOTE_NONE if quote == "none" else csv.QUOTE_MINIMAL,
            strict=True,
        )
        begins = 1
        try:
            for cells in reader:
                if self._long:
                    self._check_fields(begins, cells)
                if cells:
                    yield begins, cells
                begins = reader.line_num + 1
        except csv.Error as error:
            raise FileFault(begins, f"the row cannot be read: {error}") from error
        except UnicodeDecodeError as error:
            raise self._undecodable() from error

    def _lines(self) -> Iterator[str]:
        """Yield the lines with their ends; a line that is too long or holds a NUL ends the reading."""
        readline = self._text.readline
        while line := readline(MOST_LINE + 1):
            self._line += 1
            if len(line) > MOST_FIELD:
                if len(line) > MOST_LINE:
                    raise FileFault(self._line, f"the line is longer than {MOST_LINE:,} characters")
                self._long = True
            if "\0" in line:
                raise FileFault(
                    self._line,
                    f"the line has a zero byte at character {line.index(chr(0)) + 1}; "
                    f"the file is not {self._map.encoding} text",
                )
            yield line

    def _check_fields(self, line: int, cells: list[str]) -> None:
        self._long = False
        for number, cell in enumerate(cells, 1):
            if len(cell) > MOST_FIELD:
                raise FileFault(
                    line,
                    f"the field is longer than {MOST_FIELD:,} characters: a quote may be left open",
                    f"number {number}",
                    cell,
                )

    def _check_mark(self) -> None:
        """Refuse a file whose first bytes say another encoding than its column map does."""
        with self._path.open("rb") as file:
            first = file.read(4)
        found = next((name for mark, name in _MARKS if first.startswith(mark)), "")
        wanted = self._map.encoding
        if found and found != wanted:
            raise FileFault(1, f"the file is marked as {found}; its column map says {wanted}")
        if wanted == "utf-16" and not found and first:
            raise FileFault(1, "the file is not marked as utf-16, as its column map says")

    def _undecodable(self) -> FileFault:
        """Return the fault that names line and byte of the first byte that is wrong in the encoding."""
        decoder = codecs.getincrementaldecoder(self._encoding)()
        offset, line = 0, 1
        with self._path.open("rb") as file:
            while True:
                block = file.read(_BLOCK)
                held = len(decoder.getstate()[0])
                try:
                    line += decoder.decode(block, final=not block).count("\n")
                except UnicodeDecodeError as error:
                    # Line ends are counted in bytes here; a zero byte is half of a UTF-16 character.
                    line += error.object[: error.start].replace(b"\0", b"").count(b"\n")
                    at = offset - held + error.start
                    return FileFault(
                        line, f"byte {at + 1:,} of the file is not {self._map.encoding} text"
                    )
                if not block:
                    return FileFault(line, "the file changed while it was read")
                offset += len(block)
