"""Pipeline: what is overdue, where each prospect stands, and what may come of it; the rest opens below."""

from collections.abc import Callable
from functools import partial

from ui import address, editing, findings, frame, headline, pipeline_edit, plots, sentences, services, tables
from ui import pipeline_answers as answers
from ui import pipeline_sections as sections
from ui import pipeline_story as story
from ui.files import download_buttons
from ui.text import say

basis = frame.basis()
theme = plots.current_theme()
line = sentences.basis_line(basis)
prospects = answers.worklist(basis)
said = sentences.pipeline(services.prospects(basis))
by_hand = answers.chances(answers.set_by_hand())

headline.show(
    said,
    [sentences.target_event(prospects)],
    line,
    illustrative=bool(prospects["illustrative"].any()),
)
editing.show_done()
if len(prospects):
    shown = tables.readable(prospects, tables.WORKLIST_COLUMNS)
    headline.section(say("pipeline.table_title"))
    tables.show(shown, key="table.pipeline", alt=said, narrow=(tables.header("note"),))
    download_buttons(shown, name="prospects", lines=[say("pipeline.table_title"), line])
if answers.journeys(basis).empty:
    address.end_page()

headline.section(say("story.more"))
found: dict[str, tuple[str, Callable[[], None]]] = {
    "change": (say("pipeline.change"), pipeline_edit.show),
    "funnel": (story.funnel(basis), partial(sections.funnel, basis, theme)),
    "cohorts": (story.cohorts(basis), partial(sections.cohorts, basis, theme)),
    "expected": (story.expected(basis, by_hand), partial(sections.expected, basis, theme, by_hand)),
    "score": (story.score(basis, by_hand), partial(sections.score, basis, theme, by_hand)),
    "aside": (story.set_aside(basis), partial(sections.set_aside, basis, theme)),
}
if len(prospects):
    found["timeline"] = (story.timeline(basis), partial(sections.timeline, basis, theme))
    found["effect"] = (story.effect(basis), partial(sections.effect, basis, theme))
findings.show(found)
