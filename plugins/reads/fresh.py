"""Fresh: the most-read lists as JSON into a published folder, between two builds."""

from pathlib import Path

from plugins.newsroom import address
from plugins.newsroom.edition import CODES, load_editions
from plugins.newsroom.reads import read_ledger
from plugins.newsroom.reads_fresh import fresh_json, window_note

from .board import Board
from .office import Office
from .state import write_all


def write_fresh(office: Office, output: Path) -> None:
    """Both lists, where reads are known; an edition without data keeps the file it has."""
    ledger = read_ledger(office.folder, office.problems)
    editions = load_editions(Path(office.conf["THEME"]) / "labels")
    files = {}
    for code in CODES:
        board = Board(office.conf, office.content, ledger, code, office.now)
        if not board.known or board.until is None or not board.ranked.keys:
            continue
        note = window_note(editions[code], board.ranked.window, board.until, office.now)
        items = [(board.texts[key].url, *board.titles[key]) for key in board.listed()]
        text = fresh_json(editions[code], note, board.until, items)
        files[output / address.fresh_reads(code).lstrip("/")] = text
    write_all(files)
