"""What Streamlit reads as Markdown is ours or has come through ui.core.markdown, in every call."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FILES = sorted([*(ROOT / "ui").rglob("*.py"), *(ROOT / "pages").glob("*.py")])
READERS = {  # of st and of containers: the first argument is Markdown
    *("markdown", "caption", "info", "warning", "error", "success", "toast", "write", "spinner", "progress"),
    *("expander", "popover", "dialog", "button", "download_button", "form_submit_button", "link_button"),
    *("page_link", "menu_button", "checkbox", "toggle", "radio", "pills", "segmented_control", "selectbox"),
    *("multiselect", "text_input", "text_area", "number_input", "date_input", "slider", "select_slider"),
    *("file_uploader", "subheader", "metric", "badge", "tabs"),
}
EACH_OPTION_TOO = {"pills", "segmented_control", "radio", "select_slider"}
FROM_HERE = {"inert_markdown", "inert_list", "inert_options", "say_inert", "counted_inert"}
OF_OURS = {"_badge"}  # a badge with a sentence of the catalogue
CATALOGUE = {"say", "counted"}
NO_STREAMLIT = {"words", "tables", "_LOG", "logger", "saved_names", "comparison_words"}


def is_ours(node):
    """Whether an expression can hold no word of data that means something in Markdown."""
    match node:
        case ast.Constant():
            ours = True
        case ast.Lambda():
            ours = is_ours(node.body)
        case ast.IfExp():
            ours = is_ours(node.body) and is_ours(node.orelse)
        case ast.BinOp(op=ast.Add()):
            ours = is_ours(node.left) and is_ours(node.right)
        case ast.JoinedStr():
            ours = all(is_ours(each.value) for each in node.values if isinstance(each, ast.FormattedValue))
        case ast.List():
            ours = all(is_ours(each) for each in node.elts)
        case ast.ListComp() | ast.GeneratorExp():
            ours = is_ours(node.elt)
        case ast.Name():
            ours = node.id in FROM_HERE
        case ast.Call():
            ours = speaks_ours(node)
        case _:
            ours = False
    return ours


def speaks_ours(call):
    match call:
        case ast.Call(func=ast.Attribute(value=ast.Constant(), attr="join"), args=[several]):
            return is_ours(several)
        case ast.Call(func=ast.Name(id="map"), args=[first, _]):
            return is_ours(first)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="formats"))):
            return True
        case ast.Call(func=ast.Name(id="label")):
            return all(isinstance(each, ast.Constant) for each in call.args)
        case ast.Call(func=ast.Name(id=name)) if name in CATALOGUE:
            return all(each.arg and is_ours(each.value) for each in call.keywords)
    return isinstance(call.func, ast.Name) and call.func.id in FROM_HERE | OF_OURS


def markdown_of(call):
    """What a call gives to Streamlit as Markdown. HTML in Markdown is escaped, see the pages' own tests."""
    name, named = call.func.attr, {each.arg: each.value for each in call.keywords}
    if "unsafe_allow_html" in named:
        return
    yield from [] if name == "page_link" else call.args[:1]
    yield from (named[each] for each in ("label", "body", "help", "captions") if each in named)
    if name in EACH_OPTION_TOO:
        yield named.get("format_func", ast.Name("no_format_func"))


def calls_of_streamlit(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=receiver), attr=name)):
                if name in READERS and receiver not in NO_STREAMLIT:
                    yield node


def test_no_word_of_data_reaches_streamlit_as_markdown():
    wrong = [
        f"{path.relative_to(ROOT)}:{call.lineno} {ast.unparse(text)}"
        for path in FILES
        for call in calls_of_streamlit(path)
        for text in markdown_of(call)
        if not is_ours(text)
    ]
    assert not wrong, "\n".join(wrong)
