"""Light pages of small bulletins: photos with their price, links that stay light, one style block."""

import base64
import hashlib

from plugins.mobile.body import weight
from plugins.mobile.links import MobileLinks
from plugins.mobile.style import policy, read_style
from plugins.newsroom.edition import load_editions
from tests.building import REPOSITORY, text
from tests.conftest import Bulletin

EDITIONS = load_editions(REPOSITORY / "theme" / "labels")
BODY = """Một đoạn có [liên kết](story:2025/07/b).

## Tít xen

![Hàng cây](cay.jpg "Đường làng. (Ảnh: Mai Anh)")

::: video | clip.mp4
poster: cay.jpg
duration: 1:20
caption: Đoạn phim.
credit: Video: Mai Anh
:::
"""


def story() -> str:
    cover = '{file: anh.jpg, alt: Bàn tròn, caption: Tọa đàm., credit: "Ảnh: Tuấn Việt"}'
    return (
        text("2025/07/a/vi", BODY, cover=cover)
        + text("2025/07/b/vi")
        + text("2025/07/b/en")
        + "-- news/2025/07/a/anh.jpg --\n160x90\n-- news/2025/07/a/cay.jpg --\n120x80\n-- news/2025/07/a/clip.mp4 --\nx\n"
    )


def test_photos_tell_their_price_and_wait(bulletin: Bulletin) -> None:
    """Kind, caption, credit and weight in the summary; the file is named only where a browser waits with it."""
    built = bulletin(story())
    assert built.texts("/m/2025/07/a/", "summary") == [
        "Ảnh: Tọa đàm. (Ảnh: Tuấn Việt) · 1 KB",
        "Ảnh: Đường làng. (Ảnh: Mai Anh) · 1 KB",
        "Video: Đoạn phim. · 1:20 (Video: Mai Anh) · 1 KB",
    ]
    page = built.page("/m/2025/07/a/")
    assert [img["src"] for img in page.select("img")] == ["data:,"] * 3
    assert [source["media"] for source in page.select("picture source")] == ["(scripting: enabled)"] * 3
    assert [source["srcset"] for source in page.select(".body > .read-mark source")] == ["/_read/2025/07/a.vi.gif"]
    assert [link["href"] for link in page.select('.photo-ways a[rel="alternate"]')] == [
        "/2025/07/a/#opening",
        "/2025/07/a/#photo-1",
        "/2025/07/a/#photo-2",
    ]


def test_no_evidence_but_the_mark_reaches_light_pages(bulletin: Bulletin) -> None:
    """They have no script, so no beacon either."""
    for evidence in ("beacon", "asset"):
        page = bulletin(story(), MOST_READ={"evidence": evidence}).page("/m/2025/07/a/")
        assert page.select(".read-mark, script[src]") == []


def test_links_lead_to_light_pages(bulletin: Bulletin) -> None:
    """Stories and lists of the text and around it; the switch, too; search and feeds have no light page."""
    page = bulletin(story()).page("/m/2025/07/a/")
    targets = {str(link["href"]) for link in page.select("a")}
    assert {"/m/", "/m/2025/07/b/", "/m/chuyen-muc/huu-nghi/", "/m/en/section/friendship/", "/tim-kiem/"} <= targets
    assert "/2025/07/a/#s-tit-xen" in targets


def test_every_list_has_a_light_page(bulletin: Bulletin) -> None:
    """Home, section, its numbered pages, tag, writer, archive and month, in both editions; the way through stays light."""
    tree = "".join(
        text(f"2025/07/{name}/vi", tags="[lao]", authors="[mai-anh]") + text(f"2025/07/{name}/en") for name in "abcde"
    )
    built = bulletin(tree, FRONTS={"page_size": 2})
    fronts = [name for name in built.files if name.endswith("index.html") and not name.startswith(("m/", "song-ngu/"))]
    without = {name.removesuffix("index.html") for name in fronts if f"m/{name}" not in built.files}
    assert without == {"tim-kiem/", "en/search/"}
    assert {"chuyen-muc/huu-nghi/trang/1/index.html", "the/lao/index.html", "2025/07/index.html"} <= {*fronts}
    assert built.one("/m/chuyen-muc/huu-nghi/", ".pager a")["href"] == "/m/chuyen-muc/huu-nghi/trang/1/"


def test_full_pages_lead_to_the_light_one(bulletin: Bulletin) -> None:
    """In the foot of every page, under the name readers know; a page without a light one leads to the light home."""
    built = bulletin(story())
    for url, light in (("/2025/07/a/", "/m/2025/07/a/"), ("/en/", "/m/en/"), ("/tim-kiem/", "/m/")):
        assert light in [link["href"] for link in built.page(url).select(".colophon a")]
    assert "Phiên bản di động" in built.texts("/", ".colophon a")
    assert "Mobile edition" in built.texts("/en/", ".colophon a")


def test_declaring_can_be_turned_off(bulletin: Bulletin) -> None:
    """MOBILE = {"declared": False} takes rel=alternate media away; canonical stays."""
    built = bulletin(story(), MOBILE={"declared": False})
    assert built.page("/2025/07/a/").select("link[media]") == []
    assert str(built.one("/m/2025/07/a/", 'link[rel="canonical"]')["href"]).endswith(":8000/2025/07/a/")


def test_one_style_block_and_its_hash(bulletin: Bulletin) -> None:
    """Every light page has the same one, and csp.txt lets just that one through."""
    built = bulletin(story())
    names = [name for name in built.files if name.startswith("m/") and name.endswith(".html")]
    styles = {built.one(f"/{name.removesuffix('index.html')}", "style").get_text() for name in names}
    (style,) = styles
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in built.read("/m/csp.txt")
    assert built.read("/m/csp.txt") == f"{policy(style)}\n"
    assert style == read_style(REPOSITORY / "theme" / "static" / "css")
    assert "/*" not in style


def test_weights_are_told_as_readers_count() -> None:
    """Kilobytes of 1,000 bytes, rounded up; from a million on megabytes with one place."""
    vi, en = EDITIONS["vi"], EDITIONS["en"]
    assert [weight(vi, size) for size in (1, 1000, 1001, 999_999)] == ["1 KB", "1 KB", "2 KB", "1.000 KB"]
    assert (weight(vi, 2_250_000), weight(en, 2_250_000)) == ("2,3 MB", "2.3 MB")


def test_links_marked_as_alternate_stay() -> None:
    """Query and anchor are kept; what is not known is left alone."""
    links = MobileLinks()
    links.known = frozenset({"/", "/a/"})
    before = '<a href="/a/#b">x</a><a rel="alternate" href="/a/">y</a><a href="/c/">z</a><a href="https://e.x/a/">w</a>'
    assert links(before) == before.replace('<a href="/a/#b">', '<a href="/m/a/#b">')
