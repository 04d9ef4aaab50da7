"""The gate: all problems are told once, and nothing is written if one of them is an error."""

from tests.building import text
from tests.conftest import Bulletin, MakeSite


def test_an_error_stops_everything(site: MakeSite) -> None:
    """One error anywhere leaves the published site as it was, to the byte."""
    one = site(text("2025/07/a/vi") + text("2025/06/b/vi"))
    before = one.build().snapshot()
    one.write(text("2025/05/c/vi", date="hôm qua") + text("2025/07/a/vi", "Chữ mới."))
    built = one.build()
    assert built.code == 1
    assert built.snapshot() == before
    assert built.said.splitlines()[-1] == "1 error in the content; nothing was published"


def test_warnings_do_not(bulletin: Bulletin) -> None:
    """A warning is told and the site is published all the same."""
    built = bulletin(text("2025/07/a/vi", lead_links="[2025/06/b]") + text("2025/06/b/vi", status="draft"))
    assert built.problems == (
        "content/news/2025/07/a/index.vi.md:6:14: warning: 'lead_links': the story 2025/06/b is a draft,"
        " so the link is left out -> link to a published story"
    )
    assert (built.code, built.page("/2025/07/a/").select(".story-links")) == (0, [])


def test_errors_before_warnings(bulletin: Bulletin) -> None:
    """Errors are told before warnings, each once, and only errors are counted."""
    built = bulletin(
        text("2025/05/c/vi", lead_links="[2025/06/b]")
        + text("2025/06/b/vi", status="draft")
        + text("2025/07/a/vi", source="")
        + text("2025/07/a/vi", kicker='""')
    )
    assert [line.partition(" -> ")[0] for line in built.problems.splitlines()] == [
        "content/news/2025/07/a/index.vi.md:6:9: 'kicker' is empty",
        "content/news/2025/05/c/index.vi.md:6:14: warning: 'lead_links': the story 2025/06/b is a draft,"
        " so the link is left out",
    ]
    assert built.said.splitlines()[-1] == "1 error in the content; nothing was published"
