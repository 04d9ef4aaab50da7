"""Home, sections, tags, writers and the archive of each edition."""

from tests.building import text
from tests.conftest import Bulletin

FRONTS = {"page_size": 2, "home_size": 3, "block_size": 2}


def stories(count: int, english: bool = False, **fields: str) -> str:
    """Stories s01 … of July 2025, one a day; the last is the newest."""
    made = []
    for number in range(1, count + 1):
        made.append(text(f"2025/07/s{number:02}/vi", date=f"2025-07-{number:02} 08:00", **fields))
        if english:
            made.append(text(f"2025/07/s{number:02}/en"))
    return "".join(made)


def test_pages_of_a_section(bulletin: Bulletin) -> None:
    """A section's stories are cut into numbered pages, the oldest on page 1, linked from new to old."""
    built = bulletin(stories(7), FRONTS=FRONTS)
    front, page_2, page_1 = "/chuyen-muc/huu-nghi/", "/chuyen-muc/huu-nghi/trang/2/", "/chuyen-muc/huu-nghi/trang/1/"
    assert built.texts(front, "main h2") == ["Tít s07", "Tít s06", "Tít s05"]
    assert built.texts(page_2, "main h2") == ["Tít s04", "Tít s03"]
    assert built.texts(page_1, "main h2") == ["Tít s02", "Tít s01"]
    assert built.one(front, "link[rel=next]")["href"] == page_2
    assert built.one(page_2, "link[rel=prev]")["href"] == front
    assert built.page(page_1).select("link[rel=next]") == []


def test_number_of_a_page_stays(bulletin: Bulletin) -> None:
    """After a new story the numbered pages show the same stories at the same addresses as before."""
    before, after = bulletin(stories(7), FRONTS=FRONTS), bulletin(stories(8), FRONTS=FRONTS)
    for number in (1, 2):
        path = f"/chuyen-muc/huu-nghi/trang/{number}/"
        assert before.texts(path, "main h2") == after.texts(path, "main h2")


def test_sections_hold_what_is_below(bulletin: Bulletin) -> None:
    """The front of a top section shows the stories of the sections below it; a sub-section only its own."""
    built = bulletin(text("2025/07/a/vi", section="ban-be") + text("2025/07/b/vi", date="2025-07-09 08:00"))
    assert built.texts("/chuyen-muc/huu-nghi/", "main h2") == ["Tít a", "Tít b"]
    assert built.texts("/chuyen-muc/ban-be/", "main h2") == ["Tít a"]
    crumbs = ["Trang chủ", "Hữu nghị", "Bạn bè"]
    assert built.texts("/chuyen-muc/ban-be/", ".breadcrumb li") == crumbs


def test_no_story_twice_on_the_home_page(bulletin: Bulletin) -> None:
    """The home page shows no story twice: its blocks and panels take what stands nowhere above them."""
    built = bulletin(stories(9, section="ban-be") + text("2025/06/x/vi", section="hop-tac"), FRONTS=FRONTS)
    links = [str(link["href"]) for link in built.page("/").select("main h2 a, main h3 a")]
    assert len(links) == len(set(links))
    assert links[:3] == ["/2025/07/s09/", "/2025/07/s08/", "/2025/07/s07/"]
    assert "/2025/06/x/" in links


def test_english_is_complete(bulletin: Bulletin) -> None:
    """The English edition has fronts of every kind, of its own stories, under English addresses."""
    built = bulletin(stories(3, english=True, tags="[lao]", authors="[mai-anh]"), FRONTS=FRONTS)
    vi = {
        name for name in built.files if name.endswith("index.html") and not name.startswith(("en/", "m/", "song-ngu/"))
    }
    en = {name for name in built.files if name.endswith("index.html") and name.startswith("en/")}
    assert len(vi) == len(en)
    for path in (
        "/en/",
        "/en/section/friendship/",
        "/en/tag/laos/",
        "/en/author/mai-anh/",
        "/en/2025/07/",
        "/en/2025/",
    ):
        assert built.one(path, "html")["lang"] == "en"
    assert built.texts("/en/tag/laos/", "main h2") == ["Headline s03", "Headline s02", "Headline s01"]


def test_headings(bulletin: Bulletin) -> None:
    """Each front is called by its name in its language."""
    built = bulletin(stories(1, english=True, tags="[lao]", authors="[mai-anh]"))
    for path, title in {
        "/luu-tru/": "Lưu trữ",
        "/2025/07/": "Tháng 7, 2025",
        "/en/2025/07/": "July 2025",
        "/tac-gia/mai-anh/": "Mai Anh",
        "/the/lao/": "Lào",
    }.items():
        assert built.texts(path, "h1") == [title]


def test_archive_counts(bulletin: Bulletin) -> None:
    """The archive leads from years to months, newest first; those that are over tell the number of their stories."""
    tree = text("2024/12/a/vi") + text("2025/01/b/vi") + text("2025/07/c/vi") + text("2025/07/d/vi")
    built = bulletin(tree)
    years = [link["href"] for link in built.page("/luu-tru/").select("main a[href^='/20']")]
    months = [link["href"] for link in built.page("/2025/").select("main a[href^='/20']")]
    assert (years, months) == (["/2025/", "/2024/"], ["/2025/07/", "/2025/01/"])
    assert built.texts("/2025/", ".counts li") == ["Tháng 7, 2025", "Tháng 1, 2025 1 tin bài"]


def test_names_in_vietnamese_order(bulletin: Bulletin) -> None:
    """Tags are listed by the Vietnamese alphabet, not by the order of the code points."""
    names = ["Da cam", "Đắk Lắk", "Ăng-co", "Cam", "An Giang", "Ấn Độ", "Ô Môn", "Oman", "Ơn"]
    rows = [f"- {{id: t{place}, vi: {name}, en: T{place}}}\n" for place, name in enumerate(names)]
    ids = ", ".join(f"t{place}" for place in range(len(names)))
    built = bulletin(text("2025/07/x/vi", tags=f"[{ids}]") + "-- desk/tags.yaml --\n" + "".join(rows))
    listed = [link.get_text() for link in built.page("/luu-tru/").select("main a[href^='/the/']")]
    assert listed == ["An Giang", "Ăng-co", "Ấn Độ", "Cam", "Da cam", "Đắk Lắk", "Oman", "Ô Môn", "Ơn"]


def test_settings_are_checked(bulletin: Bulletin) -> None:
    """A slip in the table FRONTS of the settings stops the build and is told with the nearest name."""
    built = bulletin(stories(1), FRONTS={"page_sise": 2})
    assert built.problems == "pelicanconf.py:1:1: FRONTS has no setting 'page_sise' -> did you mean 'page_size'?"
    assert (built.code, built.files) == (1, [])
