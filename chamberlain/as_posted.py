"""An old receipt at the command line: what a bill came to when it was posted, under the policy of that day."""

from chamberlain.asked import Opened
from chamberlain.policies import KeptPolicies
from chamberlain.stop import Stop, misused
from domain.receipting.as_posted import AsPosted, assess_as_posted, line_on
from domain.receipting.receipt import parse_receipt_no
from domain.refusals import Refusal


def as_posted(at: Opened, typed: str, bill_no: str) -> AsPosted:
    """Return what a bill came to before a receipt took money on it; ends the command when that cannot be told."""
    number = parse_receipt_no(typed)
    if number is None:
        raise misused(f"'{typed}' is not a receipt number: type it as printed, 2026-1-000123.")
    posted = at.books.receipt(number)
    if posted is None:
        raise Stop(f"There is no receipt {number} in these books.")
    posting = posted.posting
    line = line_on(posting, bill_no)
    before = at.books.bill_as_of(bill_no, line.version) if line else None
    office = KeptPolicies(at.books).at(posting.header.policy_digest)
    answer = assess_as_posted(posting, bill_no, before, office)
    if isinstance(answer, Refusal):
        raise Stop(answer.sentence)
    return answer


def as_posted_data(past: AsPosted) -> dict[str, object]:
    """Return what is particular to an old receipt as data."""
    return {
        "receipt": str(past.receipt.number),
        "taken_cents": past.line.amount.cents,
        "policy_digest": past.office.digest,
        "imported_since": past.imported_since,
    }


def print_as_posted(past: AsPosted) -> None:
    """Say which receipt and which policy the quote is of."""
    print(f"As it was when receipt {past.receipt.number} took {past.line.amount} on it,")
    print(f"by the policy {past.office.digest}.")
    if past.imported_since:
        print("Its program has changed the bill since: charges and due dates are today's.")
