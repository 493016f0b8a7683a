"""Answers kept by version of the data and by question, with a bound."""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple

from ui import services

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = 128

Question = TypeVarTuple("Question")
Answer = TypeVar("Answer")


def remembered(ask: Callable[[*Question], Answer]) -> Callable[[*Question], Answer]:
    """A function whose answers are kept for as long as the data stay the same.

    Arguments must be hashable and given by place. Answers are shared between readers: nobody changes them in
    place. An error is not remembered.
    """

    @lru_cache(maxsize=KEPT)
    def kept(_version: str, *question: *Question) -> Answer:
        return ask(*question)

    @wraps(ask)
    def answer(*question: *Question) -> Answer:
        return kept(services.dataset().version, *question)

    return answer
