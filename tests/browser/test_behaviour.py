"""Pages keep still and to themselves, and work without scripts."""

import unicodedata
from functools import partial
from typing import Any

import pytest

from tests.browser.conftest import WIDTHS, Browse
from tests.browser.page_types import page_types
from tests.site.published import Published, words

pytestmark = pytest.mark.browser
SHOWN_PIECEMEAL = ("home", "section", "article", "video", "search")


def test_console_is_silent(looks: list[dict[str, Any]]) -> None:
    """No page writes an error, a warning or anything else to the console."""
    assert [(one["url"], one["width"], one["console"]) for one in looks if one["console"]] == []


def test_no_request_to_another_host(looks: list[dict[str, Any]]) -> None:
    """Everything a page asks for comes from its own host, and arrives."""
    assert [(one["url"], one["failed"]) for one in looks if one["failed"]] == []
    hosts = {request.split("/")[2] for one in looks for request in one["requests"]}
    assert len(hosts) == 1
    assert hosts.pop().startswith("127.0.0.1:")


def test_nothing_moves_while_a_page_loads(looks: list[dict[str, Any]]) -> None:
    """The cumulative layout shift of every page is 0 at every width."""
    assert [(one["url"], one["width"], one["shifts"]) for one in looks if one["shifts"]] == []


def test_nothing_moves_on_a_poor_line(published: Published, browse: Browse) -> None:
    """Nor does anything move where a page arrives piece by piece: what comes later never changes what is there."""
    urls = [types[kind] for types in map(partial(page_types, published), ("vi", "en")) for kind in SHOWN_PIECEMEAL]
    found = browse("look", published, slow=True, urls=urls, widths=[360, 1280])
    assert [(one["url"], one["width"], one["shifts"]) for one in found if one["shifts"]] == []


def test_nothing_sticks_out(looks: list[dict[str, Any]]) -> None:
    """No page has to be scrolled sideways, down to the 240 pixels of a small old phone."""
    assert [(one["url"], one["width"], one["overflow"]) for one in looks if one["overflow"] > 0] == []


def test_full_texts_do_not_stick_out(specimens: Published, browse: Browse) -> None:
    """Tables, code, players and embeds stay inside the page as well, and ask no other host for anything."""
    found = browse("look", specimens, urls=["/2025/07/day-du/", "/song-ngu/2025/07/day-du/"], widths=WIDTHS)
    assert [(one["url"], one["width"], one["overflow"]) for one in found if one["overflow"] > 0] == []
    assert {request.split("/")[2].split(":")[0] for one in found for request in one["requests"]} == {"127.0.0.1"}


@pytest.mark.parametrize("edition", ["vi", "en"])
def test_text_size_works_without_a_script(published: Published, browse: Browse, edition: str) -> None:
    """With scripts switched off the control makes the text smaller and larger."""
    sizes = browse("behave", published, act="textSize", url=page_types(published, edition)["article"])
    assert sizes["small"] < sizes["normal"] < sizes["large"]
    assert sizes["small"] >= 14


def plain(text: str) -> str:
    """The text without case and marks."""
    marked = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


@pytest.mark.parametrize("typed", ["doi ngoai", "Đối ngoại", "ĐỐI NGOẠI", unicodedata.normalize("NFD", "đối ngoại")])
def test_search_finds_vietnamese_however_it_is_typed(published: Published, browse: Browse, typed: str) -> None:
    """“doi ngoai” finds every headline with “Đối ngoại” and no other; so do capitals, marks and parted letters."""
    url = "/tim-kiem/"
    headlines = [words(one) for one in published.page(url).select(".headlines-title")]
    wanted = [headline for headline in headlines if all(word in plain(headline) for word in ("doi", "ngoai"))]
    (answer,) = browse("behave", published, act="search", url=url, words=[typed])
    assert [" ".join(headline.split()) for headline in answer["left"]] == wanted
    assert any("ối ngoại" in headline for headline in wanted)
    assert str(len(wanted)) in answer["status"]


def test_search_says_when_there_is_nothing(published: Published, browse: Browse) -> None:
    """Words that stand in no headline leave none and are answered; taking them out brings all back."""
    answers = browse("behave", published, act="search", url="/en/search/", words=["zzzz", ""])
    total = len(published.page("/en/search/").select(".headlines-title"))
    assert [len(one["left"]) for one in answers] == [0, total]
    assert answers[0]["status"].startswith("No stories found")
    assert answers[1]["status"] == ""


def test_search_page_is_complete_without_a_script(published: Published, browse: Browse) -> None:
    """With scripts switched off the search page is the list of all headlines, and shows no form that does nothing."""
    answer = browse("behave", published, act="searchWithoutScript", url="/tim-kiem/")
    assert answer == {"listed": len(published.of_kind("article", edition="vi")), "forms": 0}


@pytest.mark.parametrize("edition", ["vi", "en"])
def test_video_waits_for_the_reader(published: Published, browse: Browse, edition: str) -> None:
    """A video is not asked for until the reader starts it, however far the page is scrolled."""
    answer = browse("behave", published, act="video", url=page_types(published, edition)["video"])
    assert answer["before"] == 0
    assert answer["after"] >= 1


def test_skip_link_comes_first(published: Published, browse: Browse) -> None:
    """The first Tab shows the skip link, and Enter leads past the masthead to the text."""
    answer = browse("behave", published, act="skip", url=page_types(published, "vi")["article"])
    assert answer == {"visible": True, "hash": "#main"}
