"""Articles and standing pages as they are printed."""

from tests.building import text
from tests.conftest import Bulletin

PAGE = "-- pages/gioi-thieu/index.{}.md --\n---\ntitle: {}\nlead: Sapo trang.\n---\n{}\n"


def test_standing_page(bulletin: Bulletin) -> None:
    """A standing page is printed at its name, knows its twin, and its links lead to the reader's edition."""
    body = "[bài](story:2025/07/a) và [trang](page:gioi-thieu)."
    about = PAGE.format("vi", "\"Về 'ta'\"", body) + PAGE.format("en", "About", body).replace(
        "lead:", "slug: about\nlead:"
    )
    built = bulletin(text("2025/07/a/vi") + text("2025/07/a/en") + about)
    assert (built.code, built.problems) == (0, "")
    assert built.texts("/gioi-thieu/", "h1") == ["Về ‘ta’"]
    assert [link["href"] for link in built.page("/en/about/").select("main p a")] == ["/en/2025/07/a/", "/en/about/"]
    assert built.one("/gioi-thieu/", ".edition-switch")["href"] == "/en/about/"


def test_faults_in_pages(bulletin: Bulletin) -> None:
    """Dead links in a standing page, and pictures, which it can't show, are told with line and column."""
    body = 'Xem [bài](story:2025/07/x).\n\n![Ba người](a.jpg "C. (Ảnh: B)")'
    built = bulletin(text("2025/07/a/vi") + PAGE.format("vi", "G", body) + "-- pages/gioi-thieu/a.jpg --\n")
    start = "content/pages/gioi-thieu/index.vi.md"
    assert built.problems == (
        f"{start}:5:11: 'link': there is no story '2025/07/x' -> did you mean '2025/07/a'?\n"
        f"{start}:7:13: a.jpg stands in a page, but only stories show pictures and videos"
        " -> take it out, or link to a story that shows it"
    )


def test_no_empty_label(bulletin: Bulletin) -> None:
    """Where neither a writer nor a source is known no label for them is printed; a source is printed after its word."""
    built = bulletin(
        text("2025/07/a/vi") + text("2025/07/b/vi", source="báo Hà Nội Mới", source_url="https://e.example/x")
    )
    assert built.page("/2025/07/a/").select(".byline") == []
    assert built.texts("/2025/07/b/", ".byline a") == ["Theo báo Hà Nội Mới"]


def test_date_line(bulletin: Bulletin) -> None:
    """The date line is HH:MM | dd/MM/yyyy GMT+7 in Vietnamese and has an English form; a correction adds when it was."""
    fields = {"date": "2025-07-10 23:30Z", "corrections": "[{date: 2025-07-12 09:00, text: Ghi nhầm.}]"}
    built = bulletin(text("2025/07/a/vi", **fields) + text("2025/07/a/en"))
    assert "06:30 | 11/07/2025 GMT+7" in built.texts("/2025/07/a/", ".date-line")[0]
    assert "09:00 | 12/07/2025 GMT+7" in built.texts("/2025/07/a/", ".date-line")[0]
    assert "11 July 2025, 06:30 GMT+7" in built.texts("/en/2025/07/a/", ".date-line")[0]
    assert built.texts("/2025/07/a/", "aside.correction p")[1:] == ["Ghi nhầm."]


def test_short_texts_are_set_right(bulletin: Bulletin) -> None:
    """Quotes of headline and lead are curly; the colon after a kicker is the page's business."""
    built = bulletin(text("2025/07/a/vi", title="'Nói \"thật\"'", lead="'Anh \"ấy\"...'", kicker="'Hội nghị:'"))
    assert built.texts("/2025/07/a/", "h1") == ["Nói “thật”"]
    assert built.texts("/2025/07/a/", ".lead") == ["Anh “ấy”…"]
    assert built.texts("/2025/07/a/", ".kicker") == ["Hội nghị"]


def test_newest_first(bulletin: Bulletin) -> None:
    """Lists are in the order of the dates, newest first; at one minute the key decides, so that builds agree."""
    stories = [
        text(f"2025/07/{name}/vi", date=f"2025-07-{day} 08:00") for name, day in (("a", 10), ("b", 12), ("c", 10))
    ]
    built = bulletin("".join(stories))
    assert built.texts("/2025/07/", "main h2") == ["Tít b", "Tít c", "Tít a"]


def test_empty_bulletin(bulletin: Bulletin) -> None:
    """A bulletin without a single visible article is never published: the folder has moved, or a checkout failed."""
    built = bulletin(text("2025/07/a/vi", status="draft"))
    assert (built.code, built.files) == (1, [])
    assert built.problems == (
        "content/news:1:1: there is no article to publish (0 found)"
        " -> add a story to content/news, or look whether the folder was moved"
    )
