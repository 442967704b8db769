"""The rows on the mail rule and on what money is applied to: each with its sources and tests."""

from __future__ import annotations

from tests.domain.rule_rows import (
    HOLIDAYS,
    LEFT,
    MAIL,
    NEAR,
    PARTS,
    RECORDS,
    VECTORS,
    Rule,
)

ENVELOPES = [
    Rule(
        "a legible postmark",
        "rptl925",
        {MAIL: "test_rptl925_a_legible_postmark_counts_upon_delivery"},
    ),
    Rule("a meter's imprint", "rptl925", {MAIL: "test_rptl925_a_meter_imprint_is_no_postmark"}),
    Rule(
        "missing or illegible",
        "rptl925",
        {MAIL: "test_rptl925_a_missing_or_illegible_postmark_counts_for_nothing"},
    ),
    Rule(
        "meter and cancellation",
        "rptl925",
        {MAIL: "test_rptl925_a_canceled_meter_imprint_counts_by_the_cancellation"},
    ),
    Rule(
        "a designated carrier",
        "irc7502",
        {MAIL: "test_irc7502_a_designated_carrier_counts_by_its_own_record"},
    ),
    Rule(
        "a bank's check",
        "rptl925",
        {MAIL: "test_rptl925_1b_a_banks_mailed_check_counts_by_its_postmark"},
    ),
    Rule(
        "electronic", "gml5b", {MAIL: "test_gml5b_an_electronic_payment_counts_when_it_completed"}
    ),
    Rule(
        "certificate of mailing, certified mail",
        "rptl925",
        {
            MAIL: "test_rptl925_a_proof_of_mailing_counts_as_the_policy_says_and_its_number_is_kept "
            "test_rptl925_a_proof_of_mailing_without_its_number_never_reaches_a_cart",
            "tui.test_came": "test_a_proof_of_mailing_without_its_number_is_asked_for_it_behind_the_day",
        },
    ),
    Rule("the drop box", "", {MAIL: "test_a_drop_box_counts_by_the_offices_own_rule"}),
    Rule(
        "late and short goes back",
        "rptl925",
        {MAIL: "test_rptl925_late_and_short_by_the_interest_is_returned"},
    ),
    Rule(
        "a postmark of the moved Monday",
        "osc98_11",
        {MAIL: "test_osc98_11_a_postmark_of_the_moved_monday_is_on_time"},
    ),
    Rule(
        "public holidays of New York",
        "gcl24",
        {
            HOLIDAYS: "test_gcl24_lincolns_birthday_and_election_day_count_although_the_office_may_be_open "
            "test_gcl24_the_table_is_the_librarys_with_its_corrections"
        },
    ),
]

APPLICATION = [
    Rule(
        "penalty before principal, as the policy lists it",
        "",
        {VECTORS: "test_within_a_bill_penalty_and_interest_are_paid_before_what_was_billed"},
    ),
    Rule(
        "the customer chooses the bill",
        "",
        {VECTORS: "test_across_bills_the_customer_chooses_and_no_money_moves_by_itself"},
    ),
    Rule(
        "liens newest to oldest",
        "rptl_1112",
        {
            "test_redemption": "test_rptl_1112_an_older_lien_without_the_newer_ones_is_refused "
            "test_rptl_1112_the_oldest_alone_may_be_paid_when_it_is_the_last",
            "tui.test_single_rules": "test_rptl_1112_the_oldest_of_three_liens_alone_is_refused_at_once",
        },
    ),
    Rule(
        "water by precedence, with override",
        "bms edmunds",
        {
            "test_charge_order": "test_bms_without_a_wish_the_policys_order_holds "
            "test_bms_the_clerk_may_have_another_charge_paid_first",
            VECTORS: "test_bms_edmunds_water_money_goes_by_the_policys_precedence_to_the_cent",
        },
    ),
    Rule(
        "a boot's release is all of it at once",
        "ij_boot",
        {"test_boot_release": "test_ij_boot_a_release_lacking_a_ticket_is_refused"},
    ),
    Rule(
        "tolerances elsewhere, none here",
        "",
        {
            NEAR: "test_tolerances_elsewhere_settle_a_bill_within_a_few_dollars_and_new_york_has_none",
            LEFT: "test_new_york_has_no_tolerance_found_so_none_is_in_any_office",
        },
    ),
    Rule(
        "tolerance, rounding and over or short are three ledgers",
        "",
        {
            "test_posting": "test_a_difference_within_the_tolerance_has_its_own_account",
            PARTS: "test_a_tolerance_has_an_account_for_each_side",
            RECORDS: "test_tolerance_rounding_and_over_or_short_are_three_ledgers_in_every_office",
            "exchange.test_policy_accruals": "test_a_wrong_row_is_refused_in_a_sentence",
            "exchange.test_rounding_policy": "test_a_wrong_value_is_refused",
        },
    ),
]
