"""Multimedia: infographics and videos beside every article and on the home page."""

from tests.building import text
from tests.conftest import Bulletin

COVER = "{file: a.jpg, alt: Ba cột, credit: 'Đồ họa: B'}"


def graphic(name: str) -> str:
    """An infographic with its picture."""
    return text(f"2025/06/{name}/vi", kind="infographic", cover=COVER) + f"-- news/2025/06/{name}/a.jpg --\n"


def test_on_articles_and_home(bulletin: Bulletin) -> None:
    """Infographics and videos of the edition stand beside articles; news do not."""
    video = text("2025/06/v/vi", kind="video", video="{file: c.mp4, poster: p.jpg}")
    files = "-- news/2025/06/v/c.mp4 --\n-- news/2025/06/v/p.jpg --\n"
    built = bulletin(
        text("2025/07/a/vi", unrelated="[2025/06/g, 2025/06/v]", section="hop-tac") + graphic("g") + video + files,
        FRONTS={"home_size": 1, "block_size": 0},
    )
    for path in ("/", "/2025/07/a/"):
        links = {str(link["href"]) for link in built.page(path).select(".multimedia a, .most-read a")}
        assert {"/2025/06/g/", "/2025/06/v/"} <= links, path
    assert built.page("/chuyen-muc/hop-tac/").select(".multimedia") == []


def test_at_most_four(bulletin: Bulletin) -> None:
    """The panel holds four stories at most, the newest first."""
    tree = "".join(graphic(f"g{number}") for number in range(7)) + text("2025/07/a/vi", section="hop-tac")
    built = bulletin(tree, FRONTS={"home_size": 1, "block_size": 0})
    assert built.texts("/", ".multimedia .card-title") == ["Tít g6", "Tít g5", "Tít g4", "Tít g3"]


def test_no_panel_without_items(bulletin: Bulletin) -> None:
    """Without infographics and videos there is no panel and no heading."""
    built = bulletin(text("2025/07/a/vi") + text("2025/06/b/vi"))
    assert built.page("/2025/07/a/").select(".multimedia") == []
    assert built.page("/").select(".multimedia") == []
