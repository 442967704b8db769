"""Digests from paper as they were typed on the command line or into a file."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from chamberlain.stop import misused
from domain.ledger.on_paper import OnPaper, read_on_paper


def papers_from(given: Iterable[Sequence[str]]) -> tuple[OnPaper, ...]:
    """Return the digests that ``--against`` was given, one or a file each time; ends at one that cannot be read."""
    return tuple(paper for words in given for paper in _papers(words))


def _papers(words: Sequence[str]) -> Iterable[OnPaper]:
    typed = " ".join(words)
    paper = read_on_paper(typed)
    if paper is not None:
        return [paper]
    path = Path(words[0])
    if len(words) > 1 or not path.is_file():
        raise misused(
            f"'{typed}' is no digest from paper and no file. Type a receipt's number and the eight digits of its "
            "trail, the 64 digits of a drawer report, or a date and the 64 digits of its seal."
        )
    return _in_file(path)


def _in_file(path: Path) -> Iterable[OnPaper]:
    """Yield the digests of a file, one on each line; what follows ``#`` is a remark."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise misused(f"{path} cannot be read as text: {type(error).__name__}.") from None
    for number, line in enumerate(lines, start=1):
        typed = line.partition("#")[0].strip()
        paper = read_on_paper(typed) if typed else None
        if typed and paper is None:
            raise misused(f"{path}, line {number}: '{typed}' is no digest from paper.")
        if paper is not None:
            yield paper
