"""Other news: what else the section has."""

from tests.building import text
from tests.conftest import Bulletin


def test_of_the_section(bulletin: Bulletin) -> None:
    """The panel shows stories of the section in the reader's edition, at most four, none that stands elsewhere."""
    tree = "".join(text(f"2025/0{n}/s{n}/vi", tags=f"[{'lao' if n < 3 else 'ha-noi'}]") for n in range(1, 10))
    tree += text("2025/12/x/vi", section="hop-tac")
    built = bulletin(tree)
    panel = built.texts("/2025/09/s9/", ".other-news .card-title")
    assert 0 < len(panel) <= 4
    assert "Tít x" not in panel
    assert not set(panel) & set(built.texts("/2025/09/s9/", ".related-news .card-title"))


def test_the_top_section_helps_out(bulletin: Bulletin) -> None:
    """Where a sub-section has too few stories, those of the top section above it follow."""
    built = bulletin(
        text("2025/07/a/vi", section="ban-be", unrelated="[2025/06/b, 2025/05/c]")
        + text("2025/06/b/vi", section="ban-be")
        + text("2025/05/c/vi")
    )
    assert built.texts("/2025/07/a/", ".other-news .card-title") == ["Tít b", "Tít c"]


def test_old_pages_keep_still(bulletin: Bulletin) -> None:
    """The panel of an old story is the same before and after a new story appears in its section."""
    old = "".join(text(f"2024/{n:02}/s{n:02}/vi") for n in range(1, 13))
    before, after = bulletin(old), bulletin(old + text("2025/12/new/vi"))
    path = "/2024/09/s09/"
    assert len(before.texts(path, ".other-news .card-title")) == 4
    assert before.texts(path, ".other-news .card-title") == after.texts(path, ".other-news .card-title")
