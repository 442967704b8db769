"""The lookup by reading every account: slow, plainly right, and what the quick ones are compared with."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from domain.lookup import SearchHits, in_turn, joins, key_rank, keys_of, typed, words_of
from domain.spelling import MEANT, MEANT_IN_PAIR, MOST_WORDS, best, forgivable, near, replaced


@dataclass(frozen=True, slots=True)
class _Entry:
    keys: set[str]
    words: set[str]


@dataclass(slots=True)
class MemorySearch:
    """Accounts kept in memory with their keys and words, for the books in memory and for tests."""

    _entries: dict[int, _Entry] = field(default_factory=dict)

    def put(self, account: int, number: str, name: str, address: str, plate: str) -> None:
        """Add an account or replace it."""
        words = set(words_of(name, address))
        self._entries[account] = _Entry(keys_of(number, name, address, plate), words)

    def remove(self, account: int) -> None:
        """Forget an account; one that is not there is no error."""
        self._entries.pop(account, None)

    def search(self, text: str, limit: int = 20) -> SearchHits:
        """Find at most ``limit`` accounts, best first, as `domain/lookup.py` says."""
        asked = typed(text)
        if not asked.words or limit < 1:
            return SearchHits()
        rows = sorted(
            (
                (key, account)
                for account, entry in self._entries.items()
                for key in entry.keys
                if key.startswith(asked.keys)
            ),
            key=lambda row: key_rank(asked, *row),
        )
        plain = [account for _, account in rows]
        plain += self._with(asked.words, [False] * len(asked.words))
        if plain:
            return SearchHits(tuple(dict.fromkeys(plain))[:limit])
        joined = (self._with(words, [False] * len(words)) for words in joins(asked.words))
        forgiven = in_turn(joined, limit) or in_turn(self._misspelt(asked.words), limit)
        return SearchHits(forgiven, bool(forgiven))

    def _with(self, words: Sequence[str], whole: Sequence[bool]) -> list[int]:
        return [
            account
            for account, entry in sorted(self._entries.items())
            if all(
                word in entry.words if exact else any(w.startswith(word) for w in entry.words)
                for word, exact in zip(words, whole, strict=True)
            )
        ]

    def _misspelt(self, words: Sequence[str]) -> Iterator[list[int]]:
        accounts = Counter(word for entry in self._entries.values() for word in entry.words)
        unknown = [i for i, w in enumerate(words) if not any(v.startswith(w) for v in accounts)]
        if len(unknown) > 2 or not all(forgivable(words[i]) for i in unknown):
            return
        if not unknown and len(words) > MOST_WORDS:
            return
        turns = [unknown] if unknown else [[i] for i in range(len(words))]
        count = MEANT_IN_PAIR if len(unknown) == 2 else MEANT
        for turn in turns:
            meant = {i: self._meant(words[i], accounts, count) for i in turn}
            for chosen in replaced(words, meant):
                yield self._with(chosen, [i in meant for i in range(len(words))])

    @staticmethod
    def _meant(word: str, accounts: Counter[str], count: int) -> tuple[str, ...]:
        judged = (near(word, known, number) for known, number in accounts.items())
        return best((item for item in judged if item is not None), count)
