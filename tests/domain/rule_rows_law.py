"""The rows on State law: each with its sources and tests."""

from __future__ import annotations

from tests.domain.rule_rows import (
    CARDS,
    DEMANDS,
    FINES,
    HOLIDAYS,
    LADDERS,
    LIENS,
    MORE,
    PARTS,
    RECORDS,
    STATE,
    TICKETS,
    VECTORS,
    WATER,
    Rule,
)

STATE_LAW = [
    Rule(
        "free to 31 January or 30 days after the warrant; then by the month or part",
        "rptl924",
        {
            MORE: "test_rptl924_2_free_for_thirty_days_after_a_late_warrant",
            LADDERS: "test_rptl924_interest_is_by_the_month_or_part_of_it",
        },
    ),
    Rule(
        "a twelfth of the year's rate, rounded, at least 12 %",
        "rptl924a",
        {
            LADDERS: "test_rptl924a_the_monthly_rate_is_a_twelfth_to_the_nearest_hundredth_of_a_point "
            "test_rptl924a_a_rate_holds_for_bills_issued_from_its_date_on"
        },
    ),
    Rule(
        "closed days move every date and tier",
        "rptl925a",
        {
            LADDERS: "test_rptl925a_every_due_date_and_every_lesser_tier_moves",
            HOLIDAYS: "test_rptl925a_gcl25a_calendar_vectors",
        },
    ),
    Rule(
        "the governor's 21 days",
        "rptl925a",
        {
            MORE: "test_rptl925a2_a_governors_order_puts_the_date_off_for_everyone "
            "test_an_extension_beyond_the_law_is_no_extension"
        },
    ),
    Rule(
        "other periods roll; days added count only in months",
        "gcl25a gcl_25a",
        {
            LADDERS: "test_gcl25a_days_that_the_calendar_adds_count_only_in_a_period_of_months",
            WATER: "test_gcl_25a_the_twentieth_rolls_off_a_weekend",
        },
    ),
    Rule(
        "seniors' five days",
        "rptl925b",
        {MORE: "test_rptl925b_seniors_have_up_to_five_business_days_more"},
    ),
    Rule(
        "deployed military",
        "rptl925d",
        {MORE: "test_rptl925d_deployed_military_are_named_by_account"},
    ),
    Rule(
        "third parties get copies",
        "rptl923 dutchess923",
        {
            DEMANDS: "test_rptl923_dutchess923_every_paper_says_to_whom_its_copy_goes",
            "papers.test_correction_slip": "test_rptl923_the_letter_says_who_gets_a_copy_and_a_voids_slip_does_not",
            "tui.test_demands": "test_rptl923_the_third_party_is_told_and_its_copy_is_named_on_paper "
            "test_rptl923_a_flagged_customers_third_party_is_withheld",
        },
    ),
    Rule(
        "part payments only after a resolution, 10.00 each at most",
        "rptl928a rptl_928a",
        {
            PARTS: "test_rptl928a_no_part_payment_without_a_resolution "
            "test_rptl928a_the_charge_is_the_citys_and_later_interest_runs_on_the_rest "
            "test_rptl928a_the_charge_is_at_most_ten_dollars",
            STATE: "test_rptl928a_once_authorized_every_part_payment_must_be_taken "
            "test_rptl928a_old_a_part_payment_puts_off_no_date_and_frees_no_rest",
        },
    ),
    Rule(
        "payment on part of a parcel",
        "rptl932",
        {
            DEMANDS: "test_rptl932_a_part_of_a_parcel_is_no_part_payment "
            "test_rptl932_the_parts_of_an_apportioned_parcel_are_bills_of_their_own",
            "tui.test_demands": "test_rptl932_a_typed_part_of_a_tax_is_sent_to_the_assessor",
        },
    ),
    Rule(
        "what a tax receipt says",
        "rptl986",
        {
            "test_coming_in": "test_the_receipt_of_a_tax_says_what_rptl986_asks",
            "exchange.test_policy_accruals": "test_rptl986_what_a_tax_receipt_says_of_the_roll_is_policy",
        },
    ),
    Rule(
        "a payment out of escrow: the receipt goes to the owner too",
        "rptl986",
        {
            RECORDS: "test_rptl986_of_a_payment_out_of_escrow_the_owner_gets_the_receipt_too "
            "test_rptl986_the_owners_copy_goes_when_the_banks_hold_does"
        },
    ),
    Rule(
        "a copy of each tax receipt is kept, open to public inspection",
        "rptl986",
        {
            RECORDS: "test_rptl986_the_receipt_of_the_books_is_printed_again_word_for_word_for_inspection",
            "chamberlain.test_public": "test_rptl986_a_tax_receipt_is_public_with_its_payer_"
            "and_without_how_it_was_paid",
        },
    ),
    Rule(
        "liens newest first, the statute's words, the certificate",
        "rptl_1112",
        {
            LIENS: "test_rptl_1112_the_newest_may_be_redeemed_first test_rptl_1112_the_oldest_alone_is_refused "
            "test_rptl_1112_the_oldest_may_be_paid_when_it_is_the_last "
            "test_rptl_1112_the_receipt_carries_the_statutes_words_while_one_is_open "
            "test_rptl_1112_the_certificate_is_given_when_the_last_is_redeemed",
        },
    ),
    Rule("the order is data", "a4466", {LIENS: "test_a4466_the_order_is_policy_by_date"}),
    Rule(
        "the fee for a returned check",
        "gml85",
        {STATE: "test_gml85_gol5_328_the_charge_for_a_returned_check_is_at_most_what_the_law_says"},
    ),
    Rule(
        "cards and the internet only as resolved; the confirmation",
        "gml5",
        {
            CARDS: "test_gml5_5b_cards_and_electronic_payments_are_taken_only_as_resolved "
            "test_gml5b_the_confirmation_shows_date_amount_unique_number_and_to_keep_it"
        },
    ),
    Rule(
        "the bureau and the court",
        "gml371",
        {STATE: "test_gml371_a_bureau_answers_an_appeal_and_what_it_denies_goes_to_the_court"},
    ),
    Rule(
        "default on a ticket",
        "vtl_1806a",
        {
            TICKETS: "test_vtl_1806a_default_waits_30_days_a_notice_and_30_more "
            "test_vtl_1806a_no_default_without_notice_nor_after_two_years "
            "test_vtl_1806a_the_notice_needs_its_certified_mail_number"
        },
    ),
    Rule(
        "surcharges on conviction",
        "vtl_1809",
        {
            FINES: "test_vtl_1809_aa_surcharge_is_25_due_by_the_tenth_of_the_next_month "
            "test_vtl_1809_b_handicapped_surcharge_is_30_with_15_to_the_county"
        },
    ),
    Rule(
        "the second notice", "nycrr_6180", {FINES: "test_nycrr_6180_second_notice_within_40_days"}
    ),
    Rule(
        "scofflaws",
        "vtl_510",
        {"test_scofflaws": "test_vtl_510_4c_three_open_tickets_within_18_months_and_not_two"},
    ),
    Rule(
        "one entry a receipt; the deposit in the form received",
        "nycrr16_8",
        {
            VECTORS: "test_nycrr16_8_one_entry_a_receipt_with_date_payer_reason_and_amount",
            "test_deposit": "test_only_the_same_money_in_the_same_form_proves",
        },
    ),
    Rule(
        "a detailed statement at the end of each day",
        "scc69",
        {RECORDS: "test_scc69_the_days_statement_tells_all_that_was_received_and_given_back"},
    ),
    Rule(
        "money goes to the bank within a day, and cash on hand is limited",
        "osc_rich scc69 nycrr16_8",
        {RECORDS: "test_osc_rich_scc69_nycrr16_8_money_waits_a_day_and_cash_is_limited"},
    ),
    Rule("cents", "sfl100", {STATE: "test_sfl100_public_accounts_are_kept_in_cents"}),
    Rule(
        "sales tax by item, none today",
        "nycrr529 tbst677 tb_st_700",
        {
            "test_exchanges": "test_no_item_carries_a_sales_tax_today",
            "test_rules_parking_more": "test_nycrr529_tbst677_no_item_is_taxed_before_the_office_says_so",
            "test_items": "test_tb_st_700_no_item_is_taxed_unless_it_is_flagged",
        },
    ),
]
