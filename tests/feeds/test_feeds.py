"""Feeds: Atom for each edition and each of its sections."""

from xml.etree import ElementTree

import feedparser

from tests.building import text
from tests.conftest import Bulletin

HOST = "https://bulletin.example"


def test_entries(bulletin: Bulletin) -> None:
    """A feed has the stories of its edition, newest first, with title, lead, dates and the writer; it is well-formed."""
    tree = text("2025/07/a/vi", title="'A & <b>'", authors="[mai-anh]", tags="[lao]") + text("2025/07/a/en")
    built = bulletin(tree + text("2025/08/b/vi", corrections="[{date: 2025-09-01 09:00, text: Nhầm.}]"), SITEURL=HOST)
    feed = feedparser.parse(built.read("/feeds/tin-moi.xml"))
    assert (feed.bozo, feed.version, feed.feed.title, feed.feed.language) == (
        False,
        "atom10",
        "Hữu nghị và Hợp tác",
        "vi",
    )
    assert [entry.link for entry in feed.entries] == [f"{HOST}/2025/08/b/", f"{HOST}/2025/07/a/"]
    newest, older = feed.entries
    assert (newest.published, newest.updated) == ("2025-08-10T08:00:00+07:00", "2025-09-01T09:00:00+07:00")
    assert (older.title, older.author, older.summary) == ("A & <b>", "Mai Anh", "Sapo a.")
    assert [tag.term for tag in older.tags] == ["Hữu nghị", "Lào"]


def test_one_language_a_feed(bulletin: Bulletin) -> None:
    """The English feed has the English texts only; an edition or section without stories has no feed."""
    built = bulletin(text("2025/07/a/vi") + text("2025/07/a/en") + text("2025/08/b/vi", section="hop-tac"))
    english = feedparser.parse(built.read("/en/feeds/latest.xml"))
    assert [entry.title for entry in english.entries] == ["Headline a"]
    feeds = {name for name in built.files if name.endswith(".xml") and "feeds/" in name and not name.startswith("m/")}
    assert feeds == {
        *("feeds/tin-moi.xml", "feeds/huu-nghi.xml", "feeds/hop-tac.xml"),
        *("en/feeds/latest.xml", "en/feeds/friendship.xml"),
    }


def test_at_most_thirty(bulletin: Bulletin) -> None:
    """A feed holds the thirty newest stories."""
    tree = "".join(text(f"2025/07/s{number:02}/vi", date=f"2025-07-01 08:{number:02}") for number in range(33))
    feed = feedparser.parse(bulletin(tree).read("/feeds/tin-moi.xml"))
    assert [feed.entries[0].title, feed.entries[-1].title, len(feed.entries)] == ["Tít s32", "Tít s03", 30]


def test_pages_point_to_the_nearest_feed(bulletin: Bulletin) -> None:
    """A section's front points to the section's feed, every other page to its edition's; both exist."""
    built = bulletin(text("2025/07/a/vi") + text("2025/07/a/en"))
    selector = "link[rel=alternate][type^='application/']"
    assert built.one("/chuyen-muc/huu-nghi/", selector)["href"] == "/feeds/huu-nghi.xml"
    assert built.one("/en/2025/07/a/", selector)["href"] == "/en/feeds/latest.xml"
    assert built.one("/chuyen-muc/hop-tac/", selector)["href"] == "/feeds/tin-moi.xml"


def test_declared_as_what_it_is(bulletin: Bulletin) -> None:
    """The feeds are Atom and pages declare them as Atom."""
    built = bulletin(text("2025/07/a/vi"))
    root = ElementTree.fromstring(built.read("/feeds/tin-moi.xml"))
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert built.one("/", "link[rel=alternate][type^='application/']")["type"] == "application/atom+xml"
