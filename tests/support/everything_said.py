"""Every text that a page hands to Streamlit's front end, and what of it would be more than text there.

`live` does to Markdown what the front end does, as far as words of data are concerned: it reads the marks,
and then looks in each piece of text for addresses, icons and arrows. tests/browser holds it to the browser.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from google.protobuf.message import Message
from markdown_it import MarkdownIt
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from tests.support.apptest import AppTest
from ui.core.markdown import NOTHING

CODES = {  # fields that nobody reads, and fields that a person fills in
    *("id", "form_id", "page", "page_script_hash", "query_string", "deferred_file_id", "icon", "type", "tag"),
    *(
        "format",
        "min",
        "max",
        "config",
        "columns",
        "selection_default",
        "autocomplete",
        "language",
        "code_text",
    ),
    *("default", "value", "raw_value", "mime_type", "file_name", "url", "accept", "spec"),
}
PLAIN = {"alt", "placeholder", "Selectbox.options", "MultiSelect.options"}
READ_LATER = (
    re.compile(r"https?://[-.\w]+", re.IGNORECASE),
    re.compile(r"www\.[-.\w]+", re.IGNORECASE),
    re.compile(r"[-.\w+]+@[-\w]+\.[-\w]"),
    re.compile(r":[\w+-]+:|:material/"),
    re.compile(r"(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)"),
)
DIRECTIVE = re.compile(r"(?<!\\)(?:\\\\)*:[a-z][\w-]*[\[{][^\]}]*")
FORMULA = re.compile(r"(?<!\\)(?:\\\\)*\$[^$]+\$")
OURS = {"paragraph", "bullet_list", "list_item", "inline", "text", "text_special", "softbreak", "strong"}
_GAP = "\ue000"
_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.fixture
def all_open(monkeypatch) -> None:
    """Every expander and popover draws what it holds."""
    for kind in (ExpanderContainer, PopoverContainer):
        monkeypatch.setattr(kind, "open", property(lambda _: True, lambda *_: None))


def texts(app: AppTest) -> Iterator[tuple[str, str]]:
    """Kind and field, such as 'Expandable.label', and the text, of all that somebody reads."""
    for node in app._tree:
        if isinstance(getattr(node, "proto", None), Message):
            yield from _of_message(node.proto)


def is_markdown(field: str) -> bool:
    return not {field, field.partition(".")[2]} & PLAIN


def is_html(text: str) -> bool:
    return text.startswith("<")


def live(markdown: str, word: str) -> list[str]:
    """What a text would show besides letters where it says this word."""
    text = markdown.replace(NOTHING, _GAP)
    found = [found for kind in (DIRECTIVE, FORMULA) for found in kind.findall(text) if word in found]
    for token in _READER.parse(text):
        if token.type.rsplit("_", 1)[0] not in OURS and token.type not in OURS and word in text:
            found.append(token.type)
        if token.children and word in token.content:
            found += _live_inline(token.children)
    return found


def _live_inline(tokens) -> list[str]:
    found = [
        each.type for each in tokens if each.type.rsplit("_", 1)[0] not in OURS and each.type not in OURS
    ]
    runs = [""]
    for token in tokens:
        if token.type in ("text", "text_special"):
            runs[-1] += token.content
        else:
            runs.append("")
    pieces = [piece for run in runs for piece in run.split(_GAP)]
    return found + [each.group() for piece in pieces for kind in READ_LATER for each in kind.finditer(piece)]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        opens = any(name in ("href", "src", "style") and "//" in (value or "") for name, value in attrs)
        if opens or tag in ("a", "img", "b", "i", "script", "iframe", "object"):
            self.found.append(f"{tag} {attrs}")


def live_html(html: str) -> list[str]:
    """Links, images and other elements that we do not write, and addresses in attributes."""
    tags = _Tags()
    tags.feed(html)
    return tags.found


def _of_message(message: Message) -> Iterator[tuple[str, str]]:
    for field, value in message.ListFields():
        for each in value if field.is_repeated else [value]:
            if isinstance(each, Message):
                yield from _of_message(each)
            elif isinstance(each, str) and field.name not in CODES:
                yield f"{message.DESCRIPTOR.name}.{field.name}", each
