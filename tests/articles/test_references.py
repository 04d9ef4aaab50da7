"""Links between stories: what an editor names must exist, and leads the reader to the right text."""

import pytest

from tests.building import text
from tests.conftest import Bulletin

A = "content/news/2025/07/a/index.vi.md"
OTHERS = text("2025/06/b/vi") + text("2025/06/b/en") + text("2025/05/c/vi")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            {"lead_links": "[2025/06/x]"},
            "6:14: 'lead_links': there is no story '2025/06/x' -> did you mean '2025/06/b'?",
        ),
        (
            {"end_links": "[{story: khong-co, lead: show}]"},
            "6:21: 'end_links': there is no story 'khong-co' -> use one of: 2025/05/c, 2025/06/b, 2025/07/a",
        ),
        ({"related": "[2025/07/a]"}, "6:11: 'related' names the story itself -> name another story"),
        ({"unrelated": "[2025/06/x]"}, "6:13: 'unrelated': there is no story '2025/06/x' -> did you mean '2025/06/b'?"),
        (
            {"lead_links": "[2025/06/b]", "end_links": "[2025/06/b]"},
            "7:13: 'end_links' names 2025/06/b, which already stands in 'lead_links' -> name another story",
        ),
        (
            {"lead_links": "[2025/06/b, 2025/06/b]"},
            "6:25: 'lead_links' names 2025/06/b, which already stands in 'lead_links' -> name another story",
        ),
        (
            {"tags": "[lao, cub]"},
            "6:13: 'tags': the desk knows no 'cub' -> use one of: lao, ha-noi Or add it to desk/tags.yaml",
        ),
        (
            {"authors": "mai-an"},
            "6:10: 'authors': the desk knows no 'mai-an' -> did you mean 'mai-anh'? Or add it to desk/writers.yaml",
        ),
        (
            {"kind": "video"},
            "6:7: a video story needs one file or one address -> add video: with file: (or url:) and poster:",
        ),
        ({"kind": "infographic"}, "6:7: an infographic story needs its picture -> add cover: with file:"),
        (
            {"video": "{file: c.mp4, poster: p.jpg}"},
            "6:8: 'video' stands in a story of kind news"
            " -> write kind: video, or put the video into the text with ::: video",
        ),
        ({"lead_links": "[{lead: show}]"}, "6:14: 'story' is missing in 'lead_links' -> add story: 2021/06/ten-tin"),
        (
            {"corrections": "[{date: 2025-07-11 08:00}]"},
            "6:15: 'text' is missing in 'corrections' -> add text: Bản đầu ghi nhầm số điểm cầu.",
        ),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else None,
)
def test_faults(bulletin: Bulletin, fields: dict[str, str], told: str) -> None:
    """A name the desk or the bulletin does not know is told where it was written, with the nearest one."""
    files = "-- news/2025/07/a/p.jpg --\n-- news/2025/07/a/c.mp4 --\n" if "video" in fields else ""
    built = bulletin(text("2025/07/a/vi", **fields) + files + OTHERS)
    assert (built.problems, built.code, built.files) == (f"{A}:{told}", 1, [])


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Xem [bài](story:2025/06/x).", "7:11: 'link': there is no story '2025/06/x' -> did you mean '2025/06/b'?"),
        ("Xem [bài](story:2025/07/a).", "7:11: 'link' names the story itself -> name another story"),
        ("Xem [trang](page:gioi-thie).", "7:13: there is no page 'gioi-thie' -> did you mean 'gioi-thieu'?"),
        (
            "Một.\n\nXem [bài]({filename}/x.md).",
            "9:11: the link '{filename}/x.md' may not be followed"
            " -> link with https://…, story:2021/06/name or page:name",
        ),
    ],
)
def test_dead_links_in_texts(bulletin: Bulletin, body: str, told: str) -> None:
    """A link in a text that leads to no story or page is told with line and column."""
    page = "-- pages/gioi-thieu/index.vi.md --\n---\ntitle: G\nlead: S.\n---\nChữ.\n"
    assert bulletin(text("2025/07/a/vi", body) + OTHERS + page).problems == f"{A}:{told}"


def test_faults_are_told_once_for_both_texts(bulletin: Bulletin) -> None:
    """A wrong name in a common field is told where it stands, not again for the text that inherits it."""
    built = bulletin(text("2025/07/a/vi", lead_links="[2025/06/x]") + text("2025/07/a/en") + OTHERS)
    assert built.said.splitlines()[-1] == "1 error in the content; nothing was published"


def test_links_lead_to_the_readers_edition(bulletin: Bulletin) -> None:
    """A link leads to the reader's edition; where the story has no such text it leads to the twin, with a language mark."""
    body = "[b](story:2025/06/b), [c](story:2025/05/c#s-x)."
    built = bulletin(text("2025/07/a/vi", body) + text("2025/07/a/en", body.replace("c#s-x", 'c "Tên"')) + OTHERS)
    assert [link["href"] for link in built.page("/2025/07/a/").select(".body a")] == ["/2025/06/b/", "/2025/05/c/#s-x"]
    links = built.page("/en/2025/07/a/").select(".body a")
    assert [(link["href"], link.get("hreflang")) for link in links] == [("/en/2025/06/b/", None), ("/2025/05/c/", "vi")]
    assert built.texts("/en/2025/07/a/", ".body .language-mark") == ["(in Vietnamese)"]


def test_editors_links(bulletin: Bulletin) -> None:
    """Stories an editor links stand under the lead and after the text; a lead is printed where it was asked for."""
    built = bulletin(
        text("2025/07/a/vi", lead_links="[2025/05/c]", end_links="[{story: 2025/06/b, lead: show}]")
        + text("2025/07/a/en")
        + OTHERS
    )
    assert built.texts("/2025/07/a/", "header .story-links a") == ["Tít c"]
    assert built.texts("/2025/07/a/", "footer .story-links a") == ["Tít b"]
    assert "Sapo b." in built.one("/2025/07/a/", "footer .story-links").get_text()
    foreign = built.one("/en/2025/07/a/", "header .story-links a")
    assert (foreign["href"], foreign["hreflang"]) == ("/2025/05/c/", "vi")
