"""Pipeline: what is overdue, where each prospect stands, and what may come of it; the rest opens below."""

from collections.abc import Callable
from functools import partial

from text import say
from ui.core import address, page_basis, queries, sentences
from ui.core.tables import header, readable
from ui.pipeline import answers, edit, sections, tables
from ui.pipeline import words as story
from ui.widgets import chart_panel, expanders, page_header, row_edit
from ui.widgets.downloads import download_buttons
from ui.widgets.tables import show_table

basis = page_basis.current()
theme = chart_panel.current_theme()
line = sentences.basis_line(basis)
prospects = answers.worklist(basis)
said = story.headline(queries.prospects(basis))
by_hand = answers.chances(answers.set_by_hand())

page_header.show(
    said,
    [story.target_event(prospects)],
    line,
    illustrative=bool(prospects["illustrative"].any()),
)
row_edit.show_done()
if len(prospects):
    shown = readable(prospects, tables.WORKLIST_COLUMNS)
    page_header.section(say("pipeline.table_title"))
    show_table(shown, key="table.pipeline", alt=said, narrow=(header("note"),))
    download_buttons(shown, name="prospects", lines=[say("pipeline.table_title"), line])
if answers.journeys(basis).empty:
    address.end_page()

page_header.section(say("story.more"))
found: dict[str, tuple[str, Callable[[], None]]] = {
    "change": (say("pipeline.change"), edit.show),
    "funnel": (story.funnel(basis), partial(sections.funnel, basis, theme)),
    "cohorts": (story.cohorts(basis), partial(sections.cohorts, basis, theme)),
    "expected": (story.expected(basis, by_hand), partial(sections.expected, basis, theme, by_hand)),
    "score": (story.score(basis, by_hand), partial(sections.score, basis, theme, by_hand)),
    "aside": (story.set_aside(basis), partial(sections.set_aside, basis, theme)),
}
if len(prospects):
    found["timeline"] = (story.timeline(basis), partial(sections.timeline, basis, theme))
    found["effect"] = (story.effect(basis), partial(sections.effect, basis, theme))
expanders.show_findings(found)
