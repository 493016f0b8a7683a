"""The command line: `python manage.py --help`."""

from __future__ import annotations

import typer

from commands import doctor, figures, files, history, safety

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def main() -> None:
    """Membership dashboard."""


for command in (
    figures.figures,
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

if __name__ == "__main__":
    app()
