"""Every sentence people read: a code and its facts in, text out.

A language is a folder with the same keys: the English texts are in `en/`, a file a subject.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

OWN_LIST = "own~"  # how the code of a reader's own list begins (analysis.core.custom_group)
LANGUAGE = "en"
"""The language of the pages."""
_FOLDER = Path(__file__).parent


@cache
def _catalogue(language: str) -> dict[str, str]:
    files = sorted((_FOLDER / language).glob("*.toml"))
    sections = [each for file in files for each in tomllib.loads(file.read_text("utf-8")).items()]
    return {f"{section}.{key}": text for section, texts in sections for key, text in texts.items()}


def languages() -> tuple[str, ...]:
    """The languages there are texts in, by the names of their folders."""
    return tuple(sorted(folder.name for folder in _FOLDER.iterdir() if any(folder.glob("*.toml"))))


def say(key: str, **facts: object) -> str:
    """The sentence `section.code` with its facts filled in. A missing key or fact is a KeyError."""
    return say_in(LANGUAGE, key, **facts)


def say_in(language: str, key: str, **facts: object) -> str:
    """As `say`, in one of `languages`, such as that of a report."""
    return _catalogue(language)[key].format_map(facts)


def counted(key: str, number: int, /, **facts: object) -> str:
    """As `say`, with the form for one where there is exactly one (`key_one`). `{count}` arrives formatted."""
    return say(f"{key}_one" if number == 1 else key, **facts)


def has(key: str) -> bool:
    """Whether the catalogue holds a text under this key."""
    return key in _catalogue(LANGUAGE)


def label(section: str, code: object) -> str:
    """Label of a code; a code without a label, such as a saved list's own, in its own words."""
    key = f"{section}.{code}"
    if section == "group" and str(code).startswith(OWN_LIST):
        return _own_list(str(code))
    return say(key) if has(key) else str(code).replace("-", " ").replace("_", " ").capitalize()


def group_facts(code: object) -> dict[str, str]:
    """A focus group for a sentence.

    `group` is its label; `group_cities`, and `Group_cities` to begin a sentence, a plural noun: 'cities in
    Africa', 'the cities of “Rivers”'.
    """
    group = label("group", code)
    cities = _group_cities(str(code), group)
    return {"group": group, "group_cities": cities, "Group_cities": cities[:1].upper() + cities[1:]}


def _group_cities(code: str, group: str) -> str:
    if code.startswith(f"{OWN_LIST}~"):
        return say("group_cities.chosen")
    if has(f"group_cities.{code}") and not code.startswith(OWN_LIST):
        return say(f"group_cities.{code}")
    return say("group_cities.named", group=group)


def column_meaning(table: str, column: str) -> str:
    """What a column of a table holds, as the template and the documents say it."""
    own = f"meaning.{table}.{column}"
    return say(own) if has(own) else say(f"meaning.{column}")


def column_note(table: str, field: Any) -> str:  # noqa: ANN401  a Field; this package knows no data
    """What a person must know to fill in a column: the note on its heading in the template."""
    parts = [column_meaning(table, field.name).replace("`", "")]
    if field.required:
        parts.append(say("meaning.required"))
    if field.codes:
        parts.append(say("meaning.choices", choices=", ".join(field.codes)))
    return " ".join(parts)


def _own_list(code: str) -> str:
    """A list of a reader's own: `own~Name~city.city`."""
    _, name, cities = code.split("~", 2)
    count = cities.count(".") + 1
    return name or counted("frame.own_list_label", count, count=count)


def failure_sentence(error: Any) -> str:  # noqa: ANN401  a DashboardError; this package knows no data
    """Why something cannot go on, and what to do."""
    return say(f"error.{error.code}", **error.facts)


def issue_sentence(issue: Any) -> str:  # noqa: ANN401  an Issue; this package knows no data
    """What is wrong in one cell, file or table, and what to do. An uploaded file has sentences of its own,
    some of them for a special case of the code (`why`)."""
    blanks = dict.fromkeys(("value", "expected", "example", "low", "high"), "")
    facts = blanks | {"column": issue.column or "", "sheet": issue.sheet} | issue.facts
    key = f"{'found' if issue.file else 'issue'}.{issue.code}"
    special = f"{key}_{facts.get('why')}"
    return say(special if has(special) else key, **facts)


def keys(language: str = LANGUAGE) -> set[str]:
    """All keys of a language, for the tests that hold it to the code and to the other languages."""
    return set(_catalogue(language))
