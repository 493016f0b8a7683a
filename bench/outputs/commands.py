"""What the commands say, and the files that they write."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import zipfile
from pathlib import Path

import pandas as pd
import typer
from typer.testing import CliRunner

from bench.outputs.asked import ASKED, ROOT, keep
from bench.outputs.still import step

REPORTS = ("board", "china", "city")


def write_commands(folder):
    """Every command. Returns the ids that they printed, by the names that they are asked for with."""
    import manage

    prepare()
    ids = {}
    for line in ASKED["commands"]:
        name, _, words = line.rpartition(" = ")
        ids[name] = command(folder, words, ids, manage.app)
    for name in ids:
        if name.startswith(REPORTS):
            for form in ASKED["formats"]:
                words = f"snapshot export {{{name}}} out/{name}.{form} --format {form}"
                command(folder, words, ids, manage.app)
    shutil.copytree("out", folder / "files")
    person = pd.read_excel("out/people.xlsx", "contacts").at[1, "contact_id"]
    command(folder, "erase {person}", {"person": person}, manage.app)
    for name, known in typer.main.get_command(manage.app).commands.items():
        for below in ("", *getattr(known, "commands", ())):
            command(folder, f"{name} {below} --help", ids, manage.app)
    return ids


def prepare():
    """Files to be read in, and a folder for those that are written."""
    Path("out").mkdir()
    texts = {name: text.removeprefix("\n") for name, text in ASKED["files"].items()}
    cells = pd.read_csv(io.StringIO(texts["payments"]), header=None)
    with pd.ExcelWriter("payments.xlsx", engine="xlsxwriter") as book:
        cells.to_excel(book, sheet_name="Payments", header=False, index=False)
    Path("members.csv").write_text(texts["members"], "gb18030")
    Path("contacts.csv").write_text(texts["contacts"], "utf-8")
    Path("junk.xlsx").write_bytes(b"PK\x03\x04 nothing that could be read")
    with zipfile.ZipFile("both.zip", "w") as both:
        both.write("payments.xlsx")
        both.write("members.csv")
    shutil.copytree(ROOT / "data" / "sample", "public", ignore=shutil.ignore_patterns("*.py", "evidence"))
    for table in Path("public").glob("*.csv"):
        table.write_text(re.sub(",illustrative\\b", ",public", table.read_text("utf-8")), "utf-8")


def command(folder, words, ids, app):
    """Run one command, keep its exit status and what it said, and return the last line of that."""
    step(words)
    done = CliRunner().invoke(app, shlex.split(words.format(**ids)))
    assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
    said = f"exit status {done.exit_code}\n{done.stdout}\n--- stderr\n{done.stderr}"
    keep(folder, f"{words}.txt", said.replace(str(Path.cwd()), "PLACE"))
    return done.stdout.strip().rpartition("\n")[2]
