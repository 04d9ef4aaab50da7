"""Chart: the ranking with its evidence as one HTML page an editor opens from the disk. No script, nothing fetched."""

from html import escape
from pathlib import Path

from plugins.newsroom.edition import CODES
from plugins.newsroom.reads import read_ledger

from .board import Board
from .office import Office
from .state import State, write_all

_STYLE = """body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
table{border-collapse:collapse;width:100%}th,td{padding:.3rem .5rem;text-align:left;border-bottom:1px solid #ccc}
td.n{text-align:right;font-variant-numeric:tabular-nums}svg{display:block}rect{fill:#1f4e79}caption{text-align:left}"""
_WIDTH = 240


def write_chart(office: Office, state: State, folder: Path) -> Path:
    """Write ``reads.html`` and return where it is."""
    ledger = read_ledger(office.folder, office.problems)
    parts = []
    for code in CODES:
        board = Board(office.conf, office.content, ledger, code, office.now)
        parts.append(_section(board, code))
    parts.append(_dropped(state))
    body = "\n".join(parts)
    page = (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Reads</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{_STYLE}</style>\n</head>\n'
        f"<body>\n<main>\n<h1>Reads up to {office.now:%Y-%m-%d %H:%M}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )
    path = folder / "reads.html"
    write_all({path: page})
    return path


def _section(board: Board, code: str) -> str:
    rows = board.ranking()[:20]
    if not rows:
        return f"<h2>{code}</h2>\n<p>{escape(board.window_text())}</p>"
    most = max(reads for _, reads in rows)
    lines = [
        f'<tr><td class="n">{place}</td><td lang="{code}">{escape(board.titles[key][0])}</td>'
        f'<td class="n">{reads:.0f}</td><td>{_bar(reads / most)}</td></tr>'
        for place, (key, reads) in enumerate(rows, 1)
    ]
    rising = "".join(f'<li lang="{code}">{escape(board.titles[key][0])}</li>' for key in board.rising()[:7])
    return (
        f"<h2>{code}</h2>\n<table>\n<caption>{escape(board.window_text())}</caption>\n<thead><tr><th>place</th>"
        f"<th>story</th><th>reads</th><th>beside the first</th></tr></thead>\n<tbody>\n"
        + "\n".join(lines)
        + f"\n</tbody>\n</table>\n<h3>Trending</h3>\n<ol>{rising}</ol>"
    )


def _bar(part: float) -> str:
    width = round(_WIDTH * part)
    return f'<svg width="{_WIDTH}" height="12" role="img" aria-label="{part:.0%}"><rect width="{width}" height="12"/></svg>'


def _dropped(state: State) -> str:
    dropped = {why: number for why, number in state.report.get("dropped", {}).items() if number}
    if not dropped:
        return ""
    rows = "\n".join(
        f'<tr><td>{escape(why)}</td><td class="n">{number}</td></tr>'
        for why, number in sorted(dropped.items(), key=lambda one: -one[1])
    )
    lines = state.report["lines"]
    return (
        f"<h2>Dropped</h2>\n<table>\n<caption>of {lines} lines in the last run</caption>\n"
        f"<thead><tr><th>why</th><th>lines</th></tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    )
