"""The statements of corrections."""

from typing import Final

NEXT_SEQ: Final = (
    "INSERT INTO correction_year (series, year, last_seq) VALUES (?, ?, 1) "
    "ON CONFLICT (series, year) DO UPDATE SET last_seq = correction_year.last_seq + 1 "
    "RETURNING last_seq"
)
MOVE_OFFICE: Final = (
    "UPDATE drawer_series SET chain_no = ?, head = ?, last_business_date = ? WHERE drawer = ?"
)
RECEIPT: Final = (
    "SELECT p.session_id, p.drawer, p.business_date FROM receipt r "
    "JOIN posting p ON p.posting_id = r.posting_id WHERE r.year = ? AND r.drawer = ? AND r.seq = ?"
)
ENDED_BY: Final = (
    "SELECT c.year, c.series, c.seq, p.operator_name, p.entered_at FROM corrected_receipt x "
    "JOIN correction c ON c.posting_id = x.posting_id "
    "JOIN posting p ON p.posting_id = x.posting_id "
    "WHERE x.year = ? AND x.drawer = ? AND x.seq = ? AND x.ends = 1"
)
TAKEN_BACK_BY: Final = (
    "SELECT c.year, c.series, c.seq FROM correction_tender t "
    "JOIN correction c ON c.posting_id = t.posting_id "
    "WHERE t.year = ? AND t.drawer = ? AND t.seq = ? AND t.tender_no = ?"
)

BY_NUMBER: Final = "SELECT posting_id FROM correction WHERE year = ? AND series = ? AND seq = ?"
BY_REQUEST: Final = "SELECT posting_id FROM posting WHERE request_id = ? AND kind = 'correction'"
OF_RECEIPT: Final = (
    "SELECT posting_id FROM corrected_receipt WHERE year = ? AND drawer = ? AND seq = ? "
    "ORDER BY posting_id"
)
OF_BILL: Final = "SELECT posting_id FROM correction_effect WHERE bill_no = ? ORDER BY bill_version"
BETWEEN: Final = (
    "SELECT p.posting_id FROM posting p WHERE p.business_date >= ? AND p.business_date <= ? "
    "AND p.kind = 'correction' ORDER BY p.posting_id"
)
TENDERED: Final = (
    "SELECT DISTINCT t.posting_id FROM posting p JOIN tender t ON t.posting_id = p.posting_id "
    "WHERE p.business_date >= ? AND t.kind = ? AND ltrim(t.number, '0') = ? ORDER BY t.posting_id"
)
RETURNED: Final = (
    "SELECT c.year, c.series, c.seq, p.business_date, a.service, a.account_number, a.party_key "
    "FROM returned_account a JOIN correction c ON c.posting_id = a.posting_id "
    "JOIN posting p ON p.posting_id = a.posting_id "
    "WHERE {} ORDER BY a.posting_id, a.account_no"
)
