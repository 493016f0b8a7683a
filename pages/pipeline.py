"""Pipeline: what is overdue, where each prospect stands, and what may come of it; the rest opens below."""

from collections.abc import Callable
from functools import partial

from text import say
from ui.core import address, page_basis, queries, sentences
from ui.core.captions import is_illustrative
from ui.pipeline import answers, closing, edit, sections, words
from ui.widgets import chart_panel, expanders, page_header, row_edit

basis = page_basis.current()
theme = chart_panel.current_theme()
prospects = answers.worklist(basis)
headline = words.headline(queries.prospects(basis))
chances = answers.chances(answers.manual_chances())

page_header.show_page_header(
    headline,
    [words.target_event(prospects)],
    sentences.basis_line(basis),
    illustrative=is_illustrative(prospects),
)
row_edit.show_result()
closing.show_closings()
sections.show_worklist(basis, headline)
if answers.journeys(basis).empty:
    address.end_page()

page_header.section(say("story.more"))
findings: dict[str, tuple[str, Callable[[], None]]] = {
    "change": (say("pipeline.change"), edit.show_change),
    "funnel": (words.funnel(basis), partial(sections.show_funnel, basis, theme)),
    "cohorts": (words.cohorts(basis), partial(sections.show_cohorts, basis)),
    "expected": (words.expected(basis, chances), partial(sections.show_expected, basis, chances)),
    "score": (words.score(basis, chances), partial(sections.show_score, basis, chances)),
    "aside": (words.set_aside(basis), partial(sections.show_set_aside, basis)),
}
if len(prospects):
    findings["timeline"] = (words.timeline(basis), partial(sections.show_timeline, basis, theme))
    findings["effect"] = (words.effect(basis), partial(sections.show_effect, basis))
expanders.show_findings(findings)
