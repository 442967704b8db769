"""How a payment came, in the words of a receipt: what shows the day that it counts for."""

from datetime import date

from domain.calendar import day_text
from domain.receivables.evidence import Evidence, EvidenceKind

_SHOWN = {
    EvidenceKind.POSTMARK: "postmark of {day}",
    EvidenceKind.METER_CANCELLED: "meter imprint canceled {day}",
    EvidenceKind.BANK_BILL_PAY: "bank's check, postmark of {day}",
    EvidenceKind.CARRIER: "{carrier}, recorded {day}",
    EvidenceKind.CERTIFIED_MAIL: "certified mail {carrier} of {day}",
    EvidenceKind.CERTIFICATE: "certificate of mailing {carrier} of {day}",
    EvidenceKind.ELECTRONIC: "electronic payment of {day}",
    EvidenceKind.COURT_ORDER: "court order of {day}",
}
"""Of a day that the evidence itself shows."""
_DELIVERED = {
    EvidenceKind.COUNTER: "over the counter on {day}",
    EvidenceKind.METER: "meter imprint, delivered {day}",
    EvidenceKind.ILLEGIBLE: "no legible postmark, delivered {day}",
    EvidenceKind.DROP_BOX: "drop box emptied {day}",
    EvidenceKind.CERTIFIED_MAIL: "certified mail {carrier}, delivered {day}",
    EvidenceKind.CERTIFICATE: "certificate of mailing {carrier}, delivered {day}",
}
"""Of the day of its delivery, where what came shows none."""


def evidence_words(evidence: Evidence, counts_for: date) -> str:
    """Return the words for evidence by which a payment counts for ``counts_for``, such as ``postmark of Jan 30, 2027``.

    A postmark that does not count, as for a water bill, is not named: its delivery is.
    """
    if evidence.kind in _SHOWN and evidence.postmark_on == counts_for:
        return _SHOWN[evidence.kind].format(day=day_text(counts_for), carrier=evidence.carrier)
    words = _DELIVERED.get(evidence.kind, "delivered {day}")
    return words.format(day=day_text(evidence.received_on), carrier=evidence.carrier)
