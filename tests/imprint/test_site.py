"""The imprint: what every page says of the publication."""

from typing import Any

import pytest

from plugins.imprint import Site
from plugins.imprint.settings import ImprintSettings
from tests.building import text
from tests.conftest import Bulletin

IMPRINT: dict[str, Any] = {
    "names": {"vi": "Báo ta", "en": "Our paper"},
    "taglines": {"vi": "Dòng tít", "en": "A line"},
    "publishers": {"vi": "Hội", "en": "Society"},
    "profiles": (("Mạng", "https://social.example/ta"),),
    "pages": {"about": "gioi-thieu"},
}
PAGE = "-- pages/gioi-thieu/index.{}.md --\n---\ntitle: G\nlead: S.\n---\nX.\n"


def test_names_by_edition() -> None:
    """Name, tagline and publisher are those of the edition."""
    site = Site("https://e.example", ImprintSettings(**IMPRINT))
    assert (site.name("vi"), site.name("en"), site.tagline("en"), site.publisher("vi")) == (
        "Báo ta",
        "Our paper",
        "A line",
        "Hội",
    )


def test_nothing_before_reading() -> None:
    """Asked for sections before the bulletin was read, it says so instead of showing none."""
    with pytest.raises(AssertionError, match="the bulletin has not been read yet"):
        Site("https://e.example", ImprintSettings()).sections  # noqa: B018


def test_on_the_pages(bulletin: Bulletin) -> None:
    """The nameplate leads home, sections are in the desk's order, profiles and standing pages are linked where they exist."""
    built = bulletin(text("2025/07/a/vi") + text("2025/07/a/en") + PAGE.format("vi"), IMPRINT=IMPRINT)
    assert built.texts("/2025/07/a/", ".nameplate") == ["Báo ta"]
    assert built.one("/en/2025/07/a/", ".nameplate a")["href"] == "/en/"
    assert built.texts("/", "title") == ["Báo ta – Dòng tít"]
    assert built.texts("/2025/07/a/", "title") == ["Tít a | Báo ta"]
    assert built.page("/2025/07/a/").select('a[href="https://social.example/ta"]') != []
    assert built.page("/").select('a[href="/gioi-thieu/"]') != []
    assert built.page("/en/").select('a[href*="gioi-thieu"]') == []


def test_sections_in_the_bar(bulletin: Bulletin) -> None:
    """The section bar has the top sections in the order of the desk's file."""
    built = bulletin(text("2025/07/a/vi"))
    links = [str(link["href"]) for link in built.page("/2025/07/a/").select(".section-bar a[href^='/chuyen-muc/']")]
    tops = [link for link in links if link != "/chuyen-muc/ban-be/"]
    assert tops == ["/chuyen-muc/huu-nghi/", "/chuyen-muc/hop-tac/"]


def test_the_mark_in_the_section_bar(bulletin: Bulletin) -> None:
    """The front of a section is marked as the page itself, all that is below it as a part, anything else not at all."""
    built = bulletin(text("2025/07/a/vi", tags="[lao]") + text("2025/07/b/vi", section="ban-be") + text("2025/07/b/en"))
    sections = "/chuyen-muc/"
    marks = {
        path: [(one["href"], one["aria-current"]) for one in built.page(path).select(".section-bar [aria-current]")]
        for path in ("/", f"{sections}huu-nghi/", f"{sections}ban-be/", "/2025/07/a/", "/2025/07/b/", "/the/lao/", "/2025/")
    }
    below = [("/chuyen-muc/huu-nghi/", "true")]
    assert marks == {
        "/": [("/", "page")],
        "/chuyen-muc/huu-nghi/": [("/chuyen-muc/huu-nghi/", "page")],
        "/chuyen-muc/ban-be/": below,
        "/2025/07/a/": below,
        "/2025/07/b/": below,
        "/the/lao/": [],
        "/2025/": [],
    }
    (mark,) = built.page("/m/en/2025/07/b/").select(".section-bar [aria-current]")
    assert (mark["href"], mark["aria-current"]) == ("/m/en/section/friendship/", "true")


def test_unknown_setting(bulletin: Bulletin) -> None:
    """A slip in the table IMPRINT is told with the nearest name, before anything is read."""
    built = bulletin(text("2025/07/a/vi", title=""), IMPRINT={"name": {}})
    assert built.problems == "pelicanconf.py:1:1: IMPRINT has no setting 'name' -> did you mean 'names'?"
    assert built.code == 1
