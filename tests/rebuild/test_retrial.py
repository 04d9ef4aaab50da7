"""Lists that are not all frozen are chosen again with the new words; if they stay, nothing else is planned."""

import pytest

from tests.building import Site, text
from tests.conftest import MakeSite
from tests.rebuild.edits import KEEPING, START
from tests.rebuild.test_revision import ALONE, STORY, D, edit, is_clean
from tests.related_news.test_panel import BRIDGE, RICE, TITLES, told


def test_lists_that_are_not_frozen(site: MakeSite) -> None:
    """Where a list depends on what texts say, and what it was made from is not kept, it is chosen anew at once."""
    small = site(START)
    small.build()
    built = edit(small, D, "Đoạn ba.", "Đoạn ba, dài hơn.")
    assert "edited text" not in built.said
    assert STORY in built.said
    assert is_clean(small, built)


def bridge(name: str, day: int) -> str:
    date = f"2025-10-{day:02} 08:00"
    return text(f"2025/10/{name}/vi", told(BRIDGE, name), date=date, title=f"Cầu {name}")


@pytest.fixture(params=["none", "most"])
def ranked(request: pytest.FixtureRequest, site: MakeSite) -> Site:
    """A bulletin that keeps its ranking, built; no list or all but two are frozen."""
    small = site(START, RELATED_NEWS=KEEPING)
    if request.param == "most":
        small.freeze()
    small.write(bridge("x", 1) + bridge("y", 2) + bridge("z", 20))
    assert small.build().code == 0
    return small


def test_lists_chosen_again(ranked: Site) -> None:
    """Edits that change no list are printed alone, one after the other, though any might have changed one."""
    for number in range(3):
        built = edit(ranked, D, "Đoạn ba", f"Đoạn ba {number}")
        assert ALONE in built.said
        assert is_clean(ranked, built)
    assert ALONE in edit(ranked, "news/2025/10/y/index.vi.md", "Sửa cầu", "Hôm nay sửa cầu").said
    built = edit(ranked, "news/2025/10/y/index.vi.md", "Hôm nay", "Hôm nay mới")
    assert ALONE in built.said
    assert is_clean(ranked, built)


def test_a_correction_leaves_the_frozen_lists_alone(site: MakeSite) -> None:
    """Freezing again after corrections changes no line; a text rewritten altogether is frozen anew."""
    frozen = site(START)
    frozen.freeze()
    assert frozen.build().code == 0
    files = {path: path.read_bytes() for path in frozen.content.glob("desk/related/*.csv")}
    edit(frozen, D, "Đoạn ba.", "Đoạn ba, dài hơn.")
    frozen.freeze()
    assert {path: path.read_bytes() for path in files} == files
    for path in frozen.content.glob("news/2025/08/d/*.md"):
        path.write_text(path.read_text(encoding="utf-8").partition("Đoạn một")[0] + told(RICE, "x"), encoding="utf-8")
    frozen.freeze()
    assert [path.name for path in files if path.read_bytes() != files[path]] == ["2025-08.csv"]


def test_a_list_that_changes(ranked: Site) -> None:
    """An edit after which a list is another plans the stories that show it; the next one may be printed alone again."""
    assert ranked.build().texts("/2025/10/z/", TITLES) == ["Cầu y", "Cầu x"]
    built = edit(ranked, "news/2025/10/y/index.vi.md", BRIDGE, RICE)
    assert built.texts("/2025/10/z/", TITLES) == ["Cầu x", "Cầu y"]
    assert f"reading 1 edited text\n{STORY}" in built.said
    assert is_clean(ranked, built)
    built = edit(ranked, D, "Đoạn ba", "Đoạn bốn")
    assert ALONE in built.said
    assert is_clean(ranked, built)


@pytest.mark.parametrize("harm", ["lost", "an older one", "texts lost", "index lost"])
def test_kept_lists_are_not_believed(ranked: Site, harm: str) -> None:
    """Lists that are not kept as they were published, or texts that are not kept, plan everything and are kept again."""
    kept = ranked.folder / ".cache/related_news"
    before = (kept / "lists.jsonl").read_bytes()
    edit(ranked, D, "Đoạn ba", "Đoạn bốn")
    if harm == "an older one":
        (kept / "lists.jsonl").write_bytes(before)
    else:
        (kept / {"lost": "lists.jsonl", "texts lost": "grams.db", "index lost": "index.json"}[harm]).unlink()
    built = edit(ranked, D, "Đoạn bốn", "Đoạn năm")
    assert (ALONE in built.said) == (harm == "index lost")
    assert is_clean(ranked, built)
    assert ALONE in edit(ranked, D, "Đoạn năm", "Đoạn sáu").said
