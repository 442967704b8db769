"""The certificate of redemption as paper: that every tax lien of a parcel is redeemed (Real Property Tax Law 1112)."""

from domain.calendar import day_text
from domain.office import Office
from domain.papers.frame import for_customers, section, sheet_paper
from domain.papers.plan import signature
from domain.receipting.paper import Paper, PaperLine, Style, labeled, paragraph
from domain.receivables.tax_liens import Lien, RedemptionCertificate


def certificate_sheet(
    certificate: RedemptionCertificate, name: str, office: Office, *, training: bool = False
) -> Paper:
    """Return the certificate with its liens, oldest first, each with its day."""
    body = [
        *labeled("Parcel", certificate.parcel),
        *labeled("Name", name),
        *labeled("Date", day_text(certificate.on)),
        *section("REDEEMED", tuple(line for x in certificate.liens for line in _lien(x))),
        *section("CERTIFIED", (*paragraph(certificate.text), *signature("Signed"))),
        *section("BY", paragraph(for_customers(certificate.source.citation))),
    ]
    return sheet_paper("CERTIFICATE OF REDEMPTION", office, body, training=training)


def _lien(lien: Lien) -> tuple[PaperLine, ...]:
    redeemed = "" if lien.redeemed_on is None else f"redeemed {day_text(lien.redeemed_on)}"
    return (
        *paragraph(lien.lien_no, Style.BOLD),
        *paragraph(f"lien of {day_text(lien.lien_on)}", indent=2),
        *paragraph(redeemed, indent=2),
    )
