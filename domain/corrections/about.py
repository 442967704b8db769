"""What a correction is about, in a line that two looks at it have in common: what an approval of it is bound to.

The one who approves sees a preview; what is posted later is built anew. A yes counts for exactly what was seen: these
receipts, these amounts on these bills, these tenders. What is owed before and after may have moved meanwhile.
"""

from collections.abc import Iterable

from domain.corrections.policy import ENDS_A_RECEIPT, CorrectionKind
from domain.corrections.values import Amendment, BillEffect
from domain.ledger.trail import digest_of
from domain.receipting.receipt import ReceiptNo

_LONG = 12


def about_of(
    kind: CorrectionKind,
    corrects: Iterable[ReceiptNo] = (),
    effects: Iterable[BillEffect] = (),
    tenders: Iterable[tuple[ReceiptNo, int]] = (),
) -> str:
    """Return what a correction of these receipts, bills and tenders is about; a receipt is undone as a whole."""
    numbers = [str(number) for number in corrects]
    held = () if kind in ENDS_A_RECEIPT else tuple(effects)
    parts = [
        [e.bill_no, p.how.value, p.instalment, p.kind, p.amount.cents]
        for e in held
        for p in e.parts
    ]
    taken = [[str(number), place] for number, place in tenders]
    named = numbers or sorted({effect.bill_no for effect in held})
    digest = digest_of([kind.value, numbers, sorted(parts), sorted(taken)])
    return f"{kind.words} {', '.join(named[:2])} {digest[:_LONG]}"


def amendment_about(said: Amendment) -> str:
    """Return what a decided correction is about."""
    check = said.kind is CorrectionKind.RETURNED_CHECK
    tenders = [(back.receipt, back.tender_no) for back in said.tenders] if check else []
    return about_of(said.kind, said.corrects, said.effects, tenders)
