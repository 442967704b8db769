CREATE TABLE access_event (
    event_id INTEGER NOT NULL, 
    operator_id TEXT NOT NULL, 
    event TEXT NOT NULL, 
    about TEXT NOT NULL, 
    why TEXT NOT NULL, 
    at TEXT NOT NULL, 
    CONSTRAINT pk_access_event PRIMARY KEY (event_id)
)
 STRICT;

CREATE INDEX ix_access_event_at ON access_event (at);

CREATE TABLE account (
    account_id INTEGER NOT NULL, 
    service TEXT NOT NULL, 
    number TEXT NOT NULL, 
    name TEXT NOT NULL, 
    address TEXT NOT NULL, 
    mailing TEXT NOT NULL, 
    plate TEXT NOT NULL, 
    holds_json TEXT NOT NULL, 
    party_key TEXT NOT NULL, 
    CONSTRAINT pk_account PRIMARY KEY (account_id), 
    CONSTRAINT uq_account_service_number UNIQUE (service, number)
)
 STRICT;

CREATE INDEX ix_account_party_key ON account (party_key);

CREATE INDEX ix_account_plate ON account (plate);

CREATE TABLE correction_year (
    series TEXT NOT NULL, 
    year INTEGER NOT NULL, 
    last_seq INTEGER NOT NULL, 
    CONSTRAINT pk_correction_year PRIMARY KEY (series, year)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE count_try (
    try_id INTEGER NOT NULL, 
    session_id TEXT NOT NULL, 
    operator_id TEXT NOT NULL, 
    at TEXT NOT NULL, 
    count_json TEXT NOT NULL, 
    balanced INTEGER NOT NULL, 
    CONSTRAINT pk_count_try PRIMARY KEY (try_id)
)
 STRICT;

CREATE INDEX ix_count_try_session_id ON count_try (session_id);

CREATE TABLE custody_year (
    series TEXT NOT NULL, 
    year INTEGER NOT NULL, 
    last_seq INTEGER NOT NULL, 
    CONSTRAINT pk_custody_year PRIMARY KEY (series, year)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE draft (
    request_id TEXT NOT NULL, 
    drawer TEXT NOT NULL, 
    station TEXT NOT NULL, 
    operator_id TEXT NOT NULL, 
    state TEXT NOT NULL, 
    saved_at TEXT NOT NULL, 
    label TEXT NOT NULL, 
    cart_json TEXT NOT NULL, 
    CONSTRAINT pk_draft PRIMARY KEY (request_id), 
    CONSTRAINT ck_draft_state_known CHECK (state IN ('active', 'parked'))
)
 STRICT;

CREATE TABLE drawer_series (
    drawer TEXT NOT NULL, 
    chain_no INTEGER NOT NULL, 
    head TEXT NOT NULL, 
    last_business_date TEXT NOT NULL, 
    open_session_id TEXT, 
    open_operator_id TEXT, 
    counting_session_id TEXT, 
    cut_off_date TEXT, 
    CONSTRAINT pk_drawer_series PRIMARY KEY (drawer), 
    CONSTRAINT uq_drawer_series_open_operator_id UNIQUE (open_operator_id)
)
 STRICT;

CREATE TABLE drawer_year (
    drawer TEXT NOT NULL, 
    year INTEGER NOT NULL, 
    last_seq INTEGER NOT NULL, 
    CONSTRAINT pk_drawer_year PRIMARY KEY (drawer, year)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE held_pieces (
    place TEXT NOT NULL, 
    value_cents INTEGER NOT NULL, 
    number INTEGER NOT NULL, 
    CONSTRAINT pk_held_pieces PRIMARY KEY (place, value_cents), 
    CONSTRAINT ck_held_pieces_some CHECK (number > 0)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE intake (
    intake_id INTEGER NOT NULL, 
    kind TEXT NOT NULL, 
    program TEXT NOT NULL, 
    file_name TEXT NOT NULL, 
    file_digest TEXT NOT NULL, 
    operator_id TEXT NOT NULL, 
    at TEXT NOT NULL, 
    row_count INTEGER NOT NULL, 
    sum_cents INTEGER NOT NULL, 
    accounts_added INTEGER NOT NULL, 
    accounts_changed INTEGER NOT NULL, 
    bills_added INTEGER NOT NULL, 
    bills_changed INTEGER NOT NULL, 
    bills_unchanged INTEGER NOT NULL, 
    CONSTRAINT pk_intake PRIMARY KEY (intake_id)
)
 STRICT;

CREATE TABLE meta (
    name TEXT NOT NULL, 
    content TEXT NOT NULL, 
    CONSTRAINT pk_meta PRIMARY KEY (name)
)
 STRICT;

CREATE TABLE no_sale (
    no_sale_id INTEGER NOT NULL, 
    request_id TEXT NOT NULL, 
    session_id TEXT NOT NULL, 
    drawer TEXT NOT NULL, 
    station TEXT NOT NULL, 
    operator_id TEXT NOT NULL, 
    operator_name TEXT NOT NULL, 
    business_date TEXT NOT NULL, 
    at TEXT NOT NULL, 
    reason_code TEXT NOT NULL, 
    reason_text TEXT NOT NULL, 
    approved_by TEXT NOT NULL, 
    CONSTRAINT pk_no_sale PRIMARY KEY (no_sale_id), 
    CONSTRAINT ck_no_sale_reason CHECK (length(reason_code) > 0), 
    CONSTRAINT ck_no_sale_approver CHECK (approved_by <> operator_id), 
    CONSTRAINT uq_no_sale_request_id UNIQUE (request_id)
)
 STRICT;

CREATE INDEX ix_no_sale_session_id ON no_sale (session_id);

CREATE TABLE operator (
    operator_id TEXT NOT NULL, 
    name TEXT NOT NULL, 
    role TEXT NOT NULL, 
    disabled INTEGER NOT NULL, 
    new_until TEXT, 
    limits_json TEXT NOT NULL, 
    person TEXT NOT NULL, 
    pin_hash TEXT NOT NULL, 
    badge_hash TEXT, 
    wrong_pins INTEGER NOT NULL, 
    CONSTRAINT pk_operator PRIMARY KEY (operator_id), 
    CONSTRAINT uq_operator_badge_hash UNIQUE (badge_hash)
)
 STRICT;

CREATE TABLE policy (
    digest TEXT NOT NULL, 
    files_json TEXT NOT NULL, 
    first_seen_at TEXT NOT NULL, 
    CONSTRAINT pk_policy PRIMARY KEY (digest), 
    CONSTRAINT ck_policy_digest_length CHECK (length(digest) = 64)
)
 STRICT;

CREATE TABLE posting (
    posting_id INTEGER NOT NULL, 
    kind TEXT NOT NULL, 
    request_id TEXT NOT NULL, 
    request_digest TEXT NOT NULL, 
    session_id TEXT NOT NULL, 
    drawer TEXT NOT NULL, 
    station TEXT NOT NULL, 
    operator_id TEXT NOT NULL, 
    operator_name TEXT NOT NULL, 
    business_date TEXT NOT NULL, 
    effective_on TEXT NOT NULL, 
    entered_at TEXT NOT NULL, 
    policy_digest TEXT NOT NULL, 
    chain_no INTEGER NOT NULL, 
    previous TEXT NOT NULL, 
    digest TEXT NOT NULL, 
    CONSTRAINT pk_posting PRIMARY KEY (posting_id), 
    CONSTRAINT ck_posting_kind_known CHECK (kind IN ('receipt', 'drawer_opened', 'drawer_cut_off', 'drawer_closed', 'correction', 'custody')), 
    CONSTRAINT ck_posting_digest_length CHECK (length(digest) = 64 AND length(previous) = 64), 
    CONSTRAINT ck_posting_dates CHECK (length(business_date) = 10 AND length(effective_on) = 10), 
    CONSTRAINT uq_posting_request_id UNIQUE (request_id), 
    CONSTRAINT uq_posting_drawer_chain_no UNIQUE (drawer, chain_no)
)
 STRICT;

CREATE INDEX ix_posting_business_date ON posting (business_date);

CREATE INDEX ix_posting_session_id ON posting (session_id);

CREATE TABLE program_balance (
    program TEXT NOT NULL, 
    bill_no TEXT NOT NULL, 
    balance_cents INTEGER NOT NULL, 
    CONSTRAINT pk_program_balance PRIMARY KEY (program, bill_no)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE session_count (
    count_id INTEGER NOT NULL, 
    request_id TEXT NOT NULL, 
    kind TEXT NOT NULL, 
    session_id TEXT NOT NULL, 
    drawer TEXT NOT NULL, 
    operator_id TEXT NOT NULL, 
    operator_name TEXT NOT NULL, 
    present_id TEXT NOT NULL, 
    present_name TEXT NOT NULL, 
    at TEXT NOT NULL, 
    remark TEXT NOT NULL, 
    count_json TEXT NOT NULL, 
    tallies_json TEXT NOT NULL, 
    CONSTRAINT pk_session_count PRIMARY KEY (count_id), 
    CONSTRAINT ck_session_count_kind_known CHECK (kind IN ('final', 'surprise', 'hand_over')), 
    CONSTRAINT ck_session_count_present CHECK (present_id <> operator_id), 
    CONSTRAINT ck_session_count_two_people CHECK (kind = 'final' OR length(present_id) > 0), 
    CONSTRAINT uq_session_count_request_id UNIQUE (request_id)
)
 STRICT;

CREATE INDEX ix_session_count_session_id ON session_count (session_id);

CREATE TABLE sheet (
    sheet_id INTEGER NOT NULL, 
    kind TEXT NOT NULL, 
    about TEXT NOT NULL, 
    station TEXT NOT NULL, 
    operator_id TEXT NOT NULL, 
    at TEXT NOT NULL, 
    paper_json TEXT NOT NULL, 
    CONSTRAINT pk_sheet PRIMARY KEY (sheet_id), 
    CONSTRAINT ck_sheet_kind_known CHECK (kind IN ('explain', 'payoff', 'plan', 'certificate', 'return_slip', 'boot_release', 'tape')), 
    CONSTRAINT ck_sheet_about_something CHECK (length(about) > 0)
)
 STRICT;

CREATE INDEX ix_sheet_about ON sheet (about);

CREATE TABLE stock_series (
    series TEXT NOT NULL, 
    CONSTRAINT pk_stock_series PRIMARY KEY (series)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE tape_tick (
    batch_id TEXT NOT NULL, 
    operator_id TEXT NOT NULL, 
    place INTEGER NOT NULL, 
    at TEXT NOT NULL, 
    CONSTRAINT pk_tape_tick PRIMARY KEY (batch_id, operator_id, place), 
    CONSTRAINT ck_tape_tick_place CHECK (place >= 0)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE allocation (
    posting_id INTEGER NOT NULL, 
    line_no INTEGER NOT NULL, 
    part_no INTEGER NOT NULL, 
    instalment INTEGER NOT NULL, 
    kind TEXT NOT NULL, 
    amount_cents INTEGER NOT NULL, 
    CONSTRAINT pk_allocation PRIMARY KEY (posting_id, line_no, part_no), 
    CONSTRAINT ck_allocation_amount CHECK (amount_cents > 0), 
    CONSTRAINT fk_allocation_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE bill (
    bill_no TEXT NOT NULL, 
    account_id INTEGER NOT NULL, 
    service TEXT NOT NULL, 
    account_number TEXT NOT NULL, 
    description TEXT NOT NULL, 
    issued_on TEXT NOT NULL, 
    status TEXT NOT NULL, 
    facts_json TEXT NOT NULL, 
    imports INTEGER NOT NULL, 
    version INTEGER NOT NULL, 
    face_cents INTEGER NOT NULL, 
    applied_cents INTEGER NOT NULL, 
    is_open INTEGER NOT NULL, 
    changed_by TEXT NOT NULL, 
    changed_at TEXT NOT NULL, 
    CONSTRAINT pk_bill PRIMARY KEY (bill_no), 
    CONSTRAINT ck_bill_status_known CHECK (status IN ('open', 'cancelled')), 
    CONSTRAINT ck_bill_version_from_one CHECK (version >= imports AND imports >= 1), 
    CONSTRAINT fk_bill_account_id FOREIGN KEY(account_id) REFERENCES account (account_id)
)
 STRICT;

CREATE INDEX ix_bill_account_id ON bill (account_id);

CREATE TABLE closing_stock (
    posting_id INTEGER NOT NULL, 
    count_no INTEGER NOT NULL, 
    series TEXT NOT NULL, 
    place TEXT NOT NULL, 
    missing_json TEXT NOT NULL, 
    extra_json TEXT NOT NULL, 
    CONSTRAINT pk_closing_stock PRIMARY KEY (posting_id, count_no), 
    CONSTRAINT fk_closing_stock_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE closing_tally (
    posting_id INTEGER NOT NULL, 
    tally_no INTEGER NOT NULL, 
    kind TEXT NOT NULL, 
    name TEXT NOT NULL, 
    expected_cents INTEGER NOT NULL, 
    counted_cents INTEGER NOT NULL, 
    CONSTRAINT pk_closing_tally PRIMARY KEY (posting_id, tally_no), 
    CONSTRAINT fk_closing_tally_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE correction (
    posting_id INTEGER NOT NULL, 
    year INTEGER NOT NULL, 
    series TEXT NOT NULL, 
    seq INTEGER NOT NULL, 
    kind TEXT NOT NULL, 
    reason_code TEXT NOT NULL, 
    reason_text TEXT NOT NULL, 
    document TEXT NOT NULL, 
    change_cents INTEGER NOT NULL, 
    evidence_json TEXT NOT NULL, 
    CONSTRAINT pk_correction PRIMARY KEY (posting_id), 
    CONSTRAINT ck_correction_kind_known CHECK (kind IN ('void', 'reversal', 'returned_check', 'abatement', 'waiver', 'dismissal', 'adjustment', 'refund', 'effective_change')), 
    CONSTRAINT ck_correction_seq_from_one CHECK (seq >= 1), 
    CONSTRAINT ck_correction_reason CHECK (length(reason_code) > 0), 
    CONSTRAINT ck_correction_change CHECK (change_cents >= 0), 
    CONSTRAINT uq_correction_year_series_seq UNIQUE (year, series, seq), 
    CONSTRAINT fk_correction_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 STRICT;

CREATE TABLE correction_approval (
    posting_id INTEGER NOT NULL, 
    approver_id TEXT NOT NULL, 
    approver_name TEXT NOT NULL, 
    approver_role TEXT NOT NULL, 
    act TEXT NOT NULL, 
    means TEXT NOT NULL, 
    approved_at TEXT NOT NULL, 
    approved_words TEXT NOT NULL, 
    CONSTRAINT pk_correction_approval PRIMARY KEY (posting_id), 
    CONSTRAINT fk_correction_approval_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 STRICT;

CREATE TABLE correction_check (
    posting_id INTEGER NOT NULL, 
    kind TEXT NOT NULL, 
    name TEXT NOT NULL, 
    number TEXT NOT NULL, 
    amount_cents INTEGER NOT NULL, 
    deposited INTEGER NOT NULL, 
    fee_cents INTEGER NOT NULL, 
    fee_bill_no TEXT NOT NULL, 
    CONSTRAINT pk_correction_check PRIMARY KEY (posting_id), 
    CONSTRAINT ck_correction_check_amount CHECK (amount_cents > 0), 
    CONSTRAINT ck_correction_check_deposited_flag CHECK (deposited IN (0, 1)), 
    CONSTRAINT fk_correction_check_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 STRICT;

CREATE TABLE correction_line (
    posting_id INTEGER NOT NULL, 
    back_no INTEGER NOT NULL, 
    place INTEGER NOT NULL, 
    line_no INTEGER NOT NULL, 
    description TEXT NOT NULL, 
    amount_cents INTEGER NOT NULL, 
    gl_code TEXT NOT NULL, 
    item_code TEXT NOT NULL, 
    quantity INTEGER NOT NULL, 
    CONSTRAINT pk_correction_line PRIMARY KEY (posting_id, back_no), 
    CONSTRAINT ck_correction_line_quantity CHECK (quantity >= 0), 
    CONSTRAINT fk_correction_line_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE correction_part (
    posting_id INTEGER NOT NULL, 
    effect_no INTEGER NOT NULL, 
    part_no INTEGER NOT NULL, 
    how TEXT NOT NULL, 
    instalment INTEGER NOT NULL, 
    kind TEXT NOT NULL, 
    amount_cents INTEGER NOT NULL, 
    effective_on TEXT NOT NULL, 
    gl_code TEXT NOT NULL, 
    place INTEGER, 
    CONSTRAINT pk_correction_part PRIMARY KEY (posting_id, effect_no, part_no), 
    CONSTRAINT ck_correction_part_how_known CHECK (how IN ('paid', 'taken back', 'adjusted', 'waived', 'fee added', 'refunded')), 
    CONSTRAINT ck_correction_part_amount CHECK (amount_cents <> 0), 
    CONSTRAINT fk_correction_part_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE correction_settlement (
    posting_id INTEGER NOT NULL, 
    how TEXT NOT NULL, 
    amount_cents INTEGER NOT NULL, 
    gl_code TEXT NOT NULL, 
    payee TEXT NOT NULL, 
    service TEXT NOT NULL, 
    account_number TEXT NOT NULL, 
    CONSTRAINT pk_correction_settlement PRIMARY KEY (posting_id), 
    CONSTRAINT ck_correction_settlement_how_known CHECK (how IN ('refund', 'credit')), 
    CONSTRAINT ck_correction_settlement_amount CHECK (amount_cents > 0), 
    CONSTRAINT fk_correction_settlement_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 STRICT;

CREATE TABLE correction_tender (
    posting_id INTEGER NOT NULL, 
    back_no INTEGER NOT NULL, 
    year INTEGER NOT NULL, 
    drawer TEXT NOT NULL, 
    seq INTEGER NOT NULL, 
    tender_no INTEGER NOT NULL, 
    kind TEXT NOT NULL, 
    name TEXT NOT NULL, 
    amount_cents INTEGER NOT NULL, 
    number TEXT NOT NULL, 
    is_cash INTEGER NOT NULL, 
    gl_code TEXT NOT NULL, 
    back_gl_code TEXT NOT NULL, 
    CONSTRAINT pk_correction_tender PRIMARY KEY (posting_id, back_no), 
    CONSTRAINT ck_correction_tender_amount CHECK (amount_cents > 0), 
    CONSTRAINT uq_correction_tender_year_drawer_seq_tender_no UNIQUE (year, drawer, seq, tender_no), 
    CONSTRAINT fk_correction_tender_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE custody_act (
    posting_id INTEGER NOT NULL, 
    kind TEXT NOT NULL, 
    year INTEGER NOT NULL, 
    series TEXT NOT NULL, 
    seq INTEGER NOT NULL, 
    slip INTEGER NOT NULL, 
    body_json TEXT NOT NULL, 
    CONSTRAINT pk_custody_act PRIMARY KEY (posting_id), 
    CONSTRAINT ck_custody_act_seq_from_one CHECK (seq >= 1), 
    CONSTRAINT ck_custody_act_slip_flag CHECK (slip IN (0, 1)), 
    CONSTRAINT uq_custody_act_year_series_seq UNIQUE (year, series, seq), 
    CONSTRAINT fk_custody_act_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 STRICT;

CREATE INDEX ix_custody_act_kind ON custody_act (kind);

CREATE TABLE custody_claim (
    posting_id INTEGER NOT NULL, 
    claim_no INTEGER NOT NULL, 
    what TEXT NOT NULL, 
    claimed TEXT NOT NULL, 
    turn INTEGER NOT NULL, 
    CONSTRAINT pk_custody_claim PRIMARY KEY (posting_id, claim_no), 
    CONSTRAINT ck_custody_claim_turn_from_one CHECK (turn >= 1), 
    CONSTRAINT uq_custody_claim_what_claimed_turn UNIQUE (what, claimed, turn), 
    CONSTRAINT fk_custody_claim_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE custody_effect (
    posting_id INTEGER NOT NULL, 
    effect_no INTEGER NOT NULL, 
    session_id TEXT NOT NULL, 
    cash_cents INTEGER NOT NULL, 
    closed INTEGER NOT NULL, 
    CONSTRAINT pk_custody_effect PRIMARY KEY (posting_id, effect_no), 
    CONSTRAINT ck_custody_effect_closed_flag CHECK (closed IN (0, 1) AND (closed = 0 OR cash_cents = 0)), 
    CONSTRAINT fk_custody_effect_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_custody_effect_session_id ON custody_effect (session_id);

CREATE TABLE drawer_closing (
    posting_id INTEGER NOT NULL, 
    count_json TEXT NOT NULL, 
    reason_code TEXT NOT NULL, 
    reason_text TEXT NOT NULL, 
    receipts INTEGER NOT NULL, 
    float_cents INTEGER NOT NULL, 
    approval_json TEXT, 
    CONSTRAINT pk_drawer_closing PRIMARY KEY (posting_id), 
    CONSTRAINT fk_drawer_closing_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 STRICT;

CREATE TABLE drawer_opening (
    posting_id INTEGER NOT NULL, 
    float_cents INTEGER NOT NULL, 
    issue_json TEXT, 
    left_cents INTEGER, 
    standard_cents INTEGER, 
    reason_code TEXT, 
    reason_text TEXT, 
    approval_json TEXT, 
    CONSTRAINT pk_drawer_opening PRIMARY KEY (posting_id), 
    CONSTRAINT fk_drawer_opening_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 STRICT;

CREATE TABLE journal_line (
    posting_id INTEGER NOT NULL, 
    line_no INTEGER NOT NULL, 
    gl_code TEXT NOT NULL, 
    debit_cents INTEGER NOT NULL, 
    credit_cents INTEGER NOT NULL, 
    CONSTRAINT pk_journal_line PRIMARY KEY (posting_id, line_no), 
    CONSTRAINT ck_journal_line_one_side CHECK (debit_cents >= 0 AND credit_cents >= 0 AND (debit_cents > 0) <> (credit_cents > 0)), 
    CONSTRAINT fk_journal_line_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE note (
    note_id INTEGER NOT NULL, 
    account_id INTEGER NOT NULL, 
    remark TEXT NOT NULL, 
    written_by TEXT NOT NULL, 
    at TEXT NOT NULL, 
    CONSTRAINT pk_note PRIMARY KEY (note_id), 
    CONSTRAINT fk_note_account_id FOREIGN KEY(account_id) REFERENCES account (account_id)
)
 STRICT;

CREATE INDEX ix_note_account_id ON note (account_id);

CREATE TABLE policy_compiled (
    digest TEXT NOT NULL, 
    made_by TEXT NOT NULL, 
    content TEXT NOT NULL, 
    CONSTRAINT pk_policy_compiled PRIMARY KEY (digest, made_by), 
    CONSTRAINT fk_policy_compiled_digest FOREIGN KEY(digest) REFERENCES policy (digest)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE print_copy (
    posting_id INTEGER NOT NULL, 
    paper TEXT NOT NULL, 
    copy_no INTEGER NOT NULL, 
    operator_id TEXT NOT NULL, 
    station TEXT NOT NULL, 
    at TEXT NOT NULL, 
    CONSTRAINT pk_print_copy PRIMARY KEY (posting_id, paper, copy_no), 
    CONSTRAINT ck_print_copy_after_the_first CHECK (copy_no >= 1), 
    CONSTRAINT fk_print_copy_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 STRICT;

CREATE TABLE print_job (
    job_id INTEGER NOT NULL, 
    posting_id INTEGER, 
    sheet_id INTEGER, 
    paper TEXT NOT NULL, 
    copy_no INTEGER NOT NULL, 
    station TEXT NOT NULL, 
    kick INTEGER NOT NULL, 
    state TEXT NOT NULL, 
    CONSTRAINT pk_print_job PRIMARY KEY (job_id), 
    CONSTRAINT ck_print_job_paper_known CHECK (paper IN ('receipt', 'drawer_report', 'correction', 'custody', 'sheet')), 
    CONSTRAINT ck_print_job_posting_or_sheet CHECK ((posting_id IS NULL) <> (sheet_id IS NULL)), 
    CONSTRAINT ck_print_job_sheet_paper CHECK ((paper = 'sheet') = (sheet_id IS NOT NULL)), 
    CONSTRAINT ck_print_job_sheet_kick CHECK (sheet_id IS NULL OR kick = 0), 
    CONSTRAINT ck_print_job_state_known CHECK (state IN ('pending', 'sending', 'printed', 'failed', 'unknown', 'dropped')), 
    CONSTRAINT uq_print_job_posting_id_paper_copy_no UNIQUE (posting_id, paper, copy_no), 
    CONSTRAINT fk_print_job_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id), 
    CONSTRAINT fk_print_job_sheet_id FOREIGN KEY(sheet_id) REFERENCES sheet (sheet_id)
)
 STRICT;

CREATE UNIQUE INDEX ix_print_job_sheet_id_copy_no ON print_job (sheet_id, copy_no) WHERE sheet_id IS NOT NULL;

CREATE INDEX ix_print_job_station_state ON print_job (station, state);

CREATE TABLE receipt (
    posting_id INTEGER NOT NULL, 
    year INTEGER NOT NULL, 
    drawer TEXT NOT NULL, 
    seq INTEGER NOT NULL, 
    payer TEXT NOT NULL, 
    change_cents INTEGER NOT NULL, 
    rounding_cents INTEGER NOT NULL, 
    rounding_gl TEXT NOT NULL, 
    evidence_kind TEXT, 
    received_on TEXT, 
    postmark_on TEXT, 
    carrier TEXT, 
    evidence_proper INTEGER, 
    notices_json TEXT NOT NULL, 
    CONSTRAINT pk_receipt PRIMARY KEY (posting_id), 
    CONSTRAINT ck_receipt_seq_from_one CHECK (seq >= 1), 
    CONSTRAINT ck_receipt_evidence CHECK ((evidence_kind IS NULL) = (received_on IS NULL) AND (evidence_kind IS NULL) = (carrier IS NULL) AND (evidence_kind IS NULL) = (evidence_proper IS NULL) AND (evidence_kind IS NOT NULL OR postmark_on IS NULL)), 
    CONSTRAINT ck_receipt_change CHECK (change_cents >= 0), 
    CONSTRAINT ck_receipt_rounding CHECK (rounding_cents BETWEEN -4 AND 4 AND (rounding_cents = 0) = (length(rounding_gl) = 0)), 
    CONSTRAINT uq_receipt_year_drawer_seq UNIQUE (year, drawer, seq), 
    CONSTRAINT fk_receipt_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 STRICT;

CREATE TABLE receipt_approval (
    posting_id INTEGER NOT NULL, 
    place INTEGER NOT NULL, 
    about TEXT NOT NULL, 
    approver_id TEXT NOT NULL, 
    approver_name TEXT NOT NULL, 
    approver_role TEXT NOT NULL, 
    act TEXT NOT NULL, 
    means TEXT NOT NULL, 
    approved_at TEXT NOT NULL, 
    approved_words TEXT NOT NULL, 
    CONSTRAINT pk_receipt_approval PRIMARY KEY (posting_id, place), 
    CONSTRAINT fk_receipt_approval_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE returned_account (
    posting_id INTEGER NOT NULL, 
    account_no INTEGER NOT NULL, 
    service TEXT NOT NULL, 
    account_number TEXT NOT NULL, 
    party_key TEXT NOT NULL, 
    CONSTRAINT pk_returned_account PRIMARY KEY (posting_id, account_no), 
    CONSTRAINT fk_returned_account_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_returned_account_account_number ON returned_account (account_number);

CREATE INDEX ix_returned_account_party_key ON returned_account (party_key);

CREATE TABLE sheet_copy (
    sheet_id INTEGER NOT NULL, 
    copy_no INTEGER NOT NULL, 
    operator_id TEXT NOT NULL, 
    station TEXT NOT NULL, 
    at TEXT NOT NULL, 
    CONSTRAINT pk_sheet_copy PRIMARY KEY (sheet_id, copy_no), 
    CONSTRAINT ck_sheet_copy_after_the_first CHECK (copy_no >= 1), 
    CONSTRAINT fk_sheet_copy_sheet_id FOREIGN KEY(sheet_id) REFERENCES sheet (sheet_id)
)
 STRICT;

CREATE TABLE stock_at (
    series TEXT NOT NULL, 
    first_no INTEGER NOT NULL, 
    last_no INTEGER NOT NULL, 
    place TEXT NOT NULL, 
    CONSTRAINT pk_stock_at PRIMARY KEY (series, first_no), 
    CONSTRAINT ck_stock_at_upwards CHECK (first_no >= 0 AND last_no >= first_no), 
    CONSTRAINT fk_stock_at_series FOREIGN KEY(series) REFERENCES stock_series (series)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_stock_at_place ON stock_at (place);

CREATE TABLE tender (
    posting_id INTEGER NOT NULL, 
    tender_no INTEGER NOT NULL, 
    kind TEXT NOT NULL, 
    name TEXT NOT NULL, 
    amount_cents INTEGER NOT NULL, 
    number TEXT NOT NULL, 
    is_cash INTEGER NOT NULL, 
    gl_code TEXT NOT NULL, 
    CONSTRAINT pk_tender PRIMARY KEY (posting_id, tender_no), 
    CONSTRAINT ck_tender_amount CHECK (amount_cents > 0), 
    CONSTRAINT ck_tender_is_cash_flag CHECK (is_cash IN (0, 1)), 
    CONSTRAINT fk_tender_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE charge (
    bill_no TEXT NOT NULL, 
    instalment INTEGER NOT NULL, 
    charge_no INTEGER NOT NULL, 
    kind TEXT NOT NULL, 
    amount_cents INTEGER NOT NULL, 
    CONSTRAINT pk_charge PRIMARY KEY (bill_no, instalment, charge_no), 
    CONSTRAINT ck_charge_amount CHECK (amount_cents >= 0), 
    CONSTRAINT fk_charge_bill_no FOREIGN KEY(bill_no) REFERENCES bill (bill_no)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE corrected_receipt (
    posting_id INTEGER NOT NULL, 
    place INTEGER NOT NULL, 
    year INTEGER NOT NULL, 
    drawer TEXT NOT NULL, 
    seq INTEGER NOT NULL, 
    ends INTEGER, 
    CONSTRAINT pk_corrected_receipt PRIMARY KEY (posting_id, place), 
    CONSTRAINT ck_corrected_receipt_ends_flag CHECK (ends IS NULL OR ends = 1), 
    CONSTRAINT fk_corrected_receipt_year FOREIGN KEY(year, drawer, seq) REFERENCES receipt (year, drawer, seq), 
    CONSTRAINT uq_corrected_receipt_year_drawer_seq_ends UNIQUE (year, drawer, seq, ends), 
    CONSTRAINT fk_corrected_receipt_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE correction_effect (
    posting_id INTEGER NOT NULL, 
    effect_no INTEGER NOT NULL, 
    bill_no TEXT NOT NULL, 
    bill_version INTEGER NOT NULL, 
    service TEXT NOT NULL, 
    account_number TEXT NOT NULL, 
    description TEXT NOT NULL, 
    name TEXT NOT NULL, 
    before_cents INTEGER NOT NULL, 
    after_cents INTEGER NOT NULL, 
    CONSTRAINT pk_correction_effect PRIMARY KEY (posting_id, effect_no), 
    CONSTRAINT uq_correction_effect_bill_no_bill_version UNIQUE (bill_no, bill_version), 
    CONSTRAINT fk_correction_effect_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id), 
    CONSTRAINT fk_correction_effect_bill_no FOREIGN KEY(bill_no) REFERENCES bill (bill_no)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE instalment (
    bill_no TEXT NOT NULL, 
    no INTEGER NOT NULL, 
    due_on TEXT NOT NULL, 
    CONSTRAINT pk_instalment PRIMARY KEY (bill_no, no), 
    CONSTRAINT fk_instalment_bill_no FOREIGN KEY(bill_no) REFERENCES bill (bill_no)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE receipt_line (
    posting_id INTEGER NOT NULL, 
    line_no INTEGER NOT NULL, 
    kind TEXT NOT NULL, 
    amount_cents INTEGER NOT NULL, 
    description TEXT NOT NULL, 
    bill_no TEXT, 
    bill_version INTEGER, 
    service TEXT, 
    account_number TEXT, 
    name TEXT, 
    balance_after_cents INTEGER, 
    cash_only TEXT, 
    effective_on TEXT, 
    overridden TEXT, 
    particulars_json TEXT, 
    difference_cents INTEGER, 
    difference_gl TEXT, 
    no_checks TEXT, 
    item_code TEXT, 
    quantity INTEGER, 
    unit_price_cents INTEGER, 
    gl_code TEXT, 
    reference TEXT, 
    credit_cents INTEGER, 
    credited_for TEXT, 
    CONSTRAINT pk_receipt_line PRIMARY KEY (posting_id, line_no), 
    CONSTRAINT ck_receipt_line_kind_known CHECK (kind IN ('bill', 'item')), 
    CONSTRAINT ck_receipt_line_amount CHECK (amount_cents > 0 OR (amount_cents = 0 AND kind = 'item' AND coalesce(credit_cents, 0) > 0)), 
    CONSTRAINT ck_receipt_line_bill_or_item CHECK ((kind = 'bill') = (bill_no IS NOT NULL AND bill_version IS NOT NULL AND item_code IS NULL)), 
    CONSTRAINT uq_receipt_line_bill_no_bill_version UNIQUE (bill_no, bill_version), 
    CONSTRAINT fk_receipt_line_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id), 
    CONSTRAINT fk_receipt_line_bill_no FOREIGN KEY(bill_no) REFERENCES bill (bill_no)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_receipt_line_reference ON receipt_line (reference) WHERE reference IS NOT NULL;

CREATE TABLE line_serials (
    posting_id INTEGER NOT NULL, 
    line_no INTEGER NOT NULL, 
    part_no INTEGER NOT NULL, 
    series TEXT NOT NULL, 
    first_no INTEGER NOT NULL, 
    last_no INTEGER NOT NULL, 
    CONSTRAINT pk_line_serials PRIMARY KEY (posting_id, line_no, part_no), 
    CONSTRAINT ck_line_serials_upwards CHECK (first_no >= 0 AND last_no >= first_no), 
    CONSTRAINT fk_line_serials_posting_id FOREIGN KEY(posting_id, line_no) REFERENCES receipt_line (posting_id, line_no)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_line_serials_series_first_no ON line_serials (series, first_no);
