"""The command line: `python manage.py --help`."""

from __future__ import annotations

import typer

from commands import figures

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def main() -> None:
    """Membership dashboard."""


app.command()(figures.figures)

if __name__ == "__main__":
    app()
