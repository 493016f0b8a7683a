"""The forms in which a city's name is written: with a title, with its country, in two scripts."""

from __future__ import annotations

import re

_TITLES_BEFORE = re.compile(
    r"^(the )?((city|municipality|metropolitan municipality|town|metropolis) of|ville d[e']|mairie d[e']|"
    r"commune d[e']|communauté d[e']|municipalité d[e']|ciudad d[e']|ayuntamiento d[e']|municipio d[e']|"
    r"alcaldía d[e']|prefeitura d[eo]|município d[eo])\s*",
    re.IGNORECASE,
)
_TITLES_AFTER = re.compile(
    r"\s+(city|municipality|(municipal )?(people's )?government|city council|city hall|city government|"
    r"municipal council)$",
    re.IGNORECASE,
)
_TITLES_ZH = re.compile("(市)?(人民政府|政府|市政府|外事办公室|人民政府外事办公室|外办)$")


def without_titles(name: str) -> str:
    """ "City of Johannesburg" → "Johannesburg"; 广州市人民政府 → 广州市."""
    plain = " ".join(name.replace("’", "'").split())
    plain = _TITLES_ZH.sub(r"\1", plain)
    return _TITLES_AFTER.sub("", _TITLES_BEFORE.sub("", plain)) or name


_SEPARATORS = re.compile(r"[/,;()（）、，|\n\[\]]|\s[-–—]\s")
_SCRIPTS = re.compile("(?<=[\u4e00-\u9fff])\\s*(?=[A-Za-zÀ-ÿ])|(?<=[A-Za-zÀ-ÿ'’])\\s*(?=[\u4e00-\u9fff])")


def name_parts(name: str) -> list[str]:
    """Its parts: names in two scripts, what stands in brackets, behind commas and slashes."""
    return [part.strip() for piece in _SEPARATORS.split(name) for part in _SCRIPTS.split(piece)]
