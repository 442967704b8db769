CREATE TABLE access_event (
    event_id BIGSERIAL NOT NULL, 
    operator_id TEXT COLLATE "C" NOT NULL, 
    event TEXT COLLATE "C" NOT NULL, 
    about TEXT COLLATE "C" NOT NULL, 
    why TEXT COLLATE "C" NOT NULL, 
    at TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_access_event PRIMARY KEY (event_id)
);

CREATE INDEX ix_access_event_at ON access_event (at);

CREATE TABLE account (
    account_id BIGSERIAL NOT NULL, 
    service TEXT COLLATE "C" NOT NULL, 
    number TEXT COLLATE "C" NOT NULL, 
    name TEXT COLLATE "C" NOT NULL, 
    address TEXT COLLATE "C" NOT NULL, 
    mailing TEXT COLLATE "C" NOT NULL, 
    plate TEXT COLLATE "C" NOT NULL, 
    holds_json TEXT COLLATE "C" NOT NULL, 
    party_key TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_account PRIMARY KEY (account_id), 
    CONSTRAINT uq_account_service_number UNIQUE (service, number)
);

CREATE INDEX ix_account_party_key ON account (party_key);

CREATE INDEX ix_account_plate ON account (plate);

CREATE TABLE correction_year (
    series TEXT COLLATE "C" NOT NULL, 
    year BIGINT NOT NULL, 
    last_seq BIGINT NOT NULL, 
    CONSTRAINT pk_correction_year PRIMARY KEY (series, year)
);

CREATE TABLE count_try (
    try_id BIGSERIAL NOT NULL, 
    session_id TEXT COLLATE "C" NOT NULL, 
    operator_id TEXT COLLATE "C" NOT NULL, 
    at TEXT COLLATE "C" NOT NULL, 
    count_json TEXT COLLATE "C" NOT NULL, 
    balanced BIGINT NOT NULL, 
    CONSTRAINT pk_count_try PRIMARY KEY (try_id)
);

CREATE INDEX ix_count_try_session_id ON count_try (session_id);

CREATE TABLE custody_year (
    series TEXT COLLATE "C" NOT NULL, 
    year BIGINT NOT NULL, 
    last_seq BIGINT NOT NULL, 
    CONSTRAINT pk_custody_year PRIMARY KEY (series, year)
);

CREATE TABLE draft (
    request_id TEXT COLLATE "C" NOT NULL, 
    drawer TEXT COLLATE "C" NOT NULL, 
    station TEXT COLLATE "C" NOT NULL, 
    operator_id TEXT COLLATE "C" NOT NULL, 
    state TEXT COLLATE "C" NOT NULL, 
    saved_at TEXT COLLATE "C" NOT NULL, 
    label TEXT COLLATE "C" NOT NULL, 
    cart_json TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_draft PRIMARY KEY (request_id), 
    CONSTRAINT ck_draft_state_known CHECK (state IN ('active', 'parked'))
);

CREATE TABLE drawer_series (
    drawer TEXT COLLATE "C" NOT NULL, 
    chain_no BIGINT NOT NULL, 
    head TEXT COLLATE "C" NOT NULL, 
    last_business_date TEXT COLLATE "C" NOT NULL, 
    open_session_id TEXT COLLATE "C", 
    open_operator_id TEXT COLLATE "C", 
    counting_session_id TEXT COLLATE "C", 
    cut_off_date TEXT COLLATE "C", 
    CONSTRAINT pk_drawer_series PRIMARY KEY (drawer), 
    CONSTRAINT uq_drawer_series_open_operator_id UNIQUE (open_operator_id)
);

CREATE TABLE drawer_year (
    drawer TEXT COLLATE "C" NOT NULL, 
    year BIGINT NOT NULL, 
    last_seq BIGINT NOT NULL, 
    CONSTRAINT pk_drawer_year PRIMARY KEY (drawer, year)
);

CREATE TABLE held_pieces (
    place TEXT COLLATE "C" NOT NULL, 
    value_cents BIGINT NOT NULL, 
    number BIGINT NOT NULL, 
    CONSTRAINT pk_held_pieces PRIMARY KEY (place, value_cents), 
    CONSTRAINT ck_held_pieces_some CHECK (number > 0)
);

CREATE TABLE intake (
    intake_id BIGSERIAL NOT NULL, 
    kind TEXT COLLATE "C" NOT NULL, 
    program TEXT COLLATE "C" NOT NULL, 
    file_name TEXT COLLATE "C" NOT NULL, 
    file_digest TEXT COLLATE "C" NOT NULL, 
    operator_id TEXT COLLATE "C" NOT NULL, 
    at TEXT COLLATE "C" NOT NULL, 
    row_count BIGINT NOT NULL, 
    sum_cents BIGINT NOT NULL, 
    accounts_added BIGINT NOT NULL, 
    accounts_changed BIGINT NOT NULL, 
    bills_added BIGINT NOT NULL, 
    bills_changed BIGINT NOT NULL, 
    bills_unchanged BIGINT NOT NULL, 
    CONSTRAINT pk_intake PRIMARY KEY (intake_id)
);

CREATE TABLE meta (
    name TEXT COLLATE "C" NOT NULL, 
    content TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_meta PRIMARY KEY (name)
);

CREATE TABLE no_sale (
    no_sale_id BIGSERIAL NOT NULL, 
    request_id TEXT COLLATE "C" NOT NULL, 
    session_id TEXT COLLATE "C" NOT NULL, 
    drawer TEXT COLLATE "C" NOT NULL, 
    station TEXT COLLATE "C" NOT NULL, 
    operator_id TEXT COLLATE "C" NOT NULL, 
    operator_name TEXT COLLATE "C" NOT NULL, 
    business_date TEXT COLLATE "C" NOT NULL, 
    at TEXT COLLATE "C" NOT NULL, 
    reason_code TEXT COLLATE "C" NOT NULL, 
    reason_text TEXT COLLATE "C" NOT NULL, 
    approved_by TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_no_sale PRIMARY KEY (no_sale_id), 
    CONSTRAINT ck_no_sale_reason CHECK (length(reason_code) > 0), 
    CONSTRAINT ck_no_sale_approver CHECK (approved_by <> operator_id), 
    CONSTRAINT uq_no_sale_request_id UNIQUE (request_id)
);

CREATE INDEX ix_no_sale_session_id ON no_sale (session_id);

CREATE TABLE operator (
    operator_id TEXT COLLATE "C" NOT NULL, 
    name TEXT COLLATE "C" NOT NULL, 
    role TEXT COLLATE "C" NOT NULL, 
    disabled BIGINT NOT NULL, 
    new_until TEXT COLLATE "C", 
    limits_json TEXT COLLATE "C" NOT NULL, 
    person TEXT COLLATE "C" NOT NULL, 
    pin_hash TEXT COLLATE "C" NOT NULL, 
    badge_hash TEXT COLLATE "C", 
    wrong_pins BIGINT NOT NULL, 
    CONSTRAINT pk_operator PRIMARY KEY (operator_id), 
    CONSTRAINT uq_operator_badge_hash UNIQUE (badge_hash)
);

CREATE TABLE policy (
    digest TEXT COLLATE "C" NOT NULL, 
    files_json TEXT COLLATE "C" NOT NULL, 
    first_seen_at TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_policy PRIMARY KEY (digest), 
    CONSTRAINT ck_policy_digest_length CHECK (length(digest) = 64)
);

CREATE TABLE posting (
    posting_id BIGSERIAL NOT NULL, 
    kind TEXT COLLATE "C" NOT NULL, 
    request_id TEXT COLLATE "C" NOT NULL, 
    request_digest TEXT COLLATE "C" NOT NULL, 
    session_id TEXT COLLATE "C" NOT NULL, 
    drawer TEXT COLLATE "C" NOT NULL, 
    station TEXT COLLATE "C" NOT NULL, 
    operator_id TEXT COLLATE "C" NOT NULL, 
    operator_name TEXT COLLATE "C" NOT NULL, 
    business_date TEXT COLLATE "C" NOT NULL, 
    effective_on TEXT COLLATE "C" NOT NULL, 
    entered_at TEXT COLLATE "C" NOT NULL, 
    policy_digest TEXT COLLATE "C" NOT NULL, 
    chain_no BIGINT NOT NULL, 
    previous TEXT COLLATE "C" NOT NULL, 
    digest TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_posting PRIMARY KEY (posting_id), 
    CONSTRAINT ck_posting_kind_known CHECK (kind IN ('receipt', 'drawer_opened', 'drawer_cut_off', 'drawer_closed', 'correction', 'custody')), 
    CONSTRAINT ck_posting_digest_length CHECK (length(digest) = 64 AND length(previous) = 64), 
    CONSTRAINT ck_posting_dates CHECK (length(business_date) = 10 AND length(effective_on) = 10), 
    CONSTRAINT uq_posting_request_id UNIQUE (request_id), 
    CONSTRAINT uq_posting_drawer_chain_no UNIQUE (drawer, chain_no)
);

CREATE INDEX ix_posting_business_date ON posting (business_date);

CREATE INDEX ix_posting_session_id ON posting (session_id);

CREATE TABLE program_balance (
    program TEXT COLLATE "C" NOT NULL, 
    bill_no TEXT COLLATE "C" NOT NULL, 
    balance_cents BIGINT NOT NULL, 
    CONSTRAINT pk_program_balance PRIMARY KEY (program, bill_no)
);

CREATE TABLE session_count (
    count_id BIGSERIAL NOT NULL, 
    request_id TEXT COLLATE "C" NOT NULL, 
    kind TEXT COLLATE "C" NOT NULL, 
    session_id TEXT COLLATE "C" NOT NULL, 
    drawer TEXT COLLATE "C" NOT NULL, 
    operator_id TEXT COLLATE "C" NOT NULL, 
    operator_name TEXT COLLATE "C" NOT NULL, 
    present_id TEXT COLLATE "C" NOT NULL, 
    present_name TEXT COLLATE "C" NOT NULL, 
    at TEXT COLLATE "C" NOT NULL, 
    remark TEXT COLLATE "C" NOT NULL, 
    count_json TEXT COLLATE "C" NOT NULL, 
    tallies_json TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_session_count PRIMARY KEY (count_id), 
    CONSTRAINT ck_session_count_kind_known CHECK (kind IN ('final', 'surprise', 'hand_over')), 
    CONSTRAINT ck_session_count_present CHECK (present_id <> operator_id), 
    CONSTRAINT ck_session_count_two_people CHECK (kind = 'final' OR length(present_id) > 0), 
    CONSTRAINT uq_session_count_request_id UNIQUE (request_id)
);

CREATE INDEX ix_session_count_session_id ON session_count (session_id);

CREATE TABLE sheet (
    sheet_id BIGSERIAL NOT NULL, 
    kind TEXT COLLATE "C" NOT NULL, 
    about TEXT COLLATE "C" NOT NULL, 
    station TEXT COLLATE "C" NOT NULL, 
    operator_id TEXT COLLATE "C" NOT NULL, 
    at TEXT COLLATE "C" NOT NULL, 
    paper_json TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_sheet PRIMARY KEY (sheet_id), 
    CONSTRAINT ck_sheet_kind_known CHECK (kind IN ('explain', 'payoff', 'plan', 'certificate', 'return_slip', 'boot_release', 'tape')), 
    CONSTRAINT ck_sheet_about_something CHECK (length(about) > 0)
);

CREATE INDEX ix_sheet_about ON sheet (about);

CREATE TABLE stock_series (
    series TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_stock_series PRIMARY KEY (series)
);

CREATE TABLE tape_tick (
    batch_id TEXT COLLATE "C" NOT NULL, 
    operator_id TEXT COLLATE "C" NOT NULL, 
    place BIGINT NOT NULL, 
    at TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_tape_tick PRIMARY KEY (batch_id, operator_id, place), 
    CONSTRAINT ck_tape_tick_place CHECK (place >= 0)
);

CREATE TABLE allocation (
    posting_id BIGINT NOT NULL, 
    line_no BIGINT NOT NULL, 
    part_no BIGINT NOT NULL, 
    instalment BIGINT NOT NULL, 
    kind TEXT COLLATE "C" NOT NULL, 
    amount_cents BIGINT NOT NULL, 
    CONSTRAINT pk_allocation PRIMARY KEY (posting_id, line_no, part_no), 
    CONSTRAINT ck_allocation_amount CHECK (amount_cents > 0), 
    CONSTRAINT fk_allocation_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE TABLE bill (
    bill_no TEXT COLLATE "C" NOT NULL, 
    account_id BIGINT NOT NULL, 
    service TEXT COLLATE "C" NOT NULL, 
    account_number TEXT COLLATE "C" NOT NULL, 
    description TEXT COLLATE "C" NOT NULL, 
    issued_on TEXT COLLATE "C" NOT NULL, 
    status TEXT COLLATE "C" NOT NULL, 
    facts_json TEXT COLLATE "C" NOT NULL, 
    imports BIGINT NOT NULL, 
    version BIGINT NOT NULL, 
    face_cents BIGINT NOT NULL, 
    applied_cents BIGINT NOT NULL, 
    is_open BIGINT NOT NULL, 
    changed_by TEXT COLLATE "C" NOT NULL, 
    changed_at TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_bill PRIMARY KEY (bill_no), 
    CONSTRAINT ck_bill_status_known CHECK (status IN ('open', 'cancelled')), 
    CONSTRAINT ck_bill_version_from_one CHECK (version >= imports AND imports >= 1), 
    CONSTRAINT fk_bill_account_id FOREIGN KEY(account_id) REFERENCES account (account_id)
);

CREATE INDEX ix_bill_account_id ON bill (account_id);

CREATE TABLE closing_stock (
    posting_id BIGINT NOT NULL, 
    count_no BIGINT NOT NULL, 
    series TEXT COLLATE "C" NOT NULL, 
    place TEXT COLLATE "C" NOT NULL, 
    missing_json TEXT COLLATE "C" NOT NULL, 
    extra_json TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_closing_stock PRIMARY KEY (posting_id, count_no), 
    CONSTRAINT fk_closing_stock_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE TABLE closing_tally (
    posting_id BIGINT NOT NULL, 
    tally_no BIGINT NOT NULL, 
    kind TEXT COLLATE "C" NOT NULL, 
    name TEXT COLLATE "C" NOT NULL, 
    expected_cents BIGINT NOT NULL, 
    counted_cents BIGINT NOT NULL, 
    CONSTRAINT pk_closing_tally PRIMARY KEY (posting_id, tally_no), 
    CONSTRAINT fk_closing_tally_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE TABLE correction (
    posting_id BIGINT NOT NULL, 
    year BIGINT NOT NULL, 
    series TEXT COLLATE "C" NOT NULL, 
    seq BIGINT NOT NULL, 
    kind TEXT COLLATE "C" NOT NULL, 
    reason_code TEXT COLLATE "C" NOT NULL, 
    reason_text TEXT COLLATE "C" NOT NULL, 
    document TEXT COLLATE "C" NOT NULL, 
    change_cents BIGINT NOT NULL, 
    evidence_json TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_correction PRIMARY KEY (posting_id), 
    CONSTRAINT ck_correction_kind_known CHECK (kind IN ('void', 'reversal', 'returned_check', 'abatement', 'waiver', 'dismissal', 'adjustment', 'refund', 'effective_change')), 
    CONSTRAINT ck_correction_seq_from_one CHECK (seq >= 1), 
    CONSTRAINT ck_correction_reason CHECK (length(reason_code) > 0), 
    CONSTRAINT ck_correction_change CHECK (change_cents >= 0), 
    CONSTRAINT uq_correction_year_series_seq UNIQUE (year, series, seq), 
    CONSTRAINT fk_correction_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE TABLE correction_approval (
    posting_id BIGINT NOT NULL, 
    approver_id TEXT COLLATE "C" NOT NULL, 
    approver_name TEXT COLLATE "C" NOT NULL, 
    approver_role TEXT COLLATE "C" NOT NULL, 
    act TEXT COLLATE "C" NOT NULL, 
    means TEXT COLLATE "C" NOT NULL, 
    approved_at TEXT COLLATE "C" NOT NULL, 
    approved_words TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_correction_approval PRIMARY KEY (posting_id), 
    CONSTRAINT fk_correction_approval_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE TABLE correction_check (
    posting_id BIGINT NOT NULL, 
    kind TEXT COLLATE "C" NOT NULL, 
    name TEXT COLLATE "C" NOT NULL, 
    number TEXT COLLATE "C" NOT NULL, 
    amount_cents BIGINT NOT NULL, 
    deposited BIGINT NOT NULL, 
    fee_cents BIGINT NOT NULL, 
    fee_bill_no TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_correction_check PRIMARY KEY (posting_id), 
    CONSTRAINT ck_correction_check_amount CHECK (amount_cents > 0), 
    CONSTRAINT ck_correction_check_deposited_flag CHECK (deposited IN (0, 1)), 
    CONSTRAINT fk_correction_check_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE TABLE correction_line (
    posting_id BIGINT NOT NULL, 
    back_no BIGINT NOT NULL, 
    place BIGINT NOT NULL, 
    line_no BIGINT NOT NULL, 
    description TEXT COLLATE "C" NOT NULL, 
    amount_cents BIGINT NOT NULL, 
    gl_code TEXT COLLATE "C" NOT NULL, 
    item_code TEXT COLLATE "C" NOT NULL, 
    quantity BIGINT NOT NULL, 
    CONSTRAINT pk_correction_line PRIMARY KEY (posting_id, back_no), 
    CONSTRAINT ck_correction_line_quantity CHECK (quantity >= 0), 
    CONSTRAINT fk_correction_line_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE TABLE correction_part (
    posting_id BIGINT NOT NULL, 
    effect_no BIGINT NOT NULL, 
    part_no BIGINT NOT NULL, 
    how TEXT COLLATE "C" NOT NULL, 
    instalment BIGINT NOT NULL, 
    kind TEXT COLLATE "C" NOT NULL, 
    amount_cents BIGINT NOT NULL, 
    effective_on TEXT COLLATE "C" NOT NULL, 
    gl_code TEXT COLLATE "C" NOT NULL, 
    place BIGINT, 
    CONSTRAINT pk_correction_part PRIMARY KEY (posting_id, effect_no, part_no), 
    CONSTRAINT ck_correction_part_how_known CHECK (how IN ('paid', 'taken back', 'adjusted', 'waived', 'fee added', 'refunded')), 
    CONSTRAINT ck_correction_part_amount CHECK (amount_cents <> 0), 
    CONSTRAINT fk_correction_part_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE TABLE correction_settlement (
    posting_id BIGINT NOT NULL, 
    how TEXT COLLATE "C" NOT NULL, 
    amount_cents BIGINT NOT NULL, 
    gl_code TEXT COLLATE "C" NOT NULL, 
    payee TEXT COLLATE "C" NOT NULL, 
    service TEXT COLLATE "C" NOT NULL, 
    account_number TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_correction_settlement PRIMARY KEY (posting_id), 
    CONSTRAINT ck_correction_settlement_how_known CHECK (how IN ('refund', 'credit')), 
    CONSTRAINT ck_correction_settlement_amount CHECK (amount_cents > 0), 
    CONSTRAINT fk_correction_settlement_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE TABLE correction_tender (
    posting_id BIGINT NOT NULL, 
    back_no BIGINT NOT NULL, 
    year BIGINT NOT NULL, 
    drawer TEXT COLLATE "C" NOT NULL, 
    seq BIGINT NOT NULL, 
    tender_no BIGINT NOT NULL, 
    kind TEXT COLLATE "C" NOT NULL, 
    name TEXT COLLATE "C" NOT NULL, 
    amount_cents BIGINT NOT NULL, 
    number TEXT COLLATE "C" NOT NULL, 
    is_cash BIGINT NOT NULL, 
    gl_code TEXT COLLATE "C" NOT NULL, 
    back_gl_code TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_correction_tender PRIMARY KEY (posting_id, back_no), 
    CONSTRAINT ck_correction_tender_amount CHECK (amount_cents > 0), 
    CONSTRAINT uq_correction_tender_year_drawer_seq_tender_no UNIQUE (year, drawer, seq, tender_no), 
    CONSTRAINT fk_correction_tender_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE TABLE custody_act (
    posting_id BIGINT NOT NULL, 
    kind TEXT COLLATE "C" NOT NULL, 
    year BIGINT NOT NULL, 
    series TEXT COLLATE "C" NOT NULL, 
    seq BIGINT NOT NULL, 
    slip BIGINT NOT NULL, 
    body_json TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_custody_act PRIMARY KEY (posting_id), 
    CONSTRAINT ck_custody_act_seq_from_one CHECK (seq >= 1), 
    CONSTRAINT ck_custody_act_slip_flag CHECK (slip IN (0, 1)), 
    CONSTRAINT uq_custody_act_year_series_seq UNIQUE (year, series, seq), 
    CONSTRAINT fk_custody_act_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE INDEX ix_custody_act_kind ON custody_act (kind);

CREATE TABLE custody_claim (
    posting_id BIGINT NOT NULL, 
    claim_no BIGINT NOT NULL, 
    what TEXT COLLATE "C" NOT NULL, 
    claimed TEXT COLLATE "C" NOT NULL, 
    turn BIGINT NOT NULL, 
    CONSTRAINT pk_custody_claim PRIMARY KEY (posting_id, claim_no), 
    CONSTRAINT ck_custody_claim_turn_from_one CHECK (turn >= 1), 
    CONSTRAINT uq_custody_claim_what_claimed_turn UNIQUE (what, claimed, turn), 
    CONSTRAINT fk_custody_claim_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE TABLE custody_effect (
    posting_id BIGINT NOT NULL, 
    effect_no BIGINT NOT NULL, 
    session_id TEXT COLLATE "C" NOT NULL, 
    cash_cents BIGINT NOT NULL, 
    closed BIGINT NOT NULL, 
    CONSTRAINT pk_custody_effect PRIMARY KEY (posting_id, effect_no), 
    CONSTRAINT ck_custody_effect_closed_flag CHECK (closed IN (0, 1) AND (closed = 0 OR cash_cents = 0)), 
    CONSTRAINT fk_custody_effect_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE INDEX ix_custody_effect_session_id ON custody_effect (session_id);

CREATE TABLE drawer_closing (
    posting_id BIGINT NOT NULL, 
    count_json TEXT COLLATE "C" NOT NULL, 
    reason_code TEXT COLLATE "C" NOT NULL, 
    reason_text TEXT COLLATE "C" NOT NULL, 
    receipts BIGINT NOT NULL, 
    float_cents BIGINT NOT NULL, 
    approval_json TEXT COLLATE "C", 
    CONSTRAINT pk_drawer_closing PRIMARY KEY (posting_id), 
    CONSTRAINT fk_drawer_closing_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE TABLE drawer_opening (
    posting_id BIGINT NOT NULL, 
    float_cents BIGINT NOT NULL, 
    issue_json TEXT COLLATE "C", 
    left_cents BIGINT, 
    standard_cents BIGINT, 
    reason_code TEXT COLLATE "C", 
    reason_text TEXT COLLATE "C", 
    approval_json TEXT COLLATE "C", 
    CONSTRAINT pk_drawer_opening PRIMARY KEY (posting_id), 
    CONSTRAINT fk_drawer_opening_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE TABLE journal_line (
    posting_id BIGINT NOT NULL, 
    line_no BIGINT NOT NULL, 
    gl_code TEXT COLLATE "C" NOT NULL, 
    debit_cents BIGINT NOT NULL, 
    credit_cents BIGINT NOT NULL, 
    CONSTRAINT pk_journal_line PRIMARY KEY (posting_id, line_no), 
    CONSTRAINT ck_journal_line_one_side CHECK (debit_cents >= 0 AND credit_cents >= 0 AND (debit_cents > 0) <> (credit_cents > 0)), 
    CONSTRAINT fk_journal_line_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE TABLE note (
    note_id BIGSERIAL NOT NULL, 
    account_id BIGINT NOT NULL, 
    remark TEXT COLLATE "C" NOT NULL, 
    written_by TEXT COLLATE "C" NOT NULL, 
    at TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_note PRIMARY KEY (note_id), 
    CONSTRAINT fk_note_account_id FOREIGN KEY(account_id) REFERENCES account (account_id)
);

CREATE INDEX ix_note_account_id ON note (account_id);

CREATE TABLE policy_compiled (
    digest TEXT COLLATE "C" NOT NULL, 
    made_by TEXT COLLATE "C" NOT NULL, 
    content TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_policy_compiled PRIMARY KEY (digest, made_by), 
    CONSTRAINT fk_policy_compiled_digest FOREIGN KEY(digest) REFERENCES policy (digest)
);

CREATE TABLE print_copy (
    posting_id BIGINT NOT NULL, 
    paper TEXT COLLATE "C" NOT NULL, 
    copy_no BIGINT NOT NULL, 
    operator_id TEXT COLLATE "C" NOT NULL, 
    station TEXT COLLATE "C" NOT NULL, 
    at TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_print_copy PRIMARY KEY (posting_id, paper, copy_no), 
    CONSTRAINT ck_print_copy_after_the_first CHECK (copy_no >= 1), 
    CONSTRAINT fk_print_copy_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE TABLE print_job (
    job_id BIGSERIAL NOT NULL, 
    posting_id BIGINT, 
    sheet_id BIGINT, 
    paper TEXT COLLATE "C" NOT NULL, 
    copy_no BIGINT NOT NULL, 
    station TEXT COLLATE "C" NOT NULL, 
    kick BIGINT NOT NULL, 
    state TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_print_job PRIMARY KEY (job_id), 
    CONSTRAINT ck_print_job_paper_known CHECK (paper IN ('receipt', 'drawer_report', 'correction', 'custody', 'sheet')), 
    CONSTRAINT ck_print_job_posting_or_sheet CHECK ((posting_id IS NULL) <> (sheet_id IS NULL)), 
    CONSTRAINT ck_print_job_sheet_paper CHECK ((paper = 'sheet') = (sheet_id IS NOT NULL)), 
    CONSTRAINT ck_print_job_sheet_kick CHECK (sheet_id IS NULL OR kick = 0), 
    CONSTRAINT ck_print_job_state_known CHECK (state IN ('pending', 'sending', 'printed', 'failed', 'unknown', 'dropped')), 
    CONSTRAINT uq_print_job_posting_id_paper_copy_no UNIQUE (posting_id, paper, copy_no), 
    CONSTRAINT fk_print_job_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id), 
    CONSTRAINT fk_print_job_sheet_id FOREIGN KEY(sheet_id) REFERENCES sheet (sheet_id)
);

CREATE UNIQUE INDEX ix_print_job_sheet_id_copy_no ON print_job (sheet_id, copy_no) WHERE sheet_id IS NOT NULL;

CREATE INDEX ix_print_job_station_state ON print_job (station, state);

CREATE TABLE receipt (
    posting_id BIGINT NOT NULL, 
    year BIGINT NOT NULL, 
    drawer TEXT COLLATE "C" NOT NULL, 
    seq BIGINT NOT NULL, 
    payer TEXT COLLATE "C" NOT NULL, 
    change_cents BIGINT NOT NULL, 
    rounding_cents BIGINT NOT NULL, 
    rounding_gl TEXT COLLATE "C" NOT NULL, 
    evidence_kind TEXT COLLATE "C", 
    received_on TEXT COLLATE "C", 
    postmark_on TEXT COLLATE "C", 
    carrier TEXT COLLATE "C", 
    evidence_proper BIGINT, 
    notices_json TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_receipt PRIMARY KEY (posting_id), 
    CONSTRAINT ck_receipt_seq_from_one CHECK (seq >= 1), 
    CONSTRAINT ck_receipt_evidence CHECK ((evidence_kind IS NULL) = (received_on IS NULL) AND (evidence_kind IS NULL) = (carrier IS NULL) AND (evidence_kind IS NULL) = (evidence_proper IS NULL) AND (evidence_kind IS NOT NULL OR postmark_on IS NULL)), 
    CONSTRAINT ck_receipt_change CHECK (change_cents >= 0), 
    CONSTRAINT ck_receipt_rounding CHECK (rounding_cents BETWEEN -4 AND 4 AND (rounding_cents = 0) = (length(rounding_gl) = 0)), 
    CONSTRAINT uq_receipt_year_drawer_seq UNIQUE (year, drawer, seq), 
    CONSTRAINT fk_receipt_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE TABLE receipt_approval (
    posting_id BIGINT NOT NULL, 
    place BIGINT NOT NULL, 
    about TEXT COLLATE "C" NOT NULL, 
    approver_id TEXT COLLATE "C" NOT NULL, 
    approver_name TEXT COLLATE "C" NOT NULL, 
    approver_role TEXT COLLATE "C" NOT NULL, 
    act TEXT COLLATE "C" NOT NULL, 
    means TEXT COLLATE "C" NOT NULL, 
    approved_at TEXT COLLATE "C" NOT NULL, 
    approved_words TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_receipt_approval PRIMARY KEY (posting_id, place), 
    CONSTRAINT fk_receipt_approval_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE TABLE returned_account (
    posting_id BIGINT NOT NULL, 
    account_no BIGINT NOT NULL, 
    service TEXT COLLATE "C" NOT NULL, 
    account_number TEXT COLLATE "C" NOT NULL, 
    party_key TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_returned_account PRIMARY KEY (posting_id, account_no), 
    CONSTRAINT fk_returned_account_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE INDEX ix_returned_account_account_number ON returned_account (account_number);

CREATE INDEX ix_returned_account_party_key ON returned_account (party_key);

CREATE TABLE sheet_copy (
    sheet_id BIGINT NOT NULL, 
    copy_no BIGINT NOT NULL, 
    operator_id TEXT COLLATE "C" NOT NULL, 
    station TEXT COLLATE "C" NOT NULL, 
    at TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_sheet_copy PRIMARY KEY (sheet_id, copy_no), 
    CONSTRAINT ck_sheet_copy_after_the_first CHECK (copy_no >= 1), 
    CONSTRAINT fk_sheet_copy_sheet_id FOREIGN KEY(sheet_id) REFERENCES sheet (sheet_id)
);

CREATE TABLE stock_at (
    series TEXT COLLATE "C" NOT NULL, 
    first_no BIGINT NOT NULL, 
    last_no BIGINT NOT NULL, 
    place TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_stock_at PRIMARY KEY (series, first_no), 
    CONSTRAINT ck_stock_at_upwards CHECK (first_no >= 0 AND last_no >= first_no), 
    CONSTRAINT fk_stock_at_series FOREIGN KEY(series) REFERENCES stock_series (series)
);

CREATE INDEX ix_stock_at_place ON stock_at (place);

CREATE TABLE tender (
    posting_id BIGINT NOT NULL, 
    tender_no BIGINT NOT NULL, 
    kind TEXT COLLATE "C" NOT NULL, 
    name TEXT COLLATE "C" NOT NULL, 
    amount_cents BIGINT NOT NULL, 
    number TEXT COLLATE "C" NOT NULL, 
    is_cash BIGINT NOT NULL, 
    gl_code TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_tender PRIMARY KEY (posting_id, tender_no), 
    CONSTRAINT ck_tender_amount CHECK (amount_cents > 0), 
    CONSTRAINT ck_tender_is_cash_flag CHECK (is_cash IN (0, 1)), 
    CONSTRAINT fk_tender_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE TABLE charge (
    bill_no TEXT COLLATE "C" NOT NULL, 
    instalment BIGINT NOT NULL, 
    charge_no BIGINT NOT NULL, 
    kind TEXT COLLATE "C" NOT NULL, 
    amount_cents BIGINT NOT NULL, 
    CONSTRAINT pk_charge PRIMARY KEY (bill_no, instalment, charge_no), 
    CONSTRAINT ck_charge_amount CHECK (amount_cents >= 0), 
    CONSTRAINT fk_charge_bill_no FOREIGN KEY(bill_no) REFERENCES bill (bill_no)
);

CREATE TABLE corrected_receipt (
    posting_id BIGINT NOT NULL, 
    place BIGINT NOT NULL, 
    year BIGINT NOT NULL, 
    drawer TEXT COLLATE "C" NOT NULL, 
    seq BIGINT NOT NULL, 
    ends BIGINT, 
    CONSTRAINT pk_corrected_receipt PRIMARY KEY (posting_id, place), 
    CONSTRAINT ck_corrected_receipt_ends_flag CHECK (ends IS NULL OR ends = 1), 
    CONSTRAINT fk_corrected_receipt_year FOREIGN KEY(year, drawer, seq) REFERENCES receipt (year, drawer, seq), 
    CONSTRAINT uq_corrected_receipt_year_drawer_seq_ends UNIQUE (year, drawer, seq, ends), 
    CONSTRAINT fk_corrected_receipt_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id)
);

CREATE TABLE correction_effect (
    posting_id BIGINT NOT NULL, 
    effect_no BIGINT NOT NULL, 
    bill_no TEXT COLLATE "C" NOT NULL, 
    bill_version BIGINT NOT NULL, 
    service TEXT COLLATE "C" NOT NULL, 
    account_number TEXT COLLATE "C" NOT NULL, 
    description TEXT COLLATE "C" NOT NULL, 
    name TEXT COLLATE "C" NOT NULL, 
    before_cents BIGINT NOT NULL, 
    after_cents BIGINT NOT NULL, 
    CONSTRAINT pk_correction_effect PRIMARY KEY (posting_id, effect_no), 
    CONSTRAINT uq_correction_effect_bill_no_bill_version UNIQUE (bill_no, bill_version), 
    CONSTRAINT fk_correction_effect_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id), 
    CONSTRAINT fk_correction_effect_bill_no FOREIGN KEY(bill_no) REFERENCES bill (bill_no)
);

CREATE TABLE instalment (
    bill_no TEXT COLLATE "C" NOT NULL, 
    no BIGINT NOT NULL, 
    due_on TEXT COLLATE "C" NOT NULL, 
    CONSTRAINT pk_instalment PRIMARY KEY (bill_no, no), 
    CONSTRAINT fk_instalment_bill_no FOREIGN KEY(bill_no) REFERENCES bill (bill_no)
);

CREATE TABLE receipt_line (
    posting_id BIGINT NOT NULL, 
    line_no BIGINT NOT NULL, 
    kind TEXT COLLATE "C" NOT NULL, 
    amount_cents BIGINT NOT NULL, 
    description TEXT COLLATE "C" NOT NULL, 
    bill_no TEXT COLLATE "C", 
    bill_version BIGINT, 
    service TEXT COLLATE "C", 
    account_number TEXT COLLATE "C", 
    name TEXT COLLATE "C", 
    balance_after_cents BIGINT, 
    cash_only TEXT COLLATE "C", 
    effective_on TEXT COLLATE "C", 
    overridden TEXT COLLATE "C", 
    particulars_json TEXT COLLATE "C", 
    difference_cents BIGINT, 
    difference_gl TEXT COLLATE "C", 
    no_checks TEXT COLLATE "C", 
    item_code TEXT COLLATE "C", 
    quantity BIGINT, 
    unit_price_cents BIGINT, 
    gl_code TEXT COLLATE "C", 
    reference TEXT COLLATE "C", 
    credit_cents BIGINT, 
    credited_for TEXT COLLATE "C", 
    CONSTRAINT pk_receipt_line PRIMARY KEY (posting_id, line_no), 
    CONSTRAINT ck_receipt_line_kind_known CHECK (kind IN ('bill', 'item')), 
    CONSTRAINT ck_receipt_line_amount CHECK (amount_cents > 0 OR (amount_cents = 0 AND kind = 'item' AND coalesce(credit_cents, 0) > 0)), 
    CONSTRAINT ck_receipt_line_bill_or_item CHECK ((kind = 'bill') = (bill_no IS NOT NULL AND bill_version IS NOT NULL AND item_code IS NULL)), 
    CONSTRAINT uq_receipt_line_bill_no_bill_version UNIQUE (bill_no, bill_version), 
    CONSTRAINT fk_receipt_line_posting_id FOREIGN KEY(posting_id) REFERENCES posting (posting_id), 
    CONSTRAINT fk_receipt_line_bill_no FOREIGN KEY(bill_no) REFERENCES bill (bill_no)
);

CREATE INDEX ix_receipt_line_reference ON receipt_line (reference) WHERE reference IS NOT NULL;

CREATE TABLE line_serials (
    posting_id BIGINT NOT NULL, 
    line_no BIGINT NOT NULL, 
    part_no BIGINT NOT NULL, 
    series TEXT COLLATE "C" NOT NULL, 
    first_no BIGINT NOT NULL, 
    last_no BIGINT NOT NULL, 
    CONSTRAINT pk_line_serials PRIMARY KEY (posting_id, line_no, part_no), 
    CONSTRAINT ck_line_serials_upwards CHECK (first_no >= 0 AND last_no >= first_no), 
    CONSTRAINT fk_line_serials_posting_id FOREIGN KEY(posting_id, line_no) REFERENCES receipt_line (posting_id, line_no)
);

CREATE INDEX ix_line_serials_series_first_no ON line_serials (series, first_no);
