"""The rows on the City's taxes, its neighbors' ladders, and water: each with its sources and tests."""

from __future__ import annotations

from tests.domain.rule_rows import (
    CARDS,
    CITY,
    DEMANDS,
    FINES,
    LADDERS,
    LEFT,
    NEAR,
    OFFICES,
    PLANS,
    RECORDS,
    VECTORS,
    WATER,
    Rule,
)

CITY_TAX = [
    Rule(
        "two instalments, to 31 January and to 30 June",
        "ith_tax",
        {CITY: "test_ith_tax_two_instalments_without_penalty_to_31_january_and_to_30_june"},
    ),
    Rule(
        "may be paid in one",
        "ith_tax_mirror",
        {CITY: "test_ith_tax_mirror_both_instalments_may_be_paid_in_one"},
    ),
    Rule(
        "a reminder for the second instalment",
        "ith_tax_mirror",
        {DEMANDS: "test_ith_tax_mirror_a_reminder_goes_out_for_the_second_instalment"},
    ),
    Rule(
        "amounts are not given out before 1 January",
        "ith_tax_mirror",
        {
            DEMANDS: "test_ith_tax_mirror_amounts_are_not_given_out_before_1_january "
            "test_ith_tax_mirror_a_payment_of_december_that_is_opened_in_january_is_taken "
            "test_ith_tax_mirror_an_office_may_give_amounts_out_at_once",
            "chamberlain.test_quote_dates": "test_ith_tax_mirror_a_quote_of_december_says_that_it_is_not_given_out_yet",
            "tui.test_demands": "test_ith_tax_mirror_nothing_is_taken_on_a_tax_before_1_january",
        },
    ),
    Rule("no waiver", "ith_tax", {CITY: "test_ith_tax_no_official_may_waive_a_penalty_on_taxes"}),
    Rule(
        "escrow",
        "ith_tax",
        {
            VECTORS: "test_ith_tax_a_bill_that_went_to_a_bank_is_taken_by_override_and_its_owner_sent_to_the_county"
        },
    ),
    Rule(
        "delinquent on 1 October, 15 %",
        "ith_tax",
        {
            CITY: "test_ith_tax_delinquent_on_1_october_at_15_percent_in_place_of_the_monthly_penalty",
            LADDERS: "test_ith_tax_fifteen_percent_from_1_october",
        },
    ),
    Rule(
        "lien on 1 January, foreclosure two years after",
        "ith_tax",
        {
            DEMANDS: "test_ith_tax_foreclosure_is_possible_two_years_after_the_lien_date "
            "test_ith_tax_the_account_warns_of_each_lien_whose_day_has_come_oldest_first "
            "test_ith_tax_why_and_payoff_say_from_which_day_a_court_may_foreclose",
            "tui.test_demands": "test_ith_tax_a_lien_that_a_court_may_foreclose_is_told_on_the_account",
        },
    ),
    Rule(
        "a plan: 25 % down and 24 monthly payments",
        "ith_tax rptl_1184",
        {
            CITY: "test_ith_tax_rptl_1184_a_plan_is_25_percent_down_and_24_monthly_payments",
            PLANS: "test_ith_tax_rptl_1184_25_percent_down_and_24_monthly_payments",
        },
    ),
    Rule(
        "the ladder before 1 October is a table",
        "ith_tax",
        {VECTORS: "test_ith_tax_the_ladder_before_1_october_is_a_table_of_the_policy_alone"},
    ),
    Rule(
        "sidewalk assessment of 75.00",
        "ij_2015",
        {
            CITY: "test_ij_2015_the_sidewalk_assessment_is_75_a_year_on_the_tax_bill_and_draws_penalty"
        },
    ),
    Rule(
        "stormwater of 48.00 is on the water bill",
        "ij_2015",
        {WATER: "test_ij_2015_stormwater_is_48_a_year_on_the_water_bill"},
    ),
    Rule(
        "school tax in autumn is the district's; none here until late January",
        "icsd_2020",
        {
            CITY: "test_icsd_2020_november_and_december_are_the_districts_and_no_bill_is_here_before_their_end"
        },
    ),
    Rule(
        "school tax here: 5 %, 1 % a month, compound through October",
        "ith_school",
        {
            CITY: "test_ith_school_one_percent_a_month_more_through_october",
            LADDERS: "test_ith_school_read_as_totals_and_read_as_compound",
            OFFICES: "test_ith_school_five_percent_and_one_a_month_compound_through_october",
        },
    ),
    Rule(
        "no cards at the counter",
        "gml5",
        {CARDS: "test_gml5_5b_cards_and_electronic_payments_are_taken_only_as_resolved"},
    ),
    Rule(
        "boot money is cash",
        "ij_boot",
        {FINES: "test_ij_boot_release_is_cash_only"},
    ),
    Rule(
        "published bills, to the cent",
        "published",
        {
            CITY: "test_published_bills_are_their_rate_of_the_assessed_value",
            LADDERS: "test_published_whole_bills",
        },
    ),
    Rule(
        "one article prints 11.77 and 11.71",
        "iv_2020",
        {CITY: "test_iv_2020_one_article_prints_11_77_and_11_71_and_only_one_fits_its_own_bill"},
    ),
    Rule(
        "the Town: free, 1 %, 2 %, then the County",
        "town_tax",
        {
            LADDERS: "test_town_tax_free_in_january_one_percent_in_february_two_in_march",
            OFFICES: "test_town_tax_one_percent_in_february_and_two_in_march "
            "test_town_tax_from_1_april_the_county_collects",
            NEAR: "test_town_tax_who_pays_the_first_half_by_31_january_pays_the_second_to_the_county",
        },
    ),
    Rule(
        "the school notice of 2020 with its dates",
        "icsd_2020",
        {LADDERS: "test_icsd_2020_the_dates_of_a_printed_notice_are_not_moved"},
    ),
    Rule(
        "Cortland schools: 2 to 6 % on the first half",
        "cortland_sch",
        {
            LADDERS: "test_cortland_sch_a_ladder_of_the_first_half_only",
            VECTORS: "test_cortland_sch_2_3_4_5_6_percent_on_the_first_half_only_to_the_cent",
        },
    ),
    Rule(
        "the County's plan: 7 quarterly payments",
        "tompkins_1184",
        {
            PLANS: "test_tompkins_1184_the_county_asks_seven_quarterly_payments",
            VECTORS: "test_tompkins_1184_seven_quarterly_payments_of_the_countys_plan_to_the_cent",
        },
    ),
    Rule(
        "New Rochelle: on the month's last day, prepaid without penalty",
        "newroch_1184",
        {
            PLANS: "test_newroch_1184_payments_are_due_on_the_last_day_of_the_month_moved_off_closed_days "
            "test_newroch_1184_paying_ahead_is_allowed",
            NEAR: "test_newroch_1184_equal_payments_monthly_quarterly_or_semi_annual_on_the_months_last_day",
        },
    ),
    Rule(
        "who may have no plan",
        "city_1184",
        {PLANS: "test_city_1184_an_owner_with_other_liens_or_a_late_foreclosure_gets_none"},
    ),
]

WATER_RULES = [
    Rule(
        "a unit is 100 cubic feet, 748 gallons",
        "ith_rates",
        {RECORDS: "test_ith_rates_a_hundred_cubic_feet_are_told_as_748_gallons"},
    ),
    Rule(
        "a meter's fees are in no page, and so in no policy",
        "ith_rates",
        {RECORDS: "test_ith_rates_a_meters_fee_is_in_no_policy_because_no_page_says_it"},
    ),
    Rule(
        "the owner is billed, whoever pays",
        "ith_old",
        {
            RECORDS: "test_ith_old_a_tenant_may_pay_and_the_receipt_names_the_billed_owner_beside_the_payer"
        },
    ),
    Rule(
        "quarterly, due the 20th, three zones",
        "ith_old",
        {
            WATER: "test_ith_old_the_leading_digits_give_the_months test_ith_old_other_digits_are_in_no_zone"
        },
    ),
    Rule(
        "rates and minimum bills of 2022",
        "ith_rates",
        {WATER: "test_ith_rates_minimum_bills_of_2022 test_ith_rates_worked_example_of_2022"},
    ),
    Rule(
        "the misprinted 3 inch row",
        "ith_rates",
        {WATER: "test_ith_rates_the_three_inch_row_is_misprinted_by_ten_cents"},
    ),
    Rule(
        "rates of 2014",
        "ith_rates14",
        {WATER: "test_ith_rates14_a_hundred_cubic_feet_cost_10_58_in_2014"},
    ),
    Rule(
        "the late penalty, two pages",
        "town_water",
        {
            NEAR: "test_town_water_ten_percent_after_the_thirtieth_and_the_other_pages_one_percent",
            OFFICES: "test_town_water_ten_percent_and_the_other_page_is_to_be_confirmed",
            LEFT: "test_of_the_towns_two_pages_on_water_one_is_to_be_asked_for",
        },
    ),
    Rule(
        "leaks: the five-year average, never below the minimum",
        "ith_adj",
        {
            WATER: "test_ith_adj_the_excess_over_the_five_year_average_comes_off "
            "test_ith_adj_never_below_the_minimum_of_the_meter test_ith_adj_no_excess_takes_nothing_off "
            "test_ith_adj_fewer_years_than_the_policy_asks_for_are_refused",
            VECTORS: "test_ith_adj_the_senior_water_meter_technician_decides_and_the_next_bill_shows_it",
        },
    ),
    Rule(
        "unpaid water is relevied",
        "ny_practice",
        {
            DEMANDS: "test_ny_practice_relevied_water_is_paid_with_the_tax_bill_that_carries_it "
            "test_ny_practice_an_office_may_take_relevied_water_all_the_same",
            "tui.test_demands": "test_ny_practice_relevied_water_is_sent_to_its_tax_bill",
        },
    ),
]
