"""Everything that a page says, with all open that can be opened: sentences, labels, pictures and tables."""

import json
import re
from html import unescape

from tests.support.apptest import opened

_PICTURED = re.compile(r"<(style|title)\b.*?</\1>|data:image[^\"')]*", re.DOTALL)


def everything(page, /, **address):
    """Every text of a page, one a line, without markup; the rows of tables as lines of CSV."""
    return "\n".join(_texts(opened(page, **address).main))


def _texts(block):
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from filter(None, [_plain(getattr(child, "label", "") or "")])
            yield from _texts(child)
        else:
            yield from filter(None, map(_plain, _said(child)))


def _said(element):
    kind = element.type
    if kind == "html":
        return [element.proto.body]
    if kind == "plotly_chart":
        return _pictured(element.proto)
    if kind in {"arrow_data_frame", "dataframe", "table"}:
        return [element.value.to_csv(index=False)]
    options = [str(each) for each in getattr(element, "options", None) or []]
    value = getattr(element, "value", None)
    words = value if isinstance(value, str) and kind not in {"text_input", "text_area"} else ""
    return [getattr(element, "label", "") or getattr(element.proto, "label", ""), words, *options]


def _pictured(proto):
    layout = json.loads(proto.spec)["layout"]
    title = layout.get("title", {}).get("text", "")
    return [
        title,
        *(each.get("text", "") for each in layout.get("annotations", [])),
        getattr(proto, "alt", ""),
    ]


def _plain(text):
    """Without tags, styles, hidden tooltips and the marks that keep text inert; a line for each text of a
    picture."""
    text = text.replace("<text", "\n<text")
    text = re.sub(r"<[^>]+>", " ", _PICTURED.sub(" ", text))
    return re.sub(r"[^\S\n]+", " ", unescape(text).replace("\\", "")).strip()
