"""The slip that lets the parking staff take a boot off: plate, time, receipt and the code that proves it was paid."""

from datetime import datetime

from domain.calendar import day_text
from domain.office import Office
from domain.papers.frame import section, sheet_paper
from domain.receipting.boot_release import parking_rules
from domain.receipting.cart import ItemLine
from domain.receipting.layout import time_text
from domain.receipting.paper import Paper, PaperLine, Style, columns, labeled, paragraph
from domain.receipting.posting import Posting
from domain.receipting.receipt import Receipt
from domain.receivables.parking import plate_key


def boot_release_slip(
    posting: Posting, plate: str, office: Office, local_time: datetime, *, training: bool = False
) -> Paper:
    """Return the slip for the release that ``posting``, a receipt, paid; another kind is a programmer's error.

    The code is the end of the posting's digest, which stands on the receipt too: nobody can know it before. It is
    ``local_time`` in the office's time zone.
    """
    receipt = posting.body
    if not isinstance(receipt, Receipt):
        raise TypeError("a boot is released by a receipt")
    body = [
        *paragraph("Plate", Style.CENTER),
        *paragraph(plate, Style.LARGE),
        *paragraph("Code", Style.CENTER),
        *paragraph(posting.trail.short, Style.LARGE),
        *labeled("Paid", f"{day_text(local_time.date())}  {time_text(local_time)}"),
        *labeled("Receipt", str(receipt.number)),
        *labeled("By", posting.header.operator_name),
        *section("WHAT WAS PAID", _paid(receipt, plate, office)),
        *section(
            "PARKING STAFF", paragraph("Take the boot off. Keep this slip with your day's report.")
        ),
    ]
    return sheet_paper("BOOT RELEASE", office, body, training=training)


def _paid(receipt: Receipt, plate: str, office: Office) -> tuple[PaperLine, ...]:
    """Return the plate's tickets that the receipt paid, and the items about the plate, such as the boot's fee.

    All its bills where the policy does not say which are tickets.
    """
    rules, key = parking_rules(office), plate_key(plate)
    nouns = {service.code: service.noun for service in office.services}
    lines: list[PaperLine] = []
    for line in receipt.lines:
        if isinstance(line, ItemLine):
            mine = bool(line.reference) and plate_key(line.reference) == key
            name = line.description if mine else ""
        elif rules is None or (
            line.service == rules.service and plate_key(line.account_number) == key
        ):
            name = f"{nouns.get(line.service, line.service).capitalize()} {line.bill_no}"
        else:
            name = ""
        lines += columns(name, str(line.amount)) if name else ()
    return tuple(lines)
