"""The default dataset: what is public, what the note says and what is invented, each by hand."""

import csv
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from analysis.core.basis import default_basis
from analysis.core.definitions import DEFINITIONS
from analysis.core.member_states import member_states
from analysis.shares.shares import official_share, paying_share
from data.folder import load_folder
from data.schema import TABLES
from tests.support.datasets import SAMPLE

# Members with public evidence, as of 2023

CHINESE = """
Beijing, Changsha, Chengdu, Dalian, Fuzhou, Guangzhou, Guiyang, Hangzhou, Harbin, Jilin, Jinan,
Kunming, Nanjing, Nanning, Shanghai, Shenyang, Tianjin, Wuhan, Wuxi, Xi'an, Xiamen, Yiwu, Zhengzhou
"""
OTHERS = """
Bandar Lampung, Bogor, Jakarta, Jember, Makassar, Palembang, Semarang, South Tangerang, Surabaya,
West Kalimantan, Seoul, Busan, Goyang, Gwangju, Daejeon, Tehran, Mashhad, Shiraz, Tabriz, Isfahan,
Karaj, Bangkok, Ramallah, Abidjan, Bamako, Dakar, Rabat, Accra, Libreville, Victoria, Gauteng,
Johannesburg, Cairo, Berlin, Brussels, Barcelona, Barcelona (metropolitan area), Madrid, Greater
Paris, Île-de-France (Paris), Greater Manchester, Turin, Kazan, Warsaw, Istanbul, Bogotá,
Montevideo, Rosario, Buenos Aires, São Paulo, São Paulo State, Porto Alegre, Belo Horizonte,
Brasília, Guarulhos, Santiago, Quito, San Salvador, Mexico City, Guadalajara, Montréal
"""
JOINED = {
    "Guangzhou": "1993", "Jinan": "2018", "Xiamen": "2018", "Tianjin": "2004", "Nanjing": "2018",
    "Yiwu": "2018", "Semarang": "2021", "Seoul": "1987", "Busan": "1996", "Goyang": "2019",
    "Ramallah": "2015", "Abidjan": "1985", "Cairo": "1985", "Berlin": "1991", "Barcelona": "1985",
    "Greater Paris": "2019", "Île-de-France (Paris)": "1985", "Greater Manchester": "2018",
    "Turin": "2018", "Kazan": "2019", "Buenos Aires": "1985", "Guarulhos": "2009",
    "San Salvador": "2015", "Mexico City": "1985", "Montréal": "1985",
}  # fmt: skip

# The meeting in Guangzhou, as the founder's note has it

IN_PERSON = """
Guangzhou, Harbin, Shenyang, Hangzhou, Fuzhou, Jinan, Zhengzhou, Changsha, Xiamen, Kunming, Guiyang, Xi'an,
Dongguan, Zhuhai, Foshan
"""
ONLINE = "Shanghai, Dalian, Wuhan, Wuxi, Jilin, Nanning, Chengdu, Qingdao"
PROSPECTS = {
    "Foshan": "intent_expressed",
    "Dongguan": "intent_expressed",
    "Zhuhai": "intent_expressed",
    "Qingdao": "contacted",
    "Hong Kong": "identified",
}

# A person, with and without the accent, whose name is not to stand anywhere, this file included
OFFICER = {"d2620f0a36879fb9", "37742e00d990d888"}

# The published fee grid 2023-2025: income level → joint, joint capital, exclusive, exclusive capital

TARIFF = {
    "low": (2090, 2340, 1390, 1540),
    "lower-middle": (3320, 5530, 2210, 3670),
    "upper-middle": (8840, 11040, 5870, 7330),
    "high": (16560, 19870, 11010, 13190),
}

DATES = [(table, field) for table in TABLES.values() for field in table.fields if "date" in field.kind]


@cache
def rows(table):
    """A table as it stands in the file."""
    with (SAMPLE / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def dataset():
    return load_folder(SAMPLE)


def names(text):
    return {" ".join(name.split()) for name in text.split(",")}


def name_of():
    return {row["city_id"]: row["name"] for row in [*rows("members"), *rows("prospects")]}


def found(table, **cells):
    return [row for row in rows(table) if all(row[name] == cell for name, cell in cells.items())]


def received():
    """Sum in EUR by city and fee year."""
    sums = defaultdict(float)
    for row in rows("receipts"):
        sums[row["city_id"], row["fee_year"]] += float(row["amount_eur"])
    return sums


# Members


def test_the_sample_speaks_of_the_31st_of_may_2023_and_of_no_roll_before():
    assert dataset().as_of == dataset().first_roll_on == date(2023, 5, 31)


def test_the_sample_has_no_problem_and_no_warning():
    assert dataset().report.issues == ()


def test_23_of_115_official_members_are_chinese():
    figure = official_share(member_states(dataset(), default_basis(dataset())))
    assert (figure.numerator, figure.denominator) == (23, 115)
    assert figure.illustrative


def test_the_chinese_members_are_exactly_those_with_public_evidence():
    chinese = found("members", country="CHN")
    assert {row["name"] for row in chinese} == names(CHINESE)
    assert {row["provenance"] for row in chinese} == {"public"}
    assert len(chinese) == 23


def test_the_other_members_with_evidence_are_exactly_these_61():
    others = [row for row in found("members", provenance="public") if row["country"] != "CHN"]
    assert {row["name"] for row in others} == names(OTHERS)
    assert len(others) == 61


def test_31_members_are_invented_and_say_so_in_their_row():
    invented = found("members", provenance="illustrative")
    assert len(invented) == 31
    assert all("invented for the sample" in row["source"] for row in invented)
    assert all(row["note"].startswith("illustrative member") for row in invented)


def test_no_membership_is_invented_where_it_would_take_a_side():
    countries = {row["country"] for row in found("members", provenance="illustrative")}
    assert not countries & {"CHN", "TWN", "RUS", "UKR", "ISR", "PRK"}


def test_joining_years_of_members_with_evidence_are_those_that_are_known():
    known = {
        row["name"]: row["joined_on"] for row in found("members", provenance="public") if row["joined_on"]
    }
    assert known == JOINED


def test_a_city_and_its_metropolitan_body_are_both_members():
    territories = {row["city_id"]: row["territory_of"] for row in rows("members") if row["territory_of"]}
    assert territories["esp-barcelona"] == "esp-barcelona-amb"
    assert set(territories.values()) <= {row["city_id"] for row in rows("members")}


def test_the_membership_scheme_is_not_public_and_blank():
    assert {row["scheme"] for row in rows("members")} == {""}


# Payers


def test_20_of_60_paying_members_of_2023_are_chinese():
    figure = paying_share(member_states(dataset(), default_basis(dataset())))
    assert (figure.numerator, figure.denominator) == (20, 60)
    assert figure.illustrative


def test_every_definition_gives_another_answer():
    basis = default_basis(dataset())
    figures = [
        paying_share(member_states(dataset(), replace(basis, definition=name))) for name in DEFINITIONS
    ]
    assert len({figure.value for figure in figures}) == 4
    assert len({(figure.numerator, figure.denominator) for figure in figures}) == 4


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_under_every_definition_somebody_pays_and_of_somebody_it_is_not_so(definition):
    """Receipts are complete, so every payment is known; not every due and not every day of an invoice."""
    states = member_states(dataset(), replace(default_basis(dataset()), definition=definition)).frame()[
        "state"
    ]
    otherwise = {"any_receipt": {"not_paid"}, "invoiced": {"unknown"}}
    assert {"paid"} | otherwise.get(definition, {"not_paid", "unknown"}) <= set(states)


def test_the_dues_of_2023_are_the_published_grid_for_joint_members():
    levels = {row["country"]: row["income_level"] for row in rows("income_levels")}
    members = {row["city_id"]: row for row in rows("members")}
    for row in found("dues", fee_year="2023"):
        member = members[row["city_id"]]
        joint, joint_capital, *_ = TARIFF[levels[member["country"]]]
        expected = joint_capital if member["state_capital"] == "true" else joint
        assert float(row["due_eur"]) == expected, row["city_id"]


def test_dues_and_receipts_are_recorded_for_2019_to_2023():
    assert {row["fee_year"] for row in rows("dues")} == {str(year) for year in range(2019, 2024)}
    assert {row["fee_year"] for row in rows("receipts")} == {str(year) for year in range(2019, 2024)}


def test_a_fee_of_2023_was_paid_in_december_2022():
    early = [row for row in found("receipts", fee_year="2023") if row["received_on"] < "2023"]
    assert {row["received_on"] for row in early} == {"2022-12-15"}


def test_two_years_arrived_in_one_transfer():
    transfers = Counter((row["city_id"], row["received_on"]) for row in rows("receipts"))
    twice = [transfer for transfer, count in transfers.items() if count == 2]
    assert [{row["fee_year"] for row in found("receipts", city_id=c, received_on=on)} for c, on in twice] == [
        {"2022", "2023"}
    ]


def test_one_payment_was_refunded_in_part_and_one_in_full():
    sums = received()
    refunds = [row for row in rows("receipts") if float(row["amount_eur"]) < 0]
    left = sorted(sums[row["city_id"], row["fee_year"]] for row in refunds)
    assert len(refunds) == 2
    assert left[0] == 0
    assert left[1] > 0


def test_a_bank_charge_leaves_a_payment_in_full_a_little_short():
    charged = [row for row in rows("receipts") if row["bank_charge_eur"] and row["fee_year"] == "2023"]
    dues = {row["city_id"]: float(row["due_eur"]) for row in found("dues", fee_year="2023")}
    assert charged
    assert all(float(row["amount_eur"]) == dues[row["city_id"]] - 25 for row in charged)
    states = member_states(dataset(), replace(default_basis(dataset()), definition="in_full")).frame()
    paid = set(states.loc[states["state"] == "paid", "city_id"])
    assert {row["city_id"] for row in charged} <= paid


def test_money_came_in_three_currencies_with_the_rate_in_the_row():
    assert {row["currency"] for row in rows("receipts")} == {"EUR", "USD", "CNY"}
    foreign = [row for row in rows("receipts") if row["currency"] != "EUR"]
    for row in foreign:
        exact = float(row["amount"]) * float(row["rate"])
        assert float(row["amount_eur"]) == pytest.approx(exact, abs=0.005)


def test_the_host_of_the_congress_has_its_fee_waived():
    waived = [row for row in rows("dues") if row["waived_eur"]]
    assert [(row["city_id"], row["fee_year"]) for row in waived] == [("bel-brussels", "2023")]
    assert waived[0]["waived_eur"] == waived[0]["due_eur"]
    assert waived[0]["waiver_reason"] == "host of the Congress"


def test_some_paid_in_part_and_one_paid_too_much():
    sums = received()
    share = [
        sums[row["city_id"], row["fee_year"]] / float(row["due_eur"])
        for row in rows("dues")
        if row["fee_year"] == "2023"
    ]
    assert sum(0 < part < 0.98 for part in share) == 12
    assert sum(part > 1 for part in share) == 1


def test_some_are_in_arrears_of_several_years():
    sums, arrears = received(), Counter()
    for row in rows("dues"):
        short = sums[row["city_id"], row["fee_year"]] < 0.98 * float(row["due_eur"])
        arrears[row["city_id"]] += short and not row["waived_eur"]
    assert max(arrears.values()) == 5
    assert sum(years >= 3 for years in arrears.values()) > 20


def test_fifteen_members_have_no_due_recorded_for_2023_and_are_unknown_in_full():
    basis = replace(default_basis(dataset()), definition="in_full")
    states = member_states(dataset(), basis).frame()
    unknown = states[states["state"] == "unknown"]
    assert (len(unknown), int(unknown["in_group"].sum())) == (15, 1)


def test_who_joined_in_november_has_its_first_fee_in_the_next_year():
    late = [row["city_id"] for row in rows("members") if row["joined_on"] == "2022-11-17"]
    assert len(late) == 2
    for city in late:
        assert {row["fee_year"] for row in found("dues", city_id=city)} <= {"2023"}
