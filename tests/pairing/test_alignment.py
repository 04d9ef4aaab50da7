"""Which paragraphs of two texts stand side by side."""

import math
import random

import pytest

from plugins.pairing import alignment
from plugins.pairing.alignment import Measure, Row, align


def p(length: int, sign: str = "x") -> str:
    """A paragraph of that many characters."""
    return f"<p>{sign * length}</p>"


def shape(rows: list[Row]) -> str:
    """The rows as ``1-1 2-1 0-1``: blocks on each side."""
    return " ".join(f"{len(row.vi)}-{len(row.en)}" for row in rows)


H2, PHOTO, QUOTE = "<h2>Tít</h2>", '<figure class="photo"><img></figure>', '<figure class="pull-quote">q</figure>'


@pytest.mark.parametrize(
    ("vi", "en", "rows"),
    [
        ([], [], ""),
        ([p(100)], [p(102)], "1-1"),
        ([p(100), p(240), p(60)], [p(98), p(250), p(64)], "1-1 1-1 1-1"),
        ([p(100), p(110), p(300)], [p(215), p(305)], "2-1 1-1"),
        ([p(300), p(200)], [p(150), p(158), p(205)], "1-2 1-1"),
        ([p(100), p(400), p(120)], [p(101), p(123)], "1-1 1-0 1-1"),
        ([p(100)], [p(101), p(300)], "1-1 0-1"),
        ([p(100)], [], "1-0"),
        ([H2, p(100)], [p(100)], "1-0 1-1"),
        ([p(100), PHOTO, p(90)], [p(100), p(92)], "1-1 1-0 1-1"),
        ([PHOTO], [QUOTE], "1-0 0-1"),
        ([H2, p(80), H2, p(120)], [H2, p(82), H2, p(118)], "1-1 1-1 1-1 1-1"),
        ([H2, H2], [H2], "1-0 1-1"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_shapes(vi: list[str], en: list[str], rows: str) -> None:
    """Paragraphs of like length match, two may stand for one; what has no counterpart stands alone; kinds never mix."""
    found = align(vi, en)
    if rows == "1-0 1-1" and vi == [H2, H2]:
        assert sorted(shape(found).split()) == ["1-0", "1-1"]
    elif rows == "1-0 0-1":
        assert sorted(shape(found).split()) == ["0-1", "1-0"]
    else:
        assert shape(found) == rows


def test_nothing_is_lost_or_moved() -> None:
    """Read from top to bottom each side is its text, whole and in order, however different the two are."""
    vi = [p(10 + number * 37 % 200, "v") if number % 7 else H2 for number in range(60)]
    en = [p(10 + number * 53 % 200, "e") if number % 5 else H2 for number in range(45)]
    rows = align(vi, en)
    assert [block for row in rows for block in row.vi] == vi
    assert [block for row in rows for block in row.en] == en


def test_kinds_never_mix() -> None:
    """A row holds blocks of one kind only: a photo is never shown as the translation of a paragraph."""
    rows = align([p(50), PHOTO, QUOTE, H2, p(70)], [p(51), QUOTE, PHOTO, p(30), H2, p(69)])
    for row in rows:
        kinds = {block[:20] if block.startswith("<figure") else block[:3] for block in (*row.vi, *row.en)}
        assert len(kinds) == 1


def test_kind_of_a_row() -> None:
    """A row is called after the sides that have something."""
    assert [Row(["v"], ["e"]).kind, Row(["v"], []).kind, Row([], ["e"]).kind] == ["both", "vi", "en"]


def test_tags_do_not_count() -> None:
    """Length is that of the words: links and marks do not make a paragraph longer."""
    link = '<p><a href="https://e.example/a-very-long-address-that-nobody-reads">' + "x" * 100 + "</a></p>"
    assert shape(align([p(100), p(30)], [link, p(31)])) == "1-1 1-1"


PRIORS = {(1, 1): 0.0, (1, 2): 2.3, (2, 1): 2.3, (1, 0): 4.5, (0, 1): 4.5}


def by_trying_all(vi: list[str], en: list[str]) -> str:
    """The shape of the cheapest rows, with no place and no step left out."""
    ours, theirs = ([alignment._measure(block) for block in text] for text in (vi, en))

    def cost_of(mine: list[Measure], other: list[Measure]) -> float:
        kinds = {kind for kind, _ in (*mine, *other)}
        if not (mine and other):
            return 0.0
        if len(kinds) > 1 or (len(mine) + len(other) > 2 and kinds != {"p"}):
            return math.inf
        one, two = ((min(kinds), sum(length for _, length in some)) for some in (mine, other))
        return alignment._distance(one, two, math.inf)

    best = {(0, 0): (0.0, "")}
    for i in range(len(vi) + 1):
        for j in range(len(en) + 1):
            for (di, dj), prior in PRIORS.items():
                if (i - di, j - dj) in best:
                    before, way = best[i - di, j - dj]
                    cost = before + prior + cost_of(ours[i - di : i], theirs[j - dj : j])
                    if cost < best.get((i, j), (math.inf, ""))[0]:
                        best[i, j] = cost, f"{way} {di}-{dj}"
    return best[len(vi), len(en)][1].strip()


def test_what_is_left_out_is_not_cheaper() -> None:
    """Of 500 pairs of texts with paragraphs changed, lost and moved, each gets the rows that all ways tried would give."""
    rng = random.Random(1)

    def block() -> str:
        return rng.choice([p(rng.randrange(600)), p(rng.randrange(600)), p(100), H2, PHOTO, QUOTE])

    found, expected = [], []
    for _ in range(500):
        vi = [block() for _ in range(rng.randrange(12))]
        en = [one if rng.random() < 0.8 else block() for one in vi]
        for _ in range(rng.randrange(3)):
            if en:
                en.insert(rng.randrange(len(en)), en.pop(rng.randrange(len(en))) if rng.random() < 0.5 else block())
        expected.append(by_trying_all(vi, en))
        found.append(shape(align(vi, en)))
    assert found == expected
