"""A report as PDF on letter paper: heads on every page, sums under every section, pages numbered."""

from domain.reports.report import Report
from exchange.pdf_page import Letters, bytes_of, new_pdf, number_pages
from exchange.pdf_table import Tables


def pdf_bytes(report: Report) -> bytes:
    """Return the report as PDF. A cell of words that does not fit is cut with an ellipsis, never an amount."""
    wide = max((len(section.columns) for section in report.sections), default=0) > 6
    letters = Letters()
    pdf = new_pdf(f"{report.title} {report.period}", landscape=wide)
    number_pages(pdf, letters(f"{report.office}: {report.title}, {report.period}"))
    pdf.add_page()
    tables = Tables(pdf, letters, report.sections if report.columns is not None else ())
    tables.line(f"{report.office}: {report.title}", 14, bold=True)
    tables.line(report.period, 10)
    for section in report.sections:
        tables.section(section)
    pdf.ln(8)
    for note in (*report.notes, letters.note):
        if note:
            tables.line(note, 8)
    return bytes_of(pdf)
