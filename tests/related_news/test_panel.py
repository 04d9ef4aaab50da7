"""Related news as readers see them: what belongs together, what an editor says, and nothing twice."""

from tests.building import Built, text
from tests.conftest import Bulletin


def shown(built: Built, path: str, panel: str = "related-news") -> list[str]:
    """The addresses in a panel, in its order."""
    found = [str(link["href"]) for link in built.page(path).select(f".{panel} a[href]")]
    return list(dict.fromkeys(found))


def test_shared_tags(bulletin: Bulletin) -> None:
    """A story is shown beside one that shares a tag with it, not beside one that shares nothing."""
    tree = (
        text("2025/07/a/vi", tags="[lao]")
        + text("2025/05/b/vi", tags="[lao]")
        + text("2025/06/c/vi", section="hop-tac")
    )
    built = bulletin(tree)
    assert shown(built, "/2025/07/a/") == ["/2025/05/b/"]
    assert built.texts("/2025/07/a/", ".related-news h2") == ["Tin bài liên quan"]


def test_pins_and_bans(bulletin: Bulletin) -> None:
    """What an editor pins comes first in the editor's order; what an editor bans is not there at all."""
    tree = (
        text("2025/07/a/vi", tags="[lao]", related="[2025/04/d, 2025/05/c]", unrelated="[2025/06/b]")
        + text("2025/06/b/vi", tags="[lao]")
        + text("2025/05/c/vi", section="hop-tac")
        + text("2025/04/d/vi", section="hop-tac")
        + text("2025/03/e/vi", tags="[lao]")
    )
    assert shown(bulletin(tree), "/2025/07/a/") == ["/2025/04/d/", "/2025/05/c/", "/2025/03/e/"]


def test_true_name(bulletin: Bulletin) -> None:
    """Where nothing is related the panel says what it shows instead: other stories of the section."""
    built = bulletin(text("2025/07/a/vi") + text("2025/06/b/vi"))
    assert built.texts("/2025/07/a/", ".related-news h2") == ["Cùng chuyên mục"]
    assert shown(built, "/2025/07/a/") == ["/2025/06/b/"]


def test_alone(bulletin: Bulletin) -> None:
    """A bulletin of one story prints no panel: there is no heading without items."""
    built = bulletin(text("2025/07/a/vi"))
    assert built.page("/2025/07/a/").select(".panel") == []


def test_nothing_twice_on_a_page(bulletin: Bulletin) -> None:
    """No story stands in two panels of a page, in a panel and the editor's links, or beside itself."""
    tree = "".join(text(f"2025/07/s{n}/vi", tags="[lao]", date=f"2025-07-{n + 10} 08:00") for n in range(12))
    tree += text(
        "2025/08/a/vi", tags="[lao]", lead_links="[2025/07/s1]", end_links="[2025/07/s11]", related="[2025/07/s1]"
    )
    built = bulletin(tree)
    for path in ("/2025/08/a/", "/2025/07/s5/"):
        links = [link["href"] for link in built.page(path).select(".panel h3 a, .panel p a, .story-links a")]
        targets = [link for link in links if str(link).startswith("/2025/")]
        assert len(targets) == len(set(targets)), path
        assert path not in targets


def test_other_edition(bulletin: Bulletin) -> None:
    """A related story without a text in the reader's edition is shown in its own, with its language declared."""
    built = bulletin(text("2025/07/a/vi", tags="[lao]") + text("2025/07/a/en") + text("2025/06/b/vi", tags="[lao]"))
    link = built.page("/en/2025/07/a/").select(".related-news a")[0]
    assert (link["href"], link["hreflang"]) == ("/2025/06/b/", "vi")
    assert "(in Vietnamese)" in built.one("/en/2025/07/a/", ".related-news").get_text()
