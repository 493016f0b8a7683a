"""A report with what can go wrong in a format: Chinese, long names, hostile text, unknown values."""

from dataclasses import replace
from datetime import UTC, date, datetime

from charts.base.caption import Caption
from charts.base.theme import theme
from charts.kinds.share_bars import Bar, Labels, svg
from sharing.report import Chart, Column, Figure, Report, Section, Series, Table

_MARKUP = "<img src=x onerror=alert(1)> $\\href{javascript:alert(1)}{x}$"
HOSTILE = f'{_MARKUP} =HYPERLINK("http://x.test") @SUM(1) & \u202e'
LONG = "Metropolitan Municipality of the Very Long Name beside the Confluence of Two Rivers and a Lake"
CHINESE = "广州市与深圳市"
MADE_AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
STAMP = {"snapshot_id": "a1b2c3d4", "made_at": MADE_AT, "app_version": "0.1.0"}


def bars(name, *, illustrative):
    """A chart of the house with two bars."""
    labels = Labels(
        caption=Caption(
            title=f"{CHINESE} pay",
            subtitle="Shares",
            source="Roll",
            mark="Illustrative data" if illustrative else None,
        ),
        alt=f"Paying {HOSTILE}",
        group=HOSTILE,
        others="Others",
        bounds="",
    )
    drawn = [Bar("Paying", 1 / 3, "20 of 60"), Bar("Official", 0.2, "23 of 115")]
    light, dark = (
        svg(drawn, labels=labels, theme=theme(each), compact=True, locale="en_GB")
        for each in ("light", "dark")
    )
    return Chart(
        name=name,
        title=f"{CHINESE} pay",
        subtitle="Shares of members",
        source="Roll of May",
        alt=f"Paying {HOSTILE}",
        kind="bar",
        unit="share",
        fields=("paying_share",),
        categories=("Paying", LONG, HOSTILE),
        series=(Series(CHINESE, (1 / 3, 0.2, None)), Series("Others", (2 / 3, 0.8, 0.5))),
        light=light,
        dark=dark,
        illustrative=illustrative,
    )


def figure(name="paying_share", value=1 / 3, *, illustrative):
    return Figure(
        name=name,
        definition="any_receipt",
        label=f"Paying members {CHINESE}",
        value=value,
        numerator=20,
        denominator=60,
        low=0.27,
        high=0.344,
        unit="share",
        text="33.3 % · 20 of 60",
        how="20 of 60 members paid something for 2023",
        illustrative=illustrative,
    )


def table(*, illustrative):
    return Table(
        name="members",
        title=f"Members / {LONG}",
        columns=(
            Column("member", "City"),
            Column("member_zh", "中文"),
            Column("day", "Since", "day"),
            Column("inhabitants", "Inhabitants", "count"),
            Column("money", "Received", "eur"),
            Column("share", "Share", "share"),
        ),
        rows=(
            ("Guangzhou", "广州", "2018", 18_676_605, 12_345.6, 0.123),
            (LONG, CHINESE, "2023-05-31", None, None, None),
            (HOSTILE, None, None, 0, 0.0, 0.0),
        ),
        illustrative=illustrative,
    )


def report(*, illustrative=False, audience="board", title=f"Board report {CHINESE}"):
    """A report of two sections."""
    return Report(
        kind="board",
        title=title,
        note=f"For June. {HOSTILE}",
        language="en",
        audience=audience,
        as_of=date(2023, 5, 31),
        version="v1",
        source="Roll of May",
        sections=(
            Section(
                "shares",
                "Both shares",
                sentences=("Chinese cities are a fifth of official membership.", HOSTILE),
                fields=("official_share",),
                figures=(figure(illustrative=illustrative), figure("hhi", None, illustrative=False)),
                charts=(bars("shares", illustrative=illustrative),),
                tables=(table(illustrative=illustrative),),
            ),
            Section("more", LONG, sentences=("Nothing else.",)),
        ),
        filters=(("Group", "Chinese cities"), ("Fee year", "2023")),
        codes={"group": "china", "fee_year": "2023"},
        definitions=(("Paying", "Any receipt for the year."),),
    )


def replaced(value, audience="board"):
    """The same report with another paying share."""
    whole = report(audience=audience)
    first = whole.sections[0]
    changed = replace(first, figures=(replace(first.figures[0], value=value), *first.figures[1:]))
    return replace(whole, sections=(changed, *whole.sections[1:]))
