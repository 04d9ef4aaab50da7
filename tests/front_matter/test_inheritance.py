"""What the English text takes from the Vietnamese one, and what the two may not say differently."""

import pytest

from plugins.front_matter.fields import STORY_FIELDS
from plugins.front_matter.inheritance import settle
from plugins.front_matter.manuscript import read_manuscript
from plugins.newsroom.manuscript import Manuscript
from plugins.newsroom.problem import report

VI = "title: Bài\nlead: Sapo.\ndate: 2021-06-20 15:27\nsection: huu-nghi\n"
EN = "title: Story\nlead: Lead.\n"


def pair(vi: str, en: str) -> tuple[Manuscript, Manuscript, str]:
    """(Vietnamese text, English text, problems told) after settling."""
    both = [
        read_manuscript(f"---\n{header}---\nText.\n".encode(), f"{code}.md", "2021/06/a", code, STORY_FIELDS)
        for code, header in (("vi", vi), ("en", en))
    ]
    settle(both, STORY_FIELDS)
    return both[0], both[1], report(problem for one in both for problem in one.problems)


def test_silent_fields_are_inherited() -> None:
    """Where the English text is silent it has the Vietnamese date, section, tags, authors and source."""
    vi, en, told = pair(VI + "tags: [lao]\nauthors: [mai-anh]\nsource: Báo\nkind: news\n", EN)
    assert told == ""
    for name in ("date", "section", "tags", "authors", "source", "kind"):
        assert en.fields[name] == vi.fields[name]
        assert en.mark(name).path == "vi.md"


def test_own_fields_are_not_inherited() -> None:
    """Title, lead, kicker, slug, status, corrections and aliases belong to each text alone."""
    _, en, told = pair(VI + "kicker: Tít dẫn\nslug: bai\nstatus: draft\naliases: [/a/]\n", EN)
    assert told == ""
    assert {"kicker", "slug", "status", "aliases"} & en.fields.keys() == set()
    assert en.fields["title"] == "Story"


def test_shared_fields_may_differ() -> None:
    """A shared field (source, cover, publish_at …) may be stated otherwise in English."""
    _, en, told = pair(VI + "source: báo Hà Nội Mới\n", EN + "source: Hanoi Moi newspaper\n")
    assert (en.fields["source"], told) == ("Hanoi Moi newspaper", "")


def test_cover_is_inherited_but_for_its_words() -> None:
    """The English text inherits the picture and its credit, never the words that describe it."""
    cover = "cover: {file: a.jpg, alt: Bàn tròn, caption: Chú thích., credit: 'Ảnh: B'}\n"
    _, en, told = pair(VI + cover, EN + "cover: {alt: A round table}\n")
    assert told == ""
    assert en.fields["cover"] == {"file": "a.jpg", "credit": "Ảnh: B", "alt": "A round table"}


def test_alt_of_an_inherited_cover() -> None:
    """A cover whose alternative text is not given in English is told in the English file."""
    cover = "cover: {file: a.jpg, alt: Bàn tròn, credit: 'Ảnh: B'}\n"
    assert pair(VI + cover, EN)[2] == "en.md:1:1: 'alt' is missing in 'cover' -> add alt: Bàn tròn, ba đại biểu"


@pytest.mark.parametrize(
    ("vi", "en", "told"),
    [
        (
            "",
            "date: 2021-06-21 08:00\n",
            "en.md:4:7: 'date' says 2021-06-21 08:00, but vi.md:4 says 2021-06-20 15:27"
            " -> take the line out: the English text inherits 'date'",
        ),
        (
            "",
            "section: hop-tac\n",
            "en.md:4:10: 'section' says hop-tac, but vi.md:5 says huu-nghi"
            " -> take the line out: the English text inherits 'section'",
        ),
        (
            "tags: [lao, cuba]\n",
            "tags: [lao]\n",
            "en.md:4:7: 'tags' says [lao], but vi.md:6 says [lao, cuba]"
            " -> take the line out: the English text inherits 'tags'",
        ),
        (
            "end_links: [2021/06/b]\n",
            "end_links: [{story: 2021/06/b, lead: show}]\n",
            "en.md:4:12: 'end_links' says [{story: 2021/06/b, lead: show}], but vi.md:6 says [{story: 2021/06/b}]"
            " -> take the line out: the English text inherits 'end_links'",
        ),
    ],
)
def test_common_fields_may_not_differ(vi: str, en: str, told: str) -> None:
    """A field common to both texts that is stated otherwise in English is told with both values and both places."""
    assert pair(VI + vi, EN + en)[2] == told


def test_common_fields_may_be_repeated() -> None:
    """Stating the same value in both texts is no mistake; an offset that means the same moment is the same value."""
    assert pair(VI, EN + "date: 2021-06-20 08:27Z\nsection: huu-nghi\n")[2] == ""


@pytest.mark.parametrize(
    ("vi", "told"),
    [
        (VI.replace("date: 2021-06-20 15:27\n", ""), "'date' is missing -> add a line date: 2021-06-20 15:27"),
        (VI.replace("section: huu-nghi\n", ""), "'section' is missing -> add a line section: bon-phuong-ket-ban"),
    ],
)
def test_missing_is_told_once(vi: str, told: str) -> None:
    """A field that both texts need and neither has is told in the Vietnamese file alone, where it belongs."""
    assert pair(vi, EN)[2] == f"vi.md:1:1: {told}"


def test_faulty_is_told_once() -> None:
    """A common field with a fault is told where it stands; the English text is not said to lack it."""
    assert pair(VI.replace("2021-06-20 15:27", "hôm qua"), EN)[2] == (
        "vi.md:4:7: 'date': “hôm qua” is not an exact date and hour"
        " -> write year-month-day hour:minute, for example 2021-06-20 15:27"
    )


def test_required_words() -> None:
    """Title and lead are required of each text."""
    assert pair(VI, "kicker: x\n")[2] == (
        "en.md:1:1: 'lead' is missing -> add a line lead: Ngày 18/6, tại Hà Nội …\n"
        "en.md:1:1: 'title' is missing -> add a line title: Tọa đàm về đối ngoại nhân dân"
    )


def test_english_alone() -> None:
    """A story in English only states everything itself."""
    one = read_manuscript(f"---\n{EN}---\nText.\n".encode(), "en.md", "2021/06/a", "en", STORY_FIELDS)
    settle([one], STORY_FIELDS)
    assert report(one.problems) == (
        "en.md:1:1: 'date' is missing -> add a line date: 2021-06-20 15:27\n"
        "en.md:1:1: 'section' is missing -> add a line section: bon-phuong-ket-ban"
    )


def test_unreadable_file_is_told_once() -> None:
    """Of a file that can't be read only that is told, not that all its fields are missing."""
    one = read_manuscript(b"\xff", "vi.md", "2021/06/a", "vi", STORY_FIELDS)
    settle([one], STORY_FIELDS)
    assert [problem.rule for problem in one.problems] == ["utf-8"]
