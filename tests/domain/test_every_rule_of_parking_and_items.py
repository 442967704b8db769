"""Every rule on tickets, permits, tags, cards, returned checks and the holiday table has a test: here is which.

A source's key stands for its row in the collection of rules. A test that is renamed or lost is found missing here.
"""

from __future__ import annotations

from importlib import import_module

import pytest

TABLE = """
GCL 24: the table
    exchange.test_holiday_seed.test_gcl24_seeding_2023_to_2030_gives_the_kept_table_word_for_word
GCL 24: corrected
    exchange.test_holiday_seed.test_a_year_that_the_office_corrected_is_left_word_for_word
GCL 24: the library
    exchange.test_holidays.test_gcl24_the_table_is_the_librarys_with_its_corrections
GCL 24: 12 February and Election Day
    exchange.test_holidays.test_gcl24_lincolns_birthday_and_election_day_count_although_the_office_may_be_open
GCL 25-a, RPTL 925-a: vectors
    exchange.test_holidays.test_rptl925a_gcl25a_calendar_vectors
GML 5, GML 5-b: by resolution
    domain.test_rules_cards.test_gml5_5b_cards_and_electronic_payments_are_taken_only_as_resolved
    domain.test_rules_cards.test_gml5_an_office_that_resolved_cards_adds_them_and_their_fee_as_policy
GML 5-b: confirmation
    domain.test_rules_cards.test_gml5b_the_confirmation_shows_date_amount_unique_number_and_to_keep_it
GML 5-b: received
    domain.test_rules_mail.test_gml5b_an_electronic_payment_counts_when_it_completed
GML 85, GOL 5-328
    domain.test_rules_state_law.test_gml85_gol5_328_the_charge_for_a_returned_check_is_at_most_what_the_law_says
GML 85: demand
    domain.test_rules_parking_more.test_gml85_after_returned_checks_cash_or_guaranteed_money_is_demanded
GML 85: like the account
    domain.test_returned_checks.test_a_check_that_paid_three_bills_takes_all_three_back_with_one_fee
GML 371
    domain.test_rules_state_law.test_gml371_a_bureau_answers_an_appeal_and_what_it_denies_goes_to_the_court
VTL 1806-a
    domain.test_tickets.test_vtl_1806a_default_waits_30_days_a_notice_and_30_more
    domain.test_tickets.test_vtl_1806a_no_default_without_notice_nor_after_two_years
    domain.test_tickets.test_vtl_1806a_the_notice_needs_its_certified_mail_number
VTL 1809-aa
    domain.test_parking.test_vtl_1809_aa_surcharge_is_25_due_by_the_tenth_of_the_next_month
    domain.test_parking.test_surcharges_are_remitted_apart_by_month_and_payee
VTL 1809-aa: conviction
    domain.test_ticket_steps.test_vtl_1809_aa_a_default_is_a_conviction_where_policy_says_so
VTL 1809-b
    domain.test_parking.test_vtl_1809_b_handicapped_surcharge_is_30_with_15_to_the_county
VTL 1809-b: a line
    domain.test_ticket_steps.test_vtl_1809_b_a_conviction_adds_the_surcharge_as_a_line_of_its_own
VTL 1809-a
    domain.test_rules_parking_more.test_vtl1809a_the_surcharge_of_large_cities_is_in_no_office_here
VTL 235-244
    domain.test_rules_parking_more.test_vtl_235_244_an_office_without_a_tribunal_goes_from_a_denial_to_city_court
9 NYCRR 6180.5
    domain.test_parking.test_nycrr_6180_second_notice_within_40_days
VTL 510(4-c)
    domain.test_scofflaws.test_vtl_510_4c_three_open_tickets_within_18_months_and_not_two
    domain.test_scofflaws.test_vtl_510_4c_months_count_to_the_day
    domain.test_scofflaws.test_vtl_510_4c_only_unanswered_tickets_of_the_same_plate_count
    tui.test_item_sales.test_vtl_510_4c_the_counter_says_that_a_registration_is_at_risk
    domain.test_scofflaws.test_the_explanation_of_a_ticket_says_it_with_the_law_and_names_the_others
SCC 69, 2 NYCRR 16.8: in the form received
    domain.test_rules_parking_more.test_nycrr16_8_scc69_money_is_deposited_in_the_form_in_which_it_came
2 NYCRR 16.8: the very items
    domain.test_deposit.test_cash_is_the_receipts_with_the_drawers_difference_and_checks_are_the_very_checks
    domain.test_deposit.test_a_check_swapped_for_cash_does_not_prove_although_the_amount_does
SFL 100
    domain.test_rules_state_law.test_sfl100_public_accounts_are_kept_in_cents
NYCRR529, TB-ST-677
    domain.test_rules_parking_more.test_nycrr529_tbst677_no_item_is_taxed_before_the_office_says_so
TB-ST-700
    domain.test_items.test_tb_st_700_no_item_is_taxed_unless_it_is_flagged
ITH-PARK: codes
    domain.test_rules_parking_more.test_ith_park_codes_without_a_published_fine_come_with_the_tickets_amount
ITH-PARK: progressive fines
    domain.test_parking.test_ith_park_published_progressive_fines
    domain.test_parking.test_ith_park_the_same_infraction_counts_for_18_months_to_the_day
    domain.test_parking.test_ith_park_another_infraction_plate_or_a_dismissed_ticket_does_not_count
ITH-FAQ226: late fee
    domain.test_late_fee_hold.test_ith_faq226_late_fee_after_20_days
ITH-FAQ226: its amount
    domain.test_rules_left_to_the_office.test_what_only_the_office_knows_has_its_key_and_is_to_be_confirmed
ITH-FAQ226: suspended
    domain.test_late_fee_hold.test_ith_faq226_an_appeal_within_20_days_suspends_the_fee_while_it_is_pending
    domain.test_late_fee_hold.test_ith_faq226_an_appeal_after_20_days_does_not_suspend_it
    domain.test_late_fee_hold.test_after_a_denial_the_remaining_days_go_on_or_the_whole_period_by_policy
ITH-FAQ226: contest
    domain.test_tickets.test_ith_faq226_appeal_denied_then_city_court
    domain.test_tickets.test_a_granted_appeal_owes_nothing_and_ends_the_ticket
IJ-BOOT: eligibility, tow, storage
    domain.test_parking.test_ij_boot_five_unpaid_tickets_make_a_plate_eligible
    domain.test_parking.test_ij_boot_tow_after_72_hours_and_storage_after_24
IJ-BOOT: release at once, in cash
    domain.test_boot_release.test_ij_boot_release_puts_every_ticket_and_the_fee_into_one_cart
    domain.test_boot_release.test_ij_boot_a_release_lacking_a_ticket_is_refused
    domain.test_boot_release.test_ij_boot_cash_only_once_booted_for_a_release_and_for_one_ticket
IJ-BOOT, ITH-PARK: counters
    domain.test_rules_parking_more.test_ij_boot_ith_park_the_bureau_to_ask_is_told_with_its_telephone
CORTLAND-PARK
    domain.test_rules_neighbors.test_cortland_park_5_to_10_dollars_after_7_days_and_10_more_after_30
OSC-ITH: dispositions
    domain.test_tickets.test_osc_ith_no_disposition_without_actor_document_and_reason
    domain.test_tickets.test_no_sequence_of_steps_reaches_a_state_without_its_papers
OSC-ITH: told
    domain.test_ticket_steps.test_osc_a_reduction_is_a_step_with_its_day_and_document
ITH-TAGS, IV-TAGS, IT-TAGS
    domain.test_items.test_ith_tags_a_sheet_of_six_is_27_and_a_tag_4_50
WENY, SUN-TAGS
    domain.test_items.test_weny_sun_tags_old_tags_are_credit_toward_new_ones
WENY: at the counter
    domain.test_exchanges.test_weny_old_tags_are_credit_toward_new_ones
    domain.test_exchanges.test_weny_what_is_left_of_the_old_ones_is_a_claim_and_never_change
ITH-TAGS: outlets
    domain.test_rules_items.test_ith_tags_an_outlet_is_named_on_its_receipt_and_an_unknown_one_refused
    domain.test_rules_items.test_ith_tags_an_outlet_pays_the_wholesale_price_where_there_is_one
ITH-580
    domain.test_rules_items.test_ith_580_id_and_plates_are_needed_at_the_sale_and_at_a_transfer
    domain.test_rules_items.test_ith_580_fees_and_cards_are_not_refunded_because_somebody_changed_his_mind
    domain.test_rules_items.test_ith_580_permits_are_renewed_at_most_three_months_ahead
ITH-709
    domain.test_rules_items.test_ith_709_a_permit_is_for_at_most_two_vehicles
    domain.test_rules_items.test_ith_709_a_switch_of_garage_or_a_lost_ticket_is_20
ITH-159
    domain.test_rules_items.test_ith_159_a_new_card_is_10_once_and_a_replacement_10
IJ-2015P, ITH-159: prices
    domain.test_rules_left_to_the_office.test_ith_159_prices_that_pages_contradict_are_in_no_policy_of_charges
ITH-RPP
    domain.test_rules_items.test_ith_rpp_a_residential_permit_costs_the_same_on_any_day_of_its_year
ITH-243
    domain.test_rules_items.test_ith_243_scratch_off_tags_wait_for_the_offices_prices
PARKITHACA2
    domain.test_items.test_parkithaca2_tokens_are_honored_through_31_december_2018
PARKITHACA2: at the counter
    domain.test_exchanges.test_parkithaca_tokens_are_not_sold_after_july_and_not_honored_after_december_2018
TX-NSF
    domain.test_rules_state_law.test_tx_nsf_three_returned_in_twelve_months_and_no_checks_for_a_year
OH-NSF
    domain.test_rules_state_law.test_oh_nsf_two_returned_and_only_guaranteed_funds_are_taken
per person and per account
    domain.test_returned_holds.test_checks_on_other_accounts_of_the_party_count_for_the_party
    domain.test_returned_holds.test_the_second_check_within_the_months_holds_the_account_for_the_months
a bounced check reopens its bills
    domain.test_rules_state_law.test_a_returned_check_reopens_the_bill_at_its_day_and_interest_is_as_if_never_paid
FTWORTH, OSC-ITH: refunds
    domain.test_rules_parking_more.test_ftworth_osc_ith_a_refund_of_another_day_is_a_claim_and_never_from_a_drawer
FTWORTH: prior days
    domain.test_reversals.test_a_receipt_is_reversed_on_a_later_day_only
PLATTS
    domain.test_rules_cards.test_platts_the_fee_is_told_in_dollars_and_accepted_before_the_card_is_taken
    domain.test_rules_cards.test_platts_the_fee_is_a_line_on_its_own_account_and_the_bill_is_paid_to_the_cent
PLATTS: by keys
    tui.test_card_fee.test_platts_the_fee_is_told_first_and_the_second_press_accepts_it
"""
"""A rule at the margin, its tests under it."""


def rules() -> dict[str, list[tuple[str, str]]]:
    """Each rule with its tests: module and name."""
    found: dict[str, list[tuple[str, str]]] = {}
    rule = ""
    for line in TABLE.strip().splitlines():
        if line.startswith(" "):
            module, _, name = line.strip().rpartition(".")
            found[rule].append((f"tests.{module}", name))
        else:
            rule = line
            assert rule not in found, f"{rule} is listed twice"
            found[rule] = []
    return found


@pytest.mark.parametrize("rule", list(rules()))
def test_the_rule_has_its_tests(rule: str) -> None:
    tests = rules()[rule]
    assert tests, f"no test shows {rule}"
    missing = [
        f"{module}.{name}"
        for module, name in tests
        if not name.startswith("test_") or not callable(getattr(import_module(module), name, None))
    ]
    assert not missing, f"{rule} has lost {missing}"
