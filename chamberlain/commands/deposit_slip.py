"""``chamberlain deposit-slip``: the slip of a sealed deposit, as the counter prints it or as a PDF with its proof."""

import argparse
from pathlib import Path
from zoneinfo import ZoneInfo

from chamberlain.asked import Opened, opened
from chamberlain.deposit_slips import slip_pdf, undone_words
from chamberlain.policies import KeptPolicies
from chamberlain.stop import DONE, Stop, misused
from domain.custody.acting import PostedAct
from domain.custody.acts import Claim, parse_act_no
from domain.custody.depositing import BAG, DepositMade
from domain.receipting.paper import paper_to_text


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument(
        "number", metavar="NUMBER|BAG", help="the deposit's number, 2027-VAULT-00012, or its bag's"
    )
    parser.add_argument("--output", metavar="FILE", type=Path, help="write the PDF to this file")
    parser.add_argument("--force", action="store_true", help="replace the file if it is there")


def run(asked: argparse.Namespace) -> int:
    """Print the slip, or write its PDF whole or not at all."""
    if asked.force and asked.output is None:
        raise misused("--force replaces a file: name it with --output.")
    with opened(asked) as at:
        made = _deposit(at, asked.number.strip())
        office = KeptPolicies(at.books).at(made.posting.header.policy_digest) or at.office
        if asked.output is None:
            from domain.papers.custody_slip import custody_paper

            header = made.posting.header
            local = header.entered_at.astimezone(ZoneInfo(office.time_zone))
            paper = custody_paper(made.posting, office, 1, at.books.training, local)
            undone = undone_words(made, at.books)
            if undone:
                print(f"REVERSED by {undone}: this deposit does not stand.\n")
            print(paper_to_text(paper), end="")
            return DONE
        from exchange.whole_file import NotWritten, write_whole

        try:
            write_whole(asked.output, slip_pdf(made, at.books, office), replace=asked.force)
        except NotWritten as refusal:
            raise Stop(str(refusal)) from None
        print(f"{made.number}: {asked.output}")
    return DONE


def _deposit(at: Opened, typed: str) -> PostedAct:
    number = parse_act_no(typed)
    found = at.books.act(number) if number is not None else None
    found = found or (at.books.act_claiming(Claim(BAG, typed)) if typed else None)
    if found is None or not isinstance(found.body, DepositMade):
        raise Stop(f"There is no deposit {typed} in these books: give its number or its bag's.")
    return found
