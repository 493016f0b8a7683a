"""Engagement: who came, whom we never met, whom we can reach, what they care for, where they are active."""

from functools import partial

from ui import engagement_answers as answers
from ui import engagement_sections as sections
from ui import engagement_story as story
from ui import findings, frame, headline, plots, sentences
from ui.text import say

basis = frame.basis()
theme = plots.current_theme()
line = sentences.basis_line(basis)
held = answers.contacted()

headline.show(
    story.lead(basis),
    [story.silent(basis)],
    line,
    illustrative=bool(answers.presence(basis)["illustrative"].any()),
)
sections.turnout(basis, theme)

headline.section(say("story.more"))
findings.show(
    {
        "seen": (say("engagement.each_city"), partial(sections.seen, basis, theme)),
        "contacts": (story.contacts(basis), partial(sections.contacts, basis, theme)),
        "topics": (story.topics(basis), partial(sections.topics, basis, theme)),
        "networks": (story.networks(basis), partial(sections.networks, basis, theme)),
        "potential": (story.potential(basis, held), partial(sections.potential, basis, theme, held)),
        "score": (story.score(basis, held), partial(sections.score, basis, theme, held)),
    }
)
