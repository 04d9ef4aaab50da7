"""Every page knows its counterpart in the other edition, or says honestly that there is none."""

from pathlib import Path

import pytest

from tests.building import Built, Site, text
from tests.conftest import Bulletin

PAIRED = text("2025/07/a/vi", "Một.\n\nHai.", tags="[lao]", authors="[mai-anh]") + text("2025/07/a/en", slug="story")
ALONE = text("2025/07/b/vi", section="ban-be", tags="[ha-noi]") + text(
    "2025/06/c/en", date="2025-06-01 08:00", section="hop-tac"
)
PAGE = "-- pages/{0}/index.{1}.md --\n---\ntitle: G\nlead: S.\n---\nX.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, kept: Path) -> Built:
    """A bulletin with twins of every kind, and with texts, tags, pages and months that have none; for reading only."""
    site = Site(tmp_path_factory.mktemp("twins"), kept)
    site.write(PAIRED + ALONE + PAGE.format("g", "vi") + PAGE.format("g", "en") + PAGE.format("h", "vi"))
    return site.build()


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        ("/", "/en/"),
        ("/2025/07/a/", "/en/2025/07/story/"),
        ("/chuyen-muc/huu-nghi/", "/en/section/friendship/"),
        ("/the/lao/", "/en/tag/laos/"),
        ("/tac-gia/mai-anh/", "/en/author/mai-anh/"),
        ("/luu-tru/", "/en/archive/"),
        ("/2025/", "/en/2025/"),
        ("/2025/07/", "/en/2025/07/"),
        ("/tim-kiem/", "/en/search/"),
        ("/404.html", "/en/404.html"),
        ("/g/", "/en/g/"),
    ],
)
def test_switch_leads_to_the_twin(built: Built, vi: str, en: str) -> None:
    """On a page of every kind the edition switch names the other language in that language and leads to the twin page."""
    there, back = built.one(vi, ".edition-switch"), built.one(en, ".edition-switch")
    assert (there["href"], there["lang"], there["hreflang"], there.get_text()) == (en, "en", "en", "English")
    assert (back["href"], back["lang"], back["hreflang"], back.get_text()) == (vi, "vi", "vi", "Tiếng Việt")


@pytest.mark.parametrize(
    ("path", "words", "nearest"),
    [
        ("/2025/07/b/", "Chưa có bản tiếng Anh", "/en/section/friends/"),
        ("/en/2025/06/c/", "Not available in Vietnamese", "/chuyen-muc/hop-tac/"),
        ("/the/ha-noi/", "Chưa có bản tiếng Anh", "/en/"),
        ("/h/", "Chưa có bản tiếng Anh", "/en/"),
        ("/en/2025/06/", "Not available in Vietnamese", "/"),
    ],
)
def test_no_twin(built: Built, path: str, words: str, nearest: str) -> None:
    """Where there is no twin the switch says so and leads to the nearest front, which exists; no hreflang is claimed."""
    switch = built.one(path, ".edition-switch")
    assert (switch.get_text(), switch["href"]) == (words, nearest)
    assert f"{nearest.lstrip('/')}index.html" in built.files
    assert built.page(path).select("link[rel=alternate][hreflang]") == []


def test_hreflang(bulletin: Bulletin) -> None:
    """A pair names itself, its twin and the default (x-default is the Vietnamese page), absolutely and alike on both."""
    built = bulletin(PAIRED, SITEURL="https://bulletin.example")
    right = {
        "vi": "https://bulletin.example/2025/07/a/",
        "en": "https://bulletin.example/en/2025/07/story/",
        "x-default": "https://bulletin.example/2025/07/a/",
    }
    for path in ("/2025/07/a/", "/en/2025/07/story/"):
        links = built.page(path).select("link[rel=alternate][hreflang]")
        assert {str(link["hreflang"]): link["href"] for link in links} == right


def test_numbered_pages_claim_no_twin(bulletin: Bulletin) -> None:
    """A numbered page of a list leads to the other edition's front and claims no hreflang: page 1 there is another."""
    tree = "".join(text(f"2025/07/{name}/{code}") for name in "abcd" for code in ("vi", "en"))
    built = bulletin(tree, FRONTS={"page_size": 2})
    assert built.one("/chuyen-muc/huu-nghi/trang/1/", ".edition-switch")["href"] == "/en/section/friendship/"
    assert built.page("/chuyen-muc/huu-nghi/trang/1/").select("link[rel=alternate][hreflang]") == []


def test_side_by_side(bulletin: Bulletin) -> None:
    """Both texts stand on one page, paragraph by paragraph, each side in its language; search engines are kept off."""
    vi = f"{'Một ' * 20}\n\n## Tít xen\n\n{'Hai ' * 30}\n\nChỉ có tiếng Việt, không ai dịch đoạn này sang tiếng khác."
    en = f"{'One ' * 20}\n\n## Crosshead\n\n{'Two ' * 30}"
    built = bulletin(text("2025/07/a/vi", vi) + text("2025/07/a/en", en) + ALONE)
    path = "/song-ngu/2025/07/a/"
    found = built.page(path).select(".pair .body, .pair-missing")
    sides = [(side["lang"], " ".join(side.get_text().split())[:9]) for side in found]
    assert sides == [
        *(("vi", "Một Một M"), ("en", "One One O")),
        *(("vi", "Tít xen"), ("en", "Crosshead")),
        *(("vi", "Hai Hai H"), ("en", "Two Two T")),
        *(("vi", "Chỉ có ti"), ("en", "This pass")),
    ]
    assert built.one(path, "meta[name=robots]")["content"] == "noindex"
    assert built.one("/en/2025/07/a/", f'a[href="{path}"]')
    assert not any("2025/07/b" in name for name in built.files if name.startswith("song-ngu/"))


def test_side_by_side_anchors(bulletin: Bulletin) -> None:
    """Equal anchors of both texts (footnotes, crossheads) stay apart on the common page, and their links lead right."""
    body = "Chữ[^1].\n\n## Tít\n\n[^1]: Chú."
    built = bulletin(text("2025/07/a/vi", body) + text("2025/07/a/en", body))
    ids = [str(one["id"]) for one in built.page("/song-ngu/2025/07/a/").select("[id]")]
    assert len(ids) == len(set(ids))
    for link in built.page("/song-ngu/2025/07/a/").select("main a[href^='#']"):
        assert str(link["href"])[1:] in ids
