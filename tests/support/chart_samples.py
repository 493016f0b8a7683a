"""Small frames for the tests of charts, and one call a chart, so that what holds for all is asked of all."""

from datetime import date
from importlib import import_module

import numpy as np
import pandas as pd

from charts.base.caption import Caption
from charts.base.theme import LIGHT, Theme
from charts.kinds import (
    arrears,
    before_after,
    contributions,
    countries,
    definitions_range,
    delegates,
    fee_history,
    funnel,
    money_by_year,
    pay_rates,
    potential,
    regions,
    share_bars,
    shares_over_time,
    sparkline,
    stacked_rows,
    stage_timeline,
    waterfall,
)
from charts.maps import city_map, small_map
from charts.maps.base_map import Base, load_base

NA = np.nan
MARK = "Illustrative data"
CAPTION = Caption("A title", "A subtitle", "A source", MARK)
CAPTIONED = ["small_map", "share_bars", "fee_history", "shares_over_time", "pay_rates", "before_after"]
"""Pictures that are drawn on the server with a caption."""

MARKS = {
    "paid": "Paid",
    "not_paid": "Not paid",
    "unknown": "Unknown",
    "waived": "Waived",
    "prospect": "Prospect",
}

RUNS = pd.DataFrame({"runs": [40, 120, 200, 160, 90, 40, 10]})
KINDS = pd.DataFrame(
    {
        "label": ["Came in person", "Intent expressed"],
        "aside": ["12 × 50 % × 2.5", "3 × 40 % × 2.5"],
        "value": [15.0, 3.0],
        "prospect": [False, True],
    }
)
YEARS = pd.DataFrame(
    {
        "fee_year": [2021, 2022, 2023],
        "paying_share": [0.25, 0.3, 0.4],
        "low": [0.25, 0.28, 0.35],
        "high": [0.25, 0.33, 0.46],
        "group_paying": [10, 12, 16],
        "paying": [40, 40, 40],
        "official_share": [NA, NA, 0.2],
        "received_eur": [300_000.0, 320_000.0, 200_000.0],
        "due_eur": [400_000.0, 400_000.0, 400_000.0],
        "group_received_eur": [80_000.0, 90_000.0, 120_000.0],
        "to_date": [False, False, True],
    }
)
DEFINITIONS = pd.DataFrame(
    {
        "label": ["Any receipt", "In full", "Invoiced"],
        "value": [0.33, 0.31, NA],
        "low": [0.3, 0.31, NA],
        "high": [0.4, 0.31, NA],
        "note": [None, None, "No invoice is recorded"],
    }
)
REGIONS = pd.DataFrame(
    {
        "label": ["Asia", "Africa"],
        "official": [40, 20],
        "paying": [25, 5],
        "unknown": [4, 0],
        "in_focus": [True, False],
    }
)
STAGES = pd.DataFrame(
    {
        "stage": ["identified", "contacted"],
        "label": ["Identified", "Contacted"],
        "now": [3, 2],
        "reached": [8, 5],
        "share_of_first": [1.0, 0.625],
        "text": ["3 now · 8 reached", "2 now · 5 reached"],
    }
)
SIDES = pd.DataFrame(
    {
        "state": ["paid", "not_paid", "unknown", "waived"],
        "group": [20, 2, 1, 0],
        "others": [40, 37, 14, 1],
    }
)
STEPS = pd.DataFrame(
    {
        "step": ["before", "new", "not_paid", "after"],
        "label": ["Paid for 2022", "New", "Not paid", "Pay for 2023"],
        "count": [67, 9, -16, 60],
        "group": [19, 3, -2, 20],
    }
)
OWED = pd.DataFrame(
    {
        "fee_year": [2022, 2023],
        "owed_eur": [400_000.0, 370_000.0],
        "group_owed_eur": [50_000.0, 40_000.0],
        "members": [53, 51],
        "to_date": [False, True],
    }
)
COUNTRIES = pd.DataFrame(
    {
        "label": ["China", "Spain"],
        "received_eur": [166_225.0, 31_400.0],
        "group_eur": [166_225.0, 0.0],
        "share": [0.841, 0.159],
    }
)
MOVED = pd.DataFrame(
    {
        "label": ["Paying share", "Official share", "Not known"],
        "before": [0.333, 0.2, NA],
        "after": [0.365, 0.2, NA],
        "said": ["33.3 % to 36.5 %", "20.0 %", ""],
        "change": ["+3.2 points", "no change", ""],
        "note": ["", "", "not recorded"],
    }
)
AS_OF = date(2023, 5, 31)
CHANGES = pd.DataFrame(
    {
        "city": ["Foshan", "Foshan", "Zhuhai"],
        "stage": ["identified", "contacted", "identified"],
        "stage_label": ["Identified", "Contacted", "Identified"],
        "entered_on": pd.to_datetime(["2023-01-01", "2023-03-01", "2023-04-01"]),
        "until": pd.to_datetime(["2023-03-01", None, None]),
        "illustrative": [True, False, False],
        "hover": ["Foshan\nidentified", "Foshan\ncontacted", "Zhuhai"],
    }
)
PLACES = pd.DataFrame(
    {
        "city_id": ["beijing", "wuhan", "nanjing", "jinan", "foshan", "seoul", "atlantis", "sydney"],
        "name": ["Beijing", "Wuhan", "Nanjing", "Jinan", "Foshan", "Seoul", "Atlantis", "Sydney"],
        "latitude": [39.9, 30.6, 32.1, 36.7, 23.0, 37.6, NA, -33.9],
        "longitude": [116.4, 114.3, 118.8, 117.0, 113.1, 127.0, NA, 151.2],
        "population": pd.array(
            [18_960_744, 10_392_693, 9_314_685, None, 9_042_509, 9_000_000, 1, 5_000_000], "Int64"
        ),
        "mark": ["paid", "not_paid", "unknown", "waived", "prospect", "paid", "paid", "paid"],
        "in_group": [True, True, True, True, True, False, True, False],
        "hover": ["Beijing 北京\nPaid", "Wuhan", "Nanjing", "Jinan", "Foshan", "Seoul", "Atlantis", "Sydney"],
    }
)


PARTS = pd.DataFrame(
    {
        "label": ["Congress", "Forum"],
        "aside": ["October 2023", "May 2022"],
        "in_person": [4, 2],
        "online": [3, NA],
        "absent": [1, 6],
    }
)
LARGE = PLACES.dropna(subset=["population"]).assign(
    points=[5.0, 0.0, 2.0, 3.0, 1.0, 4.0, 2.0],
    elsewhere=["yes", "no", "not_known", "yes", "no", "no", "yes"],
    kind=["member", "member", "member", "prospect", "outside", "member", "member"],
    chosen=True,
    named=[True, True, False, True, False, False, True],
)


def base(theme: Theme = LIGHT, name: str = "china", image: str = "/assets/china.svg") -> Base:
    return load_base(name, theme)[1].at(image)


FEES = pd.DataFrame(
    {
        "fee_year": [2020, 2021, 2022, 2023, 2024],
        "fee_state": ["paid", "part", "not_paid", "unknown", "some"],
        "due_eur": [8000.0, 8000.0, 8000.0, NA, NA],
        "received_eur": [8000.0, 4000.0, 0.0, NA, 6000.0],
    }
)


def bars(label: str = "Paying", text: str = "20 of 60") -> list[share_bars.Bar]:
    return [share_bars.Bar("Official", 0.2, "23 of 115"), share_bars.Bar(label, 1 / 3, text, 0.27, 0.344)]


def labelled(word: str, caption: Caption) -> dict[str, object]:
    """Labels of every figure in which each word is the same."""
    return {
        "shares_over_time": shares_over_time.Labels(caption, word, word, word, word, word),
        "definitions_range": definitions_range.Labels(caption, word),
        "regions": regions.Labels(caption, word, word, word, word.replace("{", "").replace("}", "")),
        "money_by_year": money_by_year.Labels(caption, word, word, word, word),
        "funnel": funnel.Labels(caption, word, word),
        "stage_timeline": stage_timeline.Labels(caption, word, word, date(2023, 10, 1), word),
        "city_map": city_map.Labels(caption, dict.fromkeys(MARKS, word), word),
        "small_map": small_map.Labels(caption, word, dict.fromkeys(MARKS, word), word),
        "share_bars": share_bars.Labels(caption, word, word, word, word),
        "pay_rates": pay_rates.Labels(
            caption, word, (word, word), (word, word), dict.fromkeys(pay_rates.STATES, word)
        ),
        "waterfall": waterfall.Labels(caption, word, word, word.replace("{", "").replace("}", "")),
        "arrears": arrears.Labels(caption, word, word, word.replace("{", "").replace("}", ""), word),
        "countries": countries.Labels(caption, word, word),
        "before_after": before_after.Labels(caption, word, word, word),
        "delegates": delegates.Labels(caption, word, word, word.replace("{", "").replace("}", "")),
        "contributions": contributions.Labels(caption),
        "potential": potential.Labels(caption, word, word, dict.fromkeys(("yes", "no", "not_known"), word)),
        "stacked_rows": stacked_rows.Labels(
            caption,
            dict.fromkeys(("in_person", "online", "absent"), word),
            {"in_person": "filled", "online": "pale", "absent": "hollow"},
        ),
        "fee_history": fee_history.Labels(caption, word, dict.fromkeys(FEES["fee_state"], word)),
    }


FRAMES = {
    "definitions_range": DEFINITIONS,
    "regions": REGIONS,
    "money_by_year": YEARS,
    "funnel": STAGES,
    "stage_timeline": CHANGES,
    "city_map": PLACES,
    "waterfall": STEPS,
    "arrears": OWED,
    "countries": COUNTRIES,
    "delegates": RUNS,
    "contributions": KINDS,
    "potential": LARGE,
    "stacked_rows": PARTS,
}
FIGURES = list(FRAMES)


def figure(name: str, frame: pd.DataFrame | None = None, *, word: str = "word", caption: Caption = CAPTION,
           theme: Theme = LIGHT):  # fmt: skip
    """The figure of a chart from its own sample or another frame like it."""
    frame = FRAMES[name] if frame is None else frame
    shared = {"labels": labelled(word, caption)[name], "theme": theme}
    if name == "city_map":
        return city_map.figure(frame, base(theme), **shared)
    if name == "definitions_range":
        return definitions_range.figure(frame, official=0.2, **shared)
    if name == "stage_timeline":
        return stage_timeline.figure(frame, as_of=AS_OF, **shared)
    if name == "delegates":
        counts = frame["runs"].fillna(0).tolist()
        return delegates.figure(delegates.DelegateCounts(counts, 2.2, 1, 4), **shared)
    return import_module(f"charts.kinds.{name}").figure(frame, **shared)


def drawn(name: str, *, word: str = "word", caption: Caption = CAPTION, theme: Theme = LIGHT) -> str:
    """The SVG of a picture that is drawn on the server."""
    if name == "sparkline":
        return sparkline.svg([0.2, None, 0.3, 0.4], theme=theme, alt=word, to_date=True)
    labels = labelled(word, caption)[name]
    if name == "small_map":
        places = PLACES.assign(name=word, hover=word) if word != "word" else PLACES
        return small_map.svg(places, base(theme), labels=labels, theme=theme)
    by_frame = {
        "fee_history": (fee_history, FEES),
        "pay_rates": (pay_rates, SIDES),
        "shares_over_time": (shares_over_time, YEARS),
    }
    if name in by_frame:
        module, frame = by_frame[name]
        return module.svg(frame, labels=labels, theme=theme)
    if name == "before_after":
        rows = MOVED.assign(label=word, said=word, change=word) if word != "word" else MOVED
        return before_after.svg(rows, labels=labels, theme=theme, tick=str)
    return share_bars.svg(bars(word, word), labels=labels, theme=theme, compact=True)


def texts(figure) -> list[str]:
    """Every string in a figure."""
    found: list[str] = []

    def walk(value) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            for inner in value.values():
                walk(inner)
        elif isinstance(value, (list, tuple)):
            for inner in value:
                walk(inner)

    walk(figure.to_plotly_json()["data"])
    walk(figure.to_plotly_json()["layout"])
    return found


def trace(figure, name: str):
    """The trace of this name."""
    return next(trace for trace in figure.data if trace.name == name)
