"""Why a file or a sheet is not read: an issue code, which case of it, and the facts its sentence needs."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818  it is an answer, not a fault of the program
    """The file or sheet is not read.

    code: an issue code of docs/issue-codes.md. why: which case, for the sentence. facts: values for it.
    """

    def __init__(self, code: str, why: str = "", **facts: object) -> None:
        super().__init__(f"{code} {why} {facts}")
        self.code = code
        self.facts = {"why": why, **facts} if why else facts
