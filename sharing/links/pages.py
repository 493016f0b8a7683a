"""The small pages around a snapshot: no such link, the question for a passcode, what a link preview shows.

No script, nothing from elsewhere, readable on a phone, light and dark.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from typing import Final

from text import LANGUAGE, say

_STYLE: Final = (
    ":root{color-scheme:light dark}"
    "body{margin:0;padding:15vh 1.25rem 2rem;background:#fff;color:#1b2733;"
    "font:1.05rem/1.55 'Source Sans Pro','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif}"
    "main{max-width:30rem;margin:0 auto}"
    "h1{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem}"
    "label{display:block;font-weight:600;margin:1.5rem 0 .35rem}"
    "input{box-sizing:border-box;width:100%;font:inherit;padding:.6rem .7rem;border:1px solid #767d86;"
    "border-radius:.25rem;background:#fff;color:inherit}"
    "button{font:inherit;font-weight:600;margin-top:1rem;padding:.65rem 1.5rem;border:0;border-radius:.25rem;"
    "background:#12436d;color:#fff;cursor:pointer}"
    ":focus-visible{outline:3px solid #f46a25;outline-offset:2px}"
    ".wrong{margin-top:1.5rem;padding:.6rem .8rem;border-left:4px solid #b5470b;background:#f5f6f8}"
    "@media(prefers-color-scheme:dark){body{background:#0f1720;color:#e4e9ee}"
    "input{background:#18222d;border-color:#8894a0}button{background:#7fb2dd;color:#0f1720}"
    ".wrong{background:#18222d;border-color:#f46a25}}"
)
_INLINE_STYLE: Final = re.compile(rb"<style[^>]*>(.*?)</style>", re.DOTALL)


def gone() -> bytes:
    """The page of a link that opens nothing, whatever the reason."""
    return _page(say("link.gone_title"), _paragraph(say("link.gone")))


def unavailable() -> bytes:
    """The page where the store cannot be read at this moment."""
    return _page(say("link.unavailable_title"), _paragraph(say("link.unavailable")))


def passcode_form(problem: str = "") -> bytes:
    """The question for a passcode. It says nothing of the report, and a link preview gets nothing else."""
    alert = f'<p class="wrong" role="alert">{escape(problem)}</p>' if problem else ""
    body = (
        f'{_paragraph(say("link.protected"))}{alert}<form method="post">'
        f'<label for="passcode">{escape(say("link.passcode"))}</label>'
        '<input id="passcode" name="passcode" type="password" autocomplete="off" autocapitalize="none" '
        'spellcheck="false" maxlength="128" required autofocus>'
        f'<button type="submit">{escape(say("link.open"))}</button></form>'
    )
    title = say("link.protected_title")
    return _page(title, body, f'<meta property="og:title" content="{escape(title)}">')


def preview(language: str, title: str, address: str, picture: str) -> bytes:
    """What a messenger's robot gets in place of a report: its title and its picture, no figure."""
    properties = {"og:type": "article", "og:title": title, "og:url": address, "og:image": picture}
    og = "".join(
        f'<meta property="{name}" content="{escape(value)}">' for name, value in properties.items() if value
    )
    card = '<meta name="twitter:card" content="summary_large_image">'
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>{og}{card}</head><body><h1>{escape(title)}</h1></body></html>\n"
    ).encode()


def policy(page: bytes, *, form: bool = False) -> str:
    """The content security policy of a page: its own styles by their hashes, pictures it carries, no more."""
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(style).digest()).decode()}'"
        for style in dict.fromkeys(_INLINE_STYLE.findall(page))
    ]
    nothing = "'none'"
    sources = {
        "default-src": nothing,
        "img-src": "data:",
        "style-src": " ".join(hashes) or nothing,
        "form-action": "'self'" if form else nothing,
        "base-uri": nothing,
        "frame-ancestors": nothing,
    }
    return "; ".join(f"{name} {source}" for name, source in sources.items())


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _page(title: str, body: str, head: str = "") -> bytes:
    return (
        f'<!doctype html><html lang="{LANGUAGE}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta name="robots" content="noindex"><title>{escape(title)}</title>{head}'
        f"<style>{_STYLE}</style></head><body><main><h1>{escape(title)}</h1>{body}</main></body></html>\n"
    ).encode()
