"""An old receipt explained as on its day: what a bill came to when the receipt was posted, under the rules of then."""

from dataclasses import dataclass

from domain.office import Office
from domain.receipting.cart import BillLine
from domain.receipting.posting import Posting
from domain.receipting.receipt import Receipt
from domain.receivables.assessment import Assessment, assess
from domain.receivables.bills import BillState
from domain.refusals import Code, Refusal, refuse


@dataclass(frozen=True, slots=True)
class AsPosted:
    """What the bill came to before ``receipt`` took money on it, under ``office``, the policy of that day.

    ``imported_since`` says that the bill's program has changed it since: then its face amounts and facts are today's.
    """

    receipt: Receipt
    line: BillLine
    state: BillState
    assessment: Assessment
    office: Office
    imported_since: bool


def line_on(posting: Posting, bill_no: str) -> BillLine | None:
    """Return the line of a receipt that took money on a bill, or ``None``."""
    lines = posting.body.lines if isinstance(posting.body, Receipt) else ()
    return next((x for x in lines if isinstance(x, BillLine) and x.bill_no == bill_no), None)


def assess_as_posted(
    posting: Posting, bill_no: str, before: BillState | None, office: Office | None
) -> AsPosted | Refusal:
    """Assess a bill again as it was when it was paid, on the day for which the payment counted.

    ``before`` is the bill in the version that the receipt's line was decided on, ``office`` the policy of the
    posting's digest. Refuses a receipt that took no money on the bill, and a policy that cannot be read any more.
    """
    line, receipt = line_on(posting, bill_no), posting.body
    if line is None or before is None or not isinstance(receipt, Receipt):
        name = receipt.number if isinstance(receipt, Receipt) else posting.header.session_id
        return refuse(Code.BILL_NOT_ON_RECEIPT, receipt=name, bill=bill_no)
    if office is None:
        return refuse(Code.POLICY_UNREADABLE, receipt=receipt.number)
    day = line.effective_on or posting.header.business_date
    return AsPosted(
        receipt, line, before, assess(before, day, office), office, before.version != line.version
    )
