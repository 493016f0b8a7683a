"""What the browser is sent for the pages, and the files that they offer."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from urllib.parse import parse_qsl

import pyarrow as pa
from google.protobuf.json_format import MessageToDict
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.testing.v1 import AppTest, local_script_runner

from bench.outputs.asked import ASKED, ROOT, keep
from bench.outputs.still import step

HOME = "overview"
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
ELSEWHERE = {"theme": "dark", "timezone": "Asia/Shanghai"}
DRAWN = (".png", ".pdf")
"""Files that Chromium draws when they are asked for, which takes long."""
sent, offered = [], []


def listen():
    """Keep what the browser is sent in `sent`, and the files that it is offered in `offered`."""
    parse, add = local_script_runner.parse_tree_from_messages, MediaFileManager.add_deferred

    def parsed(messages):
        sent[:] = messages
        return parse(messages)

    def added(self, make, mimetype, coordinates, file_name=None, **more):
        offered.append((file_name, make))
        return add(self, make, mimetype, coordinates, file_name, **more)

    local_script_runner.parse_tree_from_messages, MediaFileManager.add_deferred = parsed, added


def write_addresses(folder, ids):
    """Every page under every address."""
    for scene in [*PAGES, *(f"{page}?{query}" for page in PAGES for query in ASKED["everywhere"])]:
        step(scene)
        opened(scene)
        shoot(folder, scene, drawn="?" not in scene)
    for scene in ASKED["alone"]:
        step(f"{scene} elsewhere")
        opened(scene.format(**ids), **ELSEWHERE)
        shoot(folder, f"{scene}, elsewhere")


def write_clicks(folder):
    """Every page filled in, then after a click on each button: what one changes stays for the next."""
    for page in PAGES:
        step(f"{page} filled in")
        many = len(filled(page).button)
        shoot(folder, f"{page}, filled in")
        for place in range(many):
            step(f"{page} {place}")
            buttons = filled(page).button
            if place < len(buttons) and not buttons[place].disabled:
                run(buttons[place].click())
                shoot(folder, f"{page}, button {place} {buttons[place].label}")


def opened(scene, **context):
    """A page with its address: from the menu script on, as every session comes to it."""
    page, _, query = scene.partition("?")
    menu_script = re.search(r'st\.App\(\s*"([^"]+)"', (ROOT / "app.py").read_text("utf-8"))[1]
    app = AppTest.from_file(str(ROOT / menu_script), default_timeout=120)
    app.context, app.query_params = context, dict(parse_qsl(query))
    run(app)
    if page != HOME:
        app.query_params |= dict(parse_qsl(query))  # what belongs to the page alone the first one put aside
        run(app.switch_page(str(ROOT / "pages" / f"{page}.py")))
    return app


def filled(page, *, choose=True):
    """A page with all that opens open, all that is empty filled in, and a file uploaded."""
    app = opened(page)
    try:
        for _ in range(3):  # what opens may hold what opens
            for key in re.findall(r'"(?:open|expanded)": false,\s+"id": "\$\$ID-([^"]+)"', on_screen()):
                app.session_state[key] = True
            fill_in(app.main, choose=choose)
            run(app)
    except ValueError:  # AppTest finds a choice by its words, unless these hang on another choice
        return filled(page, choose=False)
    return app


def fill_in(part, *, choose):
    """Fill in what is empty; choices only where asked for."""
    for field in (*part.text_input, *part.text_area):
        if not field.value:
            field.input("Words")
    for field in part.file_uploader:
        field.set_value([("payments.xlsx", Path("payments.xlsx").read_bytes(), "")])
    for box in part.selectbox if choose else ():
        if box.value is None and box.options:
            box.select_index(0)


def run(app):
    """One run of a page; fails where the page does."""
    offered.clear()
    app = app.run()
    assert not app.exception, app.exception[0].message
    return app


def shoot(folder, name, *, drawn=False):
    """Keep what is on the screen and the files offered there."""
    keep(folder, f"{name}.json", on_screen())
    for file_name, make in offered:
        if drawn or not file_name.endswith(DRAWN):
            made = make()
            keep(folder, f"{name}, {file_name}", made if isinstance(made, (bytes, str)) else made.read())


def on_screen():
    """What the browser was told, and what it shows in the end, place by place from the top, as JSON."""
    told, shown = [], {}
    for message in sent:
        kind = message.WhichOneof("type")
        content = MessageToDict(message, preserving_proto_field_name=True).get(kind)
        if kind == "delta":
            shown[tuple(message.metadata.delta_path)] = content
        elif kind != "page_profile":  # what the run cost
            told.append({kind: content})
    placed = ({str(place): shown[place]} for place in sorted(shown))
    return json.dumps(readable([*told, *placed]), indent=1, ensure_ascii=False)


def readable(value):
    """A message without the hashes in ids, and with tables as lines of CSV."""
    if isinstance(value, dict):
        return {name: readable(each) for name, each in value.items()}
    if isinstance(value, list):
        return [readable(each) for each in value]
    if isinstance(value, str) and value.startswith("/////"):  # how Arrow begins in base 64
        table = pa.ipc.open_stream(base64.b64decode(value)).read_all()
        return [*str(table.schema.remove_metadata()).splitlines(), *table.to_pandas().to_csv().splitlines()]
    return re.sub(r"\$\$ID-[0-9a-f]+", "$$ID", value) if isinstance(value, str) else value
