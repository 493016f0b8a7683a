"""The command line: `python manage.py --help`."""

from __future__ import annotations

import typer

from commands import check, doctor, figures, files, history, importing, reminders, safety, snapshot

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def main() -> None:
    """Membership dashboard."""


for command in (
    figures.figures,
    check.check,
    reminders.reminders,
    history.versions,
    history.restore,
    files.export,
    files.template,
    safety.backup,
    safety.recover,
    safety.verify,
    safety.erase,
    doctor.doctor,
):
    app.command()(command)
app.add_typer(snapshot.app, name="snapshot")
app.command("import")(importing.import_)  # a word that Python keeps for itself

if __name__ == "__main__":
    app()
