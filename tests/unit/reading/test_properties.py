"""What holds for every value and every grid: written in any way it comes back equal, and no row is lost."""

import datetime as dt
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading.choices import Header
from tests.support.uploads import account, book, only, read, read_rows, text, values

DAYS = st.lists(st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)), min_size=1, max_size=30)
CENTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=30)
MONTHS = {
    "English": "January February March April May June July August September October November December",
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}


def month(day, language="English"):
    return MONTHS[language].split()[day.month - 1]


def chinese(number):
    """1 to 31 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{'一二三'[tens - 1]}十"
    return ten + ("" if not ones else "一二三四五六七八九"[ones - 1])


def chinese_year(year):
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))


ZERO = dt.date(1899, 12, 30)
DATES = {
    "a real date": lambda day: day,
    "a serial number": lambda day: (day - ZERO).days,
    "ISO": lambda day: day.isoformat(),
    "slashes, year first": lambda day: f"{day.year}/{day.month}/{day.day}",
    "dots, year first": lambda day: f"{day.year}.{day.month}.{day.day}",
    "digits only": lambda day: f"{day:%Y%m%d}",
    "Chinese": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "Chinese numerals": lambda day: f"{chinese_year(day.year)}年{chinese(day.month)}月{chinese(day.day)}日",
    "Chinese with spaces": lambda day: f"{day.year} 年 {day.month:02} 月 {day.day:02} 日",
    "digits only, as a number": lambda day: int(f"{day:%Y%m%d}"),
    "English, with its weekday": lambda day: f"{day:%A}, {day.day} {month(day)} {day.year}",
    "French, with its article": lambda day: f"le {day.day} {month(day, 'French')} {day.year}",
    "full width": lambda day: day.isoformat().translate({48 + n: 0xFF10 + n for n in range(10)}),
    "dots, day first": lambda day: f"{day.day}.{day.month}.{day.year}",
    "English, day first": lambda day: f"{day.day} {month(day)} {day.year}",
    "English, month first": lambda day: f"{month(day)} {day.day}, {day.year}",
    "English, short": lambda day: f"{day.day}-{month(day)[:3]}-{day.year}",
    "French": lambda day: f"{day.day} {month(day, 'French')} {day.year}",
    "Spanish": lambda day: f"{day.day} de {month(day, 'Spanish')} de {day.year}",
    "with a time": lambda day: f"{day.isoformat()}T10:30:00",
    "slashes, day first": lambda day: f"{day.day:02}/{day.month:02}/{day.year}",
    "slashes, month first": lambda day: f"{day.month}/{day.day}/{day.year}",
}
ORDERS = {"slashes, day first": "day", "slashes, month first": "month"}


@pytest.mark.parametrize("way", DATES)
@given(days=DAYS)
def test_a_day_written_in_any_supported_way_comes_back_as_that_day(way, days):
    rows = [["Lima", 2023, number + 1, DATES[way](day)] for number, day in enumerate(days)]
    told = {Header("book.xlsx", "Payments", "Paid on"): ORDERS[way]} if way in ORDERS else {}
    table = only(read_rows([["City", "Year", "Paid", "Paid on"], *rows], sheet="Payments", orders=told))
    assert account(table) == (len(days), len(days), 0, 0)
    assert values(table, "received_on") == [day.isoformat() for day in days]


@given(days=DAYS)
def test_a_day_of_a_workbook_that_counts_from_1904_comes_back_as_that_day(days):
    rows = [["Lima", 2023, number + 1, day] for number, day in enumerate(days)]
    content = book({"Payments": [["City", "Year", "Paid", "Paid on"], *rows]}, date_1904=True)
    assert values(only(read(content)), "received_on") == [day.isoformat() for day in days]


@given(days=DAYS)
def test_days_of_which_one_decides_need_no_answer(days):
    days = [*days, dt.date(2023, 5, 25)]
    rows = [["Lima", 2023, number + 1, f"{day:%d/%m/%Y}"] for number, day in enumerate(days)]
    table = only(read(text([["City", "Year", "Paid", "Paid on"], *rows]), "payments.csv"))
    assert values(table, "received_on") == [day.isoformat() for day in days]


def grouped(cents, mark, point):
    return f"{cents / 100:,.2f}".translate({ord(","): mark, ord("."): point})


NUMBERS = {
    "a number": (lambda cents: cents / 100, None),
    "text with a point": (lambda cents: f"{cents / 100:.2f}", "."),
    "text with a comma": (lambda cents: f"{cents / 100:.2f}".replace(".", ","), ","),
    "1,234.56": (lambda cents: grouped(cents, ",", "."), "."),
    "1.234,56": (lambda cents: grouped(cents, ".", ","), ","),
    "1 234,56": (lambda cents: grouped(cents, " ", ","), ","),
    "1\u00a0234,56": (lambda cents: grouped(cents, "\u00a0", ","), ","),
    "1\u202f234,56": (lambda cents: grouped(cents, "\u202f", ","), ","),
    "1'234.56": (lambda cents: grouped(cents, "'", "."), "."),
    "full width": (
        lambda cents: grouped(cents, "，", "．").translate({48 + n: 0xFF10 + n for n in range(10)}),
        ".",
    ),
    "EUR before": (lambda cents: f"EUR {grouped(cents, ',', '.')}", "."),
    "€ behind": (lambda cents: f"{grouped(cents, '.', ',')} €", ","),
    "万": (lambda cents: f"{cents / 100 / 10_000:.6f}万", "."),
    "thousands": (lambda cents: f"{cents / 100 / 1_000:.5f}k", "."),
    "a number format in 万": (lambda cents: (cents / 100 / 10_000, '0.00"万"'), None),
}


@pytest.mark.parametrize("way", NUMBERS)
@given(amounts=CENTS)
def test_an_amount_written_in_any_supported_way_comes_back_as_that_amount(way, amounts):
    write, mark = NUMBERS[way]
    rows = [["Lima", 1990 + number, write(cents)] for number, cents in enumerate(amounts)]
    told = {Header("book.xlsx", "Fees", "Due"): mark} if mark else {}
    table = only(read_rows([["City", "Year", "Due"], *rows], sheet="Fees", marks=told))
    assert account(table) == (len(amounts), len(amounts), 0, 0)
    assert values(table, "due_eur") == pytest.approx([cents / 100 for cents in amounts], rel=1e-12)


REFUNDS = {
    "a number": lambda cents: -cents / 100,
    "a minus before": lambda cents: f"-{grouped(cents, ',', '.')}",
    "a mathematical minus": lambda cents: f"\u2212{cents / 100:.2f}",
    "a minus behind": lambda cents: f"{grouped(cents, ',', '.')}-",
    "brackets": lambda cents: f"({grouped(cents, ',', '.')})",
    "brackets and a currency": lambda cents: f"(EUR {grouped(cents, ',', '.')})",
    "a currency and a minus": lambda cents: f"€ -{grouped(cents, ',', '.')}",
}


@pytest.mark.parametrize("way", REFUNDS)
@given(amounts=st.lists(st.integers(1, 10**9), min_size=1, max_size=20))
def test_a_refund_written_in_any_supported_way_comes_back_as_that_amount(way, amounts):
    rows = [["Lima", 2023, REFUNDS[way](cents), dt.date(2023, 1, 5)] for cents in amounts]
    told = {Header("book.xlsx", "Payments", "Paid"): "."}
    table = only(read_rows([["City", "Year", "Paid", "Paid on"], *rows], sheet="Payments", marks=told))
    assert account(table) == (len(amounts), len(amounts), 0, 0)
    assert values(table, "amount") == pytest.approx([-cents / 100 for cents in amounts], rel=1e-12)


@given(shares=st.lists(st.integers(0, 100), min_size=1, max_size=5, unique=True))
def test_a_share_comes_back_equal_as_a_number_as_percent_and_as_a_number_format(shares):
    cities = ["Foshan", "Dongguan", "Xiamen", "Qingdao", "Dalian"]
    for write in (lambda n: n / 100, lambda n: f"{n}%", lambda n: (n / 100, "0%"), lambda n: f"{n} ％"):
        rows = [[city, "applied", write(n)] for city, n in zip(cities, shares, strict=False)]
        table = only(read_rows([["City", "Stage", "Probability"], *rows], sheet="Prospects"))
        assert values(table, "probability") == pytest.approx([n / 100 for n in shares])


# No row is lost

CITIES = st.sampled_from(
    ["Lima", "Wuhan", "西安", "Xi’an", "Guangzhou (China)", "Nowhere", "Limma", "", None]
)
YEARS = st.sampled_from([2022, "2023", "FY 2021", 1800, "", None, "soon", dt.date(2023, 1, 1)])
AMOUNTS = st.sampled_from(
    [5000, "6.000", "1,5", "(30)", "12.5万", "n/a", "-", "", None, True, 1e300, "€ 1", -7]
)
DATA = st.tuples(CITIES, YEARS, AMOUNTS, AMOUNTS).map(list)
HEADER = ["City", "Year", "Due", "Paid"]
OTHER = st.sampled_from(
    [
        [],
        ["", "", "", ""],
        HEADER,
        ["Total", "", 11000, 500],
        ["小计", None, 3, ""],
        ["Suma"],
        ["Note: some are missing"],
        ["", "Asia"],
        ["* preliminary"],
        ["Europe", "", "", ""],
        ["Payments received in 2023"],
        ["x" * 200, "", "", ""],
        ["City", "Country", "Status", "Joined"],
        ["Lima", "Peru", "member", "2010"],
    ]
)
ANYTHING = st.one_of(
    st.none(),
    st.integers(-10, 10**6),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(dt.date(1901, 1, 1)),
    st.booleans(),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12),
    st.sampled_from(
        [*HEADER, "城市", "Total", "2023", "2022", "01/02/2023", "1.000", "=1+1", "#REF!", "\u202e"]
    ),
)


def all_accounted_for(upload):
    """Every row of a table's region with a cell in it is kept, ignored or held, and only one of them."""
    for table in upload.tables:
        (grid,) = (
            sheet.grid for sheet in upload.sheets if (sheet.file, sheet.sheet) == (table.file, table.sheet)
        )
        region = table.region
        kinds = grid.kinds[region.header_row : region.last_row, region.first_column - 1 : region.last_column]
        filled = [region.header_row + 1 + row for row, cells in enumerate(kinds) if cells.any()]
        kept, ignored, held = (
            set(part) for part in (table.records.index, table.ignored_rows, table.held_rows.index)
        )
        assert table.rows_read == len(filled) == table.kept + table.ignored + table.held
        assert (len(kept), len(ignored), len(held)) == (table.kept, table.ignored, table.held)
        assert sorted([*kept, *ignored, *held]) == filled
        assert set(table.reasons) == held
        assert all(table.reasons.values())
    all_cells_accounted_for(upload)


def all_cells_accounted_for(upload):
    """Every filled cell of every sheet is in one part of the account, and what was not read is named."""
    for sheet in upload.sheets:
        if sheet.grid is None or not sheet.grid.height:
            continue
        (account,) = (a for a in upload.accounts if (a.file, a.sheet) == (sheet.file, sheet.sheet))
        parts = (account.tables, account.titles, account.totals, account.notes, account.not_read)
        assert account.cells == np.count_nonzero(sheet.grid.kinds) == sum(parts)
        named = {
            issue.row for issue in upload.issues if (issue.code, issue.sheet) == ("not_read", sheet.sheet)
        }
        told = {issue.sheet for issue in upload.issues if issue.code == "no_table"}
        assert {area.first_row for area in account.areas} == named or sheet.sheet in told
        unheaded = any(i.code == "headless_cells" and i.sheet == sheet.sheet for i in upload.issues)
        assert not account.not_read or account.areas or unheaded
    if upload.is_clean:
        assert not any(area.widest > 1 for account in upload.accounts for area in account.areas)
        assert any(table.kept for table in upload.tables)


@given(
    above=st.lists(OTHER, max_size=3),
    rows=st.lists(st.one_of(DATA, DATA, DATA, OTHER), max_size=25),
    as_text=st.booleans(),
)
def test_every_row_of_a_messy_sheet_is_kept_ignored_or_held(above, rows, as_text):
    lines = [*above, HEADER, *rows]
    if as_text:
        plain = [[str(cell) if cell is not None else "" for cell in line] for line in lines]
        all_accounted_for(read(text(plain), "fees.csv"))
    else:
        all_accounted_for(read(book({"Fees": lines})))


@given(grid=st.lists(st.lists(ANYTHING, max_size=6), min_size=1, max_size=12))
def test_a_sheet_of_anything_is_read_without_a_fault_and_loses_no_row(grid):
    upload = read(book({"Sheet1": grid}))
    all_accounted_for(upload)
    assert upload.files[0].format == "xlsx"


@given(content=st.binary(max_size=2_000))
def test_any_bytes_are_an_answer(content):
    upload = read(content, "fees.csv")
    assert upload.issues
    all_accounted_for(upload)


def test_a_sum_of_money_that_no_number_holds_is_held():
    table = only(read_rows([["City", "Year", "Due"], ["Lima", 2023, "9" * 400]]))
    assert account(table) == (1, 0, 0, 1)
    assert not any(math.isinf(value) for value in values(table, "due_eur"))
