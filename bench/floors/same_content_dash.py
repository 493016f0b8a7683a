"""Floor: the content of the Overview as an ordinary Dash developer would write it, all assets served locally.

Served by Flask's threaded server, which costs a reader on the same machine no more than waitress would
(docs/performance.md) and needs no further package.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import plotly.express as px
import plotly.graph_objects as go
from content import DEFINITIONS, STATE_COLOURS, Metric, overview, read
from dash import Dash, Input, Output, dash_table, dcc, html

if TYPE_CHECKING:
    import pandas as pd

SAMPLE = read()
PLAIN = {"displayModeBar": False}


def metric_card(metric: Metric) -> html.Div:
    """Return one number with its sparkline."""
    line = go.Figure(go.Scatter(y=metric.history, mode="lines", line={"width": 2}))
    line.update_layout(height=60, margin={"l": 0, "r": 0, "t": 0, "b": 0}, template="plotly_white")
    line.update_xaxes(visible=False).update_yaxes(visible=False)
    graph = dcc.Graph(figure=line, config={"staticPlot": True})
    return html.Div([html.Small(metric.label), html.H3(metric.value), graph], style={"flex": "1"})


def city_map(cities: pd.DataFrame) -> go.Figure:
    """Return the cities on the projected plane, coloured by state."""
    figure = px.scatter(
        cities,
        x="x",
        y="y",
        color="state",
        size="population",
        hover_name="name",
        color_discrete_map=STATE_COLOURS,
    )
    return figure.update_xaxes(visible=False).update_yaxes(visible=False, scaleanchor="x")


def layout() -> html.Div:
    """Return the frame; the callback fills it."""
    choices = [{"value": code, "label": label} for code, label in DEFINITIONS.items()]
    return html.Div(
        [
            dcc.Dropdown(choices, "any_receipt", id="definition", clearable=False, searchable=False),
            html.H2(id="headline"),
            html.Div(id="metrics", style={"display": "flex", "gap": "1rem"}),
            html.Div(
                [dcc.Graph(id="map", config=PLAIN), dcc.Graph(id="bars", config=PLAIN)],
                style={"display": "grid", "gridTemplateColumns": "1fr 1fr"},
            ),
            html.H2("Needs attention"),
            dash_table.DataTable(id="attention", page_size=10, sort_action="native"),
        ]
    )


app = Dash(__name__, serve_locally=True, health_endpoint="healthz", title="Membership")
app.layout = layout


@app.callback(
    Output("headline", "children"),
    Output("metrics", "children"),
    Output("map", "figure"),
    Output("bars", "figure"),
    Output("attention", "data"),
    Input("definition", "value"),
)
def redraw(definition: str) -> tuple[str, list[html.Div], go.Figure, go.Figure, list[dict]]:
    """Return all that changes with the definition."""
    page = overview(SAMPLE, definition)
    bars = px.bar(page.by_year, x="fee_year", y="paying", color="members", barmode="group")
    cards = [metric_card(metric) for metric in page.metrics]
    return page.headline, cards, city_map(page.cities), bars, page.attention.to_dict("records")


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=os.environ["PORT"], debug=False)
