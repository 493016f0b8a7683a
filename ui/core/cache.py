"""Answers that are computed once: kept by the version they speak of and by what was asked, with a bound.

A run of a page speaks of one version from its first line to its last, whatever is committed meanwhile.
Several processes may share one store, so each run asks the store which version is the newest.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import replace
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar, TypeVarTuple

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis.core.basis import DEFAULT_DEFINITION
from data.store import versions
from data.store.database import reading
from data.store.versions import Head
from ui.core import formats, session_keys, store

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.core.basis import Basis
    from data.dataset import Dataset

KEPT = 128  # pictures and texts of each kind
_VERSIONS_KEPT = 4  # whole datasets in memory: the newest one, and a few that somebody looks back at
P = ParamSpec("P")
T = TypeVar("T")
Question = TypeVarTuple("Question")
_speaking_of: ContextVar[Head | None] = ContextVar("speaking_of", default=None)
_caches: list[Callable[[], None]] = []


def begin_run() -> Dataset:
    """The newest version, which the whole run speaks of from here on. Raises as `ui.core.store.opened`."""
    st.session_state[session_keys.VERSION] = _newest()
    return dataset()


def dataset() -> Dataset:
    """The version that is spoken of."""
    return _loaded(_head())


def version(version_id: str) -> Dataset:
    """Any version, such as an older one that somebody compares. Raises as `data.store.versions.load`."""
    return _loaded(Head(version_id, _head().erasures))


def version_id() -> str:
    """Id of the version that is spoken of."""
    return str(_head().version_id)


def cached_by_version(kept: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Decorator: keep the latest answers of a function of hashable arguments that asks `dataset()`."""

    def decorate(compute: Callable[P, T]) -> Callable[P, T]:
        @lru_cache(maxsize=kept)
        def answer(head: Head, /, *args: P.args, **kwargs: P.kwargs) -> T:
            outer = _speaking_of.set(head)
            try:
                return compute(*args, **kwargs)
            finally:
                _speaking_of.reset(outer)

        @wraps(compute)
        def asked(*args: P.args, **kwargs: P.kwargs) -> T:
            return answer(_head(), *args, **kwargs)  # type: ignore[arg-type]  # what hashes is the callers' part

        _caches.append(answer.cache_clear)
        return asked

    return decorate


def cached(ask: Callable[[*Question], T]) -> Callable[[*Question], T]:
    """Decorator as `cached_by_version`, for answers in words and pictures: kept for readers of one language.

    Arguments must be hashable and given by place. An error is not remembered.
    """

    @cached_by_version(KEPT)
    def kept(_locale: str, *question: *Question) -> T:
        return ask(*question)

    @wraps(ask)
    def answer(*question: *Question) -> T:
        return kept(formats.locale(), *question)

    return answer


def cached_across_definitions(ask: Callable[[Basis, *Question], T]) -> Callable[[Basis, *Question], T]:
    """Decorator above one of those two, for what no definition of paying changes: kept once for all of them.

    What is asked sees the default definition, whichever the basis has.
    """

    @wraps(ask)
    def answer(basis: Basis, *question: *Question) -> T:
        return ask(replace(basis, definition=DEFAULT_DEFINITION), *question)

    return answer


def forget() -> None:
    """Drop every answer and every version in memory."""
    for clear in _caches:
        clear()


def _head() -> Head:
    """What is spoken of: in an answer what the answer is for, in a run what the run began with."""
    inner = _speaking_of.get()
    if inner is not None:
        return inner
    if get_script_run_ctx(suppress_warning=True) is not None:
        begun: Head | None = st.session_state.get(session_keys.VERSION)
        if begun is not None:
            return begun
    return _newest()


def _newest() -> Head:
    with reading(store.opened()) as connection:
        found = versions.head(connection)
    _forget_since(found.erasures)
    return found


@lru_cache(maxsize=1)
def _forget_since(erasures: int) -> None:  # noqa: ARG001  the number is what the cache goes by
    """Runs whenever the number of people removed has changed: they must leave the memory too."""
    forget()


@lru_cache(maxsize=_VERSIONS_KEPT)
def _loaded(head: Head) -> Dataset:
    with reading(store.opened()) as connection:
        return versions.load(connection, str(head.version_id))


_caches.append(_loaded.cache_clear)
