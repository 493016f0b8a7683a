"""Answers kept by version of the data, language of the reader and question, with a bound."""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple

from ui import numbers, services

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = 128

Question = TypeVarTuple("Question")
Answer = TypeVar("Answer")


def remembered(ask: Callable[[*Question], Answer]) -> Callable[[*Question], Answer]:
    """A function whose answers are kept for as long as the data stay the same, for readers of one language.

    Arguments must be hashable and given by place. Answers are shared between readers: nobody changes them in
    place. An error is not remembered.
    """

    @lru_cache(maxsize=KEPT)
    def kept(_state: tuple[str, str], *question: *Question) -> Answer:
        return ask(*question)

    @wraps(ask)
    def answer(*question: *Question) -> Answer:
        return kept((services.dataset().version, numbers.locale()), *question)

    return answer
