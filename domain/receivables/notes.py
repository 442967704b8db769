"""Remarks about an account: cleaned, never empty, and never with what may not be kept."""

from dataclasses import replace

from domain.privacy.confidential import screen, screen_split
from domain.receivables.accounts import Note
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text


def kept_note(note: Note, *, before: str = "", false_alarm: bool = False) -> Note | Refusal:
    """Return ``note`` as it may be kept behind ``before``, the account's last one, or why it may not.

    Refuses an empty one, and one with a card number, a taxpayer's number or a bank account in full, also when it
    began in the note before. ``false_alarm`` is a person's word that it is none; a card's track is one all the same.
    """
    text = clean_text(note.text)
    if not text:
        return refuse(Code.NOTE_EMPTY)
    finding = screen(text) or screen_split(before, text)
    if finding is not None and not (false_alarm and finding.overridable):
        return finding.refusal
    return replace(note, text=text)
