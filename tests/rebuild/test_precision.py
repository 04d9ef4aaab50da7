"""Each kind of edit touches exactly the files it must, and templates read nothing a description leaves out."""

import shutil
from typing import Any

import pytest

from plugins.front_matter.reader import ManuscriptReader
from plugins.newsroom import manuscript, workers
from plugins.newsroom.output import Output
from plugins.newsroom.story import Article
from plugins.rebuild import describe
from plugins.rebuild.keeper import Keeper
from tests.building import Built, Site, text
from tests.conftest import MakeSite
from tests.rebuild.edits import START


def touched(site: Site, edit: dict[str, tuple[str, str]]) -> set[str]:
    """Paths of the files whose bytes the edit changed: {file: (old, new)}."""
    before = _stamps(site.build())
    for name, (old, new) in edit.items():
        path = site.content / name
        words = path.read_text(encoding="utf-8")
        assert old in words
        path.write_text(words.replace(old, new, 1), encoding="utf-8")
    after = _stamps(site.build(allow_loss=True))
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def _stamps(built: Built) -> dict[str, tuple[int, int]]:
    assert built.code == 0, built.said
    root = built.output
    info = {path: (root / path).stat() for path in built.files}
    return {path: (one.st_ino, one.st_mtime_ns) for path, one in info.items()}


def pages(*paths: str) -> set[str]:
    return {f"{path}index.html" for path in paths}


def without_mobile(paths: set[str]) -> set[str]:
    return {path for path in paths if not path.startswith("m/")}


def test_a_body_edit_touches_its_own_pages(site: MakeSite) -> None:
    """A sentence more in one text changes its page and the side-by-side page, with their mobile twins, and no other file."""
    changed = touched(site(START), {"news/2025/08/d/index.vi.md": ("Đoạn ba.", "Đoạn ba dài hơn.")})
    assert without_mobile(changed) == pages("2025/08/d/", "song-ngu/2025/08/d/")
    assert changed - without_mobile(changed) <= pages("m/2025/08/d/")


def test_a_label_edit_touches_the_pages_that_say_it(site: MakeSite) -> None:
    """Desk data that a page does not print leaves it alone."""
    changed = touched(site(START), {"desk/writers.yaml": ("Phóng viên.", "Phóng viên mới.")})
    assert without_mobile(changed) == pages("tac-gia/mai-anh/")


NEW_TAG = "- {id: hue, vi: Huế, en: Hue}\n"
DESK = {
    "a tag no page shows": ("desk/tags.yaml", "\n", f"\n{NEW_TAG}"),
    "a tag of one page": ("desk/tags.yaml", "vi: Hà Nội", "vi: Thủ đô"),
    "a writer of one page": ("desk/writers.yaml", "Phóng viên.", "Phóng viên mới."),
}


@pytest.mark.parametrize("edit", DESK)
def test_an_edit_of_the_desk_makes_the_pages_that_show_it(
    site: MakeSite, edit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only pages that show an entry of the desk, their own or a story's in a list, are made again when it is edited."""
    far = "".join(text(f"2024/{month:02}/{name}/vi") for month in range(1, 13) for name in "pqrst")
    own = text("2025/12/new/vi", tags="[ha-noi]", authors="[mai-anh]")
    small = site(far + own)
    small.build()
    made: set[str] = set()
    real = Output.write

    def write(self: Output, path: str, data: bytes) -> None:
        made.add(path)
        real(self, path, data)

    name, old, new = DESK[edit]
    path = small.content / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(Output, "write", write)
        built = small.build()
    assert built.code == 0, built.said
    clean = site(far + own)
    shutil.copyfile(path, clean.content / name)
    assert built.snapshot() == clean.build().snapshot()
    if edit == "a tag no page shows":
        assert made == set()
    else:
        lists = pages("", "chuyen-muc/huu-nghi/", "2025/12/", "tac-gia/mai-anh/", "tim-kiem/", "luu-tru/")
        tags = pages("the/ha-noi/", "the/thu-do/")
        feeds = {"feeds/tin-moi.xml", "feeds/huu-nghi.xml", "sitemap.xml"}
        assert without_mobile(made) <= lists | tags | feeds | pages("2025/12/new/")
        assert pages("2025/12/new/") <= made


def test_freezing_makes_no_page_again(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lists are what they were."""
    small = site(START)
    before = small.build().snapshot()
    small.freeze()
    monkeypatch.setattr(Output, "write", lambda self, path, data: pytest.fail(f"{path} was made"))
    assert small.build().snapshot() == before


def added(paths: set[str]) -> set[str]:
    """Without what belongs to the new story alone: its read mark and social card."""
    return {path for path in paths if not path.startswith(("_read/", "photos/"))}


def test_a_new_story_touches_its_lists(site: MakeSite) -> None:
    """A new newest story changes these files and no other: nothing of the English edition, no old article, no full page."""
    sections = ("huu-nghi", "hop-tac")
    archive = (text(f"2024/{month:02}/{one}/vi", section=one, tags="[lao]") for month in range(1, 13) for one in sections)
    small = site("".join(archive))
    before = _stamps(small.build())
    new = {"title": "Tin mới nhất", "date": "2024-12-20 08:00", "section": "hop-tac", "tags": "[lao]"}
    small.write(text("2024/12/f/vi", "Một đoạn khác.", **new))
    after = _stamps(small.build())
    changed = added({path for path in before.keys() | after.keys() if before.get(path) != after.get(path)})
    lists = pages("", "chuyen-muc/hop-tac/", "the/lao/", "2024/12/", "2024/12/f/")
    assert changed == {*lists, *(f"m/{path}" for path in lists)} | pages("tim-kiem/") | {
        "feeds/tin-moi.xml",
        "feeds/hop-tac.xml",
        "sitemap.xml",
    }


def test_a_title_touches_where_it_is_printed(site: MakeSite) -> None:
    """A new headline changes the story's own pages, the lists it stands in, and the panels that show it."""
    small = site(START)
    changed = touched(small, {"news/2025/08/d/index.vi.md": ("title: Tít d", "title: Tít khác hẳn")})
    shown = {path for path in small.build().files if path.endswith(".html")}
    showing = {path for path in shown if "Tít khác hẳn" in (small.output / path).read_text(encoding="utf-8")}
    pages_changed = {path for path in changed if path.endswith(".html")}
    assert pages_changed == showing
    assert added(changed - pages_changed) <= {"feeds/tin-moi.xml", "feeds/huu-nghi.xml", "sitemap.xml"}


def test_a_deleted_story_takes_its_files_along(site: MakeSite) -> None:
    """All pages of the story go, both editions and light ones; whatever else goes was a list of it alone."""
    small = site(START)
    before = set(small.build().files)
    shutil.rmtree(small.content / "news/2025/09/e")
    after = set(small.build(allow_loss=True).files)
    own = pages("2025/09/e/", "en/2025/09/story-e/", "m/2025/09/e/", "m/en/2025/09/story-e/", "song-ngu/2025/09/e/")
    month = pages("2025/09/", "en/2025/09/", "m/2025/09/", "m/en/2025/09/")
    assert added(before - after) == own | month
    assert after - before == set()


def test_a_link_follows_its_story(site: MakeSite) -> None:
    """A page whose text links to a story is made anew when that story moves, though no panel of the page shows it."""
    far = "".join(text(f"2024/{month:02}/{name}/vi") for month in range(1, 13) for name in "pq")
    link = text("2023/01/old/vi", section="hop-tac", body="Một đoạn.")
    own = text("2025/12/new/vi", unrelated="[2023/01/old]", body="Xem [bài cũ](story:2023/01/old).")
    small = site(far + link + own)
    page = small.build().output / "2025/12/new/index.html"
    assert page.read_text().count("/2023/01/old/") == 1
    path = small.content / "news/2023/01/old/index.vi.md"
    path.write_text(path.read_text(encoding="utf-8").replace("lead: ", "slug: moved\nlead: ", 1), encoding="utf-8")
    assert small.build(allow_loss=True).code == 0
    assert page.read_text().count("/2023/01/moved/") == 1
    assert "/2023/01/old/" not in page.read_text()


class Recorder:
    """Stands before an article that is not the page's own and notes what is read of it."""

    def __init__(self, article: Any, notes: set[str]) -> None:
        object.__setattr__(self, "_article", article)
        object.__setattr__(self, "_notes", notes)

    def described(self) -> bytes:
        return b""

    def __getattr__(self, name: str) -> Any:
        self._notes.add(name)
        return getattr(self._article, name)


def test_lists_read_only_cards(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the stories in its lists a page reads only what their cards describe."""
    from_cards: set[str] = set()
    real = describe.Describer.page

    def page(self: Any, template: str, values: dict[str, Any]) -> bytes:
        found = real(self, template, values)
        article = values.get("article")
        for name in ("related_news", "other_news", "most_read", "multimedia"):
            if article is not None:
                panel = getattr(article.panels, name)
                panel.items[:] = [Recorder(item, from_cards) for item in panel.items]
        return found

    monkeypatch.setattr(describe.Describer, "page", page)
    monkeypatch.setattr(Keeper, "save", lambda self: None)
    assert site(START).build().code == 0
    described = {*describe.CARD, "key", "updated", "story"}
    assert from_cards <= described, from_cards - described


def test_every_field_of_an_article_is_described() -> None:
    """A field added to Article is part of its card unless somebody has thought about it."""
    own = {name for name in vars(Article)["__slots__"] if name not in describe.CARD}
    assert own == describe.OWN_ONLY
    assert set(describe.OF_THE_DESK) <= set(describe.CARD)


def test_a_body_is_fetched_once(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """All pages of a story are printed one after another: their texts are fetched once, however few stay at hand."""
    small = site(START)
    small.freeze()  # so that nothing is ranked, which fetches texts too
    fetched: list[str] = []
    load = ManuscriptReader.load

    def noted(self: ManuscriptReader, path: str, *rest: Any) -> list[str]:
        fetched.append(path)
        return load(self, path, *rest)

    monkeypatch.setattr(ManuscriptReader, "load", noted)
    monkeypatch.setattr(manuscript, "AT_HAND", 2)
    monkeypatch.setattr(workers, "hands", lambda pieces: 1)
    built = small.build()
    assert built.code == 0, built.said
    assert len(fetched) == len(set(fetched)) == 10
