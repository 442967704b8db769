"""What every sheet has in common: the office's letterhead, a title in large words, the training mark, who to ask."""

from collections.abc import Iterable, Sequence

from domain.office import Office
from domain.policy.accruals import UNCONFIRMED
from domain.policy.services import Service
from domain.receipting.layout import marks
from domain.receipting.paper import BLANK, RULE, Paper, PaperLine, Style, columns, paragraph
from domain.receivables.told import Told


def sheet_paper(title: str, office: Office, body: Iterable[PaperLine], *, training: bool) -> Paper:
    """Return a sheet: letterhead, title, body; marked first and last when it is for training."""
    frame = marks(0, training)
    return Paper(
        (*frame, *letterhead(office), BLANK, *paragraph(title, Style.LARGE), BLANK, *body, *frame)
    )


def letterhead(office: Office) -> tuple[PaperLine, ...]:
    """Return the office's name and address as its receipts carry them."""
    return tuple(
        line
        for number, text in enumerate(office.receipt.header or (office.name,))
        for line in paragraph(text, Style.CENTER if number else Style.CENTER_BOLD)
    )


def section(heading: str, lines: Sequence[PaperLine]) -> tuple[PaperLine, ...]:
    """Return a part of a sheet under its heading in large words; nothing without lines."""
    return (RULE, *paragraph(heading, Style.LARGE), *lines) if lines else ()


def copies_to(third_parties: Sequence[str]) -> tuple[PaperLine, ...]:
    """Return to whom a copy of the paper goes beside the owner; nothing for most (Real Property Tax Law 923)."""
    named = [line for each in third_parties for line in paragraph(each)]
    if not named:
        return ()
    law = paragraph("By: Real Property Tax Law 923, form RP-923", indent=2)
    return section("COPY TO THIRD PARTY", (*named, *law))


def for_customers(words: str) -> str:
    """Return words without the mark that the office has yet to confirm a rule: it is for those who work with it."""
    return words.replace(UNCONFIRMED, "")


def sentence_lines(told: Told, laws_said: set[str]) -> tuple[PaperLine, ...]:
    """Return a sentence with its amount, its smaller sentences, and its law unless ``laws_said`` holds it already."""
    lines = [*_sentence(told)]
    for words in told.more:
        lines += paragraph(for_customers(words), indent=2)
    if told.law and told.law not in laws_said:
        laws_said.add(told.law)
        lines += paragraph(f"By: {for_customers(told.law)}", indent=2)
    return tuple(lines)


def _sentence(told: Told) -> tuple[PaperLine, ...]:
    if told.amount is None:
        return paragraph(for_customers(told.text))
    return columns(for_customers(told.text), str(told.amount), style=Style.BOLD)


def to_pay(words: str, amount: str, by: str) -> tuple[PaperLine, ...]:
    """Return an amount in the largest letters, with the words above it and the day below."""
    return (
        *paragraph(words, Style.CENTER),
        *paragraph(amount, Style.LARGE),
        *paragraph(by, Style.CENTER_BOLD),
    )


def who_to_ask(service: Service, office: Office) -> tuple[PaperLine, ...]:
    """Return whom to ask about a bill of a service, and to whom to appeal where the policy says it."""
    ask = service.ask or ", ".join(office.receipt.header) or office.name
    return (
        *section("WHO TO ASK", paragraph(ask)),
        *section("HOW TO APPEAL", paragraph(service.appeal_to)),
    )
