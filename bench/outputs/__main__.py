"""Write everything that a reader sees or takes along as files, and compare two such folders:

    python -m bench.outputs write FOLDER     # of the checkout that it is started in
    python -m bench.outputs compare A B      # exit status 1 where anything differs

It knows the menu script, the pages, the commands and the server, and no module behind them, so that modules
can be moved and renamed between one `write` and the next.

commands  exit status and words of each command, and the files that they write
pages     what the browser is sent for each page under many addresses, with the files that it offers
server    status, headers and body of answers over HTTP
clicks    each page with all that opens open, fields filled in and a file uploaded; then after each button

Clock and lots stand still (`still`), so that ids, days and hashes are the same in every run. What is volatile
beyond that, found by writing twice and from two folders, is left out:

- what a run of a page cost, and the hashes in ids of elements, which hold the folder of the checkout
- the temporary folder of the run, where a command names it
- `Date` of answers, and the port of the server
- days inside PDFs and the numbers that Chromium gives to their nodes; days of the members of zips, which
  .xlsx and .pptx are; their other bytes count.

Comments in a <style> are left out too: they may name the modules that are moved.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from bench.outputs.asked import ROOT
from bench.outputs.commands import write_commands
from bench.outputs.compared import differences
from bench.outputs.screens import listen, write_addresses, write_clicks
from bench.outputs.served import write_served
from bench.outputs.still import stand_still


def write(folder):
    """Write all outputs below a folder, from a DATA_DIR of its own into which the sample is read afresh."""
    st.get_option("server.port")  # reads Streamlit's settings, while this is the folder they are in
    logging.disable(logging.WARNING)  # Streamlit misses its server wherever it is asked for something
    stand_still()
    listen()
    with TemporaryDirectory(prefix="outputs-") as place:
        os.environ |= {"DATA_DIR": f"{place}/var", "LOGNAME": "operator", "COLUMNS": "100"}
        os.chdir(place)
        ids = write_commands(folder / "commands")
        write_addresses(folder / "pages", ids)
        write_served(folder / "server", ids, folder / "pages")
        write_clicks(folder / "clicks")
        os.chdir(ROOT)


def main():
    """Do what the command line asks for; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.outputs")
    steps = parser.add_subparsers(dest="step", required=True)
    steps.add_parser("write").add_argument("folder", type=Path)
    comparing = steps.add_parser("compare")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    asked = parser.parse_args()
    if asked.step == "write":
        write(asked.folder.resolve())
        return 0
    found = list(differences(asked.before, asked.after))
    print(*found, f"{len(found)} differences", sep="\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
