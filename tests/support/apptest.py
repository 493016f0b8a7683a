"""Runs the real script in Streamlit's AppTest: from the menu script, as every session does."""

import atexit
from pathlib import Path

from streamlit.testing.v1 import AppTest, app_test

from ui.core.markdown import NOTHING

__all__ = ["AppTest", "address", "opened", "said", "spoken", "words"]
ROOT = Path(__file__).resolve().parents[2]

atexit.register(app_test.TMP_DIR.cleanup)  # otherwise Python deletes it, with a warning


def opened(page: str = "overview", /, **address: str) -> AppTest:
    """A page after its first run, with an address such as group='africa'."""
    app = AppTest.from_file(str(ROOT / "ui" / "shell" / "main.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    if page != "overview":
        app.switch_page(str(ROOT / "pages" / f"{page}.py"))
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def words(app: AppTest) -> str:
    """Everything that a page says in text and HTML, with escaped marks put back."""
    spoken = [
        element.proto.body if kind == "html" else element.value
        for kind in ("html", "markdown", "caption", "warning", "error", "success", "info", "title")
        for element in app.get(kind)
    ]
    return "\n".join(str(text) for text in spoken)


def said(app: AppTest) -> str:
    """The same without the marks that keep words of files inert."""
    return spoken(words(app))


def spoken(markdown: str) -> str:
    """What a reader sees of words that were made inert."""
    return markdown.replace(NOTHING, "").replace("\\", "")


def address(app: AppTest) -> dict[str, str]:
    """The address after a run, one value a name."""
    return {name: value if isinstance(value, str) else value[0] for name, value in app.query_params.items()}
