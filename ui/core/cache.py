"""Results that are computed once per version of the data and language of the reader, with a bound.

A run of a page shows one version from its first line to its last, whatever is committed meanwhile. Several
processes may share one store, so each run asks the store which version is the newest.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import replace
from functools import lru_cache, partial, wraps
from typing import Any, ParamSpec, TypeVar, overload

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis.core.definitions import DEFAULT_DEFINITION
from data.dataset import Dataset
from data.store import versions
from data.store.database import reading
from data.store.versions import Head
from ui.core import formats, session_keys, store

_SIZE = 128
_DATASETS = 4  # whole datasets in memory: the newest one, and a few that somebody looks back at
P = ParamSpec("P")
T = TypeVar("T")
_computed_for: ContextVar[Head | None] = ContextVar("computed_for", default=None)
_caches: list[Callable[[], None]] = []


def begin_run() -> Dataset:
    """The newest version, which the whole run shows from here on. Raises as `ui.core.store.opened`."""
    st.session_state[session_keys.VERSION] = _newest()
    return dataset()


def dataset() -> Dataset:
    """The current version."""
    return _load(_head())


def dataset_of(version_id: str) -> Dataset:
    """Any version, such as an older one to compare with. Raises as `data.store.versions.load`."""
    return _load(Head(version_id, _head().erasures))


def version_id() -> str:
    """Id of the current version."""
    return str(_head().version_id)


@overload
def cached(compute: Callable[P, T]) -> Callable[P, T]: ...
@overload
def cached(
    *, size: int = _SIZE, per_locale: bool = True, per_definition: bool = True
) -> Callable[[Callable[P, T]], Callable[P, T]]: ...
def cached(
    compute: Callable[..., Any] | None = None,
    *,
    size: int = _SIZE,
    per_locale: bool = True,
    per_definition: bool = True,
) -> Callable[..., Any]:
    """Decorator: keep the latest results of a function of hashable arguments, for the current version.

    per_locale: False for plain numbers, which readers of every locale share; to write one of them is an error
    there. What is kept is written in the locale that it is kept under. per_definition: False where no
    definition of paying changes the result; the function then sees its basis, the first argument, with the
    default definition. Errors are not kept.
    """
    if compute is None:
        return partial(cached, size=size, per_locale=per_locale, per_definition=per_definition)

    @lru_cache(maxsize=size)
    def result(head: Head, locale: str, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        outer = _computed_for.set(head)
        try:
            with formats.in_locale(locale):
                return compute(*args, **kwargs)
        finally:
            _computed_for.reset(outer)

    @wraps(compute)
    def lookup(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        if not per_definition:
            basis, *others = args
            args = (replace(basis, definition=DEFAULT_DEFINITION), *others)
        return result(_head(), formats.locale() if per_locale else "", *args, **kwargs)

    _caches.append(result.cache_clear)
    return lookup


def forget() -> None:
    """Drop every result and every version in memory."""
    for clear in _caches:
        clear()


def _head() -> Head:
    """The current version: inside a cached function the one it is computed for, in a run the one that the run
    began with, elsewhere the newest."""
    computed_for = _computed_for.get()
    if computed_for is not None:
        return computed_for
    if get_script_run_ctx(suppress_warning=True) is not None:
        begun: Head | None = st.session_state.get(session_keys.VERSION)
        if begun is not None:
            return begun
    return _newest()


def _newest() -> Head:
    with reading(store.opened()) as connection:
        head = versions.head(connection)
    _forget_since(head.erasures)
    return head


@lru_cache(maxsize=1)
def _forget_since(erasures: int) -> None:  # noqa: ARG001  the number is what the cache goes by
    """Runs whenever the number of people removed has changed: they must leave the memory too."""
    forget()


@lru_cache(maxsize=_DATASETS)
def _load(head: Head) -> Dataset:
    with reading(store.opened()) as connection:
        return versions.load(connection, str(head.version_id))


_caches.append(_load.cache_clear)
