"""Stories that may not be seen: drafts, embargoes and what has expired leave no byte; the preview shows them marked."""

import pytest

from tests.building import Built, text
from tests.conftest import Bulletin, MakeSite

SECRET = "BIMAT7781"
PHOTO = f"-- news/2025/07/{SECRET.lower()}/anh-mat.jpg --\n"


def story(**fields: str) -> str:
    """A story whose every word and picture carries the secret, beside one that everybody may read."""
    words = {
        "title": f"Tít {SECRET}",
        "lead": f"Sapo {SECRET}.",
        "kicker": SECRET,
        "tags": "[lao]",
        "authors": "[mai-anh]",
        "kind": "infographic",
        "cover": f"{{file: anh-mat.jpg, alt: Ba {SECRET}, credit: 'Ảnh: {SECRET}'}}",
        "aliases": f"[/2024/01/{SECRET.lower()}/]",
    }
    key = f"2025/07/{SECRET.lower()}"
    return text(f"{key}/vi", f"Chữ {SECRET}.", **{**words, **fields}) + PHOTO + text("2025/06/b/vi")


def bytes_with_the_secret(built: Built) -> list[str]:
    """Files whose name or content gives the secret away."""
    needle = SECRET.encode()
    return [name for name, data in built.snapshot().items() if SECRET.lower() in name or needle.lower() in data.lower()]


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "draft"},
        {"date": "2026-01-22 08:01"},
        {"publish_at": "2026-01-22 08:01"},
        {"publish_at": "2026-01-22 01:01Z"},
        {"expire_at": "2026-01-22 08:00"},
        {"status": "draft", "expire_at": "2025-12-01 00:00"},
    ],
    ids=lambda fields: "-".join(fields),
)
def test_not_a_byte(bulletin: Bulletin, fields: dict[str, str]) -> None:
    """A draft, a story under embargo and one that has expired leave no byte: no page, feed, list, picture, address."""
    built = bulletin(story(**fields))
    assert (built.code, built.problems) == (0, "")
    assert bytes_with_the_secret(built) == []
    assert not any(name.startswith(("the/", "tac-gia/")) for name in built.files)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"publish_at": "2026-01-22 08:00"},
        {"publish_at": "2026-01-01 00:00", "date": "2026-02-01 00:00"},
        {"expire_at": "2026-01-22 08:01"},
        {"status": "published"},
    ],
    ids=lambda fields: "-".join(fields) or "plain",
)
def test_in_its_time(bulletin: Bulletin, fields: dict[str, str]) -> None:
    """At the minute of publication the story is there, and it is there until the minute it expires."""
    built = bulletin(story(**fields))
    assert (built.code, built.problems) == (0, "")
    assert built.texts(f"/2025/07/{SECRET.lower()}/", "h1") == [f"Tít {SECRET}"]


def test_one_text_of_two(bulletin: Bulletin) -> None:
    """Where only the English text is a draft, the Vietnamese one is published and says honestly that it has no twin."""
    built = bulletin(text("2025/07/a/vi") + text("2025/07/a/en", f"{SECRET}.", status="draft", title=SECRET))
    assert bytes_with_the_secret(built) == []
    assert built.texts("/2025/07/a/", ".edition-switch") == ["Chưa có bản tiếng Anh"]


def test_preview_shows_what_is_to_come(bulletin: Bulletin) -> None:
    """The preview shows drafts and embargoed stories under a banner, keeps search engines off, and marks nothing else."""
    built = bulletin(story(status="draft") + text("2025/05/c/vi", publish_at="2027-01-01 00:00"), preview=True)
    assert (built.code, built.problems) == (0, "")
    for path in (f"/2025/07/{SECRET.lower()}/", "/2025/05/c/"):
        assert built.texts(path, ".draft-banner") == ["Bản nháp: bài này chưa được đăng."]
        assert built.one(path, "meta[name=robots]")["content"] == "noindex"
    assert built.page("/2025/06/b/").select(".draft-banner") == []
    assert SECRET.lower() not in built.read("/sitemap.xml")


def test_preview_hides_what_has_expired(bulletin: Bulletin) -> None:
    """What has expired is gone from the preview too: it is no text to come."""
    assert bytes_with_the_secret(bulletin(story(expire_at="2026-01-01 00:00"), preview=True)) == []


def test_mistakes_in_drafts_are_told(bulletin: Bulletin) -> None:
    """A mistake in a draft is told at once, not on the day it is published."""
    built = bulletin(story(status="draft", section="huu-ngh"))
    assert built.code == 1
    assert built.problems == (
        f"content/news/2025/07/{SECRET.lower()}/index.vi.md:5:10: 'section': the desk knows no 'huu-ngh'"
        " -> did you mean 'huu-nghi'? Or add it to desk/sections.yaml"
    )


def test_withdrawn_when_its_time_comes(site: MakeSite) -> None:
    """The same content built a minute later no longer has the story: time alone withdraws it."""
    one = site(story(expire_at="2026-01-22 08:01"))
    assert bytes_with_the_secret(one.build()) != []
    assert bytes_with_the_secret(one.build(now="2026-01-22 08:01", allow_loss=True)) == []


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"status": "draft"}, "is a draft"),
        ({"publish_at": "2027-01-01 00:00"}, "is under embargo"),
        ({"expire_at": "2026-01-01 00:00"}, "has expired"),
    ],
    ids=["draft", "embargo", "expired"],
)
def test_links_to_what_is_hidden(bulletin: Bulletin, fields: dict[str, str], why: str) -> None:
    """A link to a story that may not be seen now becomes plain text with a warning: the clock must not break a build."""
    key = f"2025/07/{SECRET.lower()}"
    link = text("2025/05/c/vi", f"Xem [bài này](story:{key}).", lead_links=f"[{key}]", related=f"[{key}]")
    built = bulletin(story(**fields) + link)
    start = "content/news/2025/05/c/index.vi.md"
    tail = f"the story {key} {why}, so the link is left out -> link to a published story"
    assert built.problems == (
        f"{start}:6:14: warning: 'lead_links': {tail}\n"
        f"{start}:7:11: warning: 'related': {tail}\n"
        f"{start}:9:15: warning: 'link': {tail}"
    )
    assert built.code == 0
    assert built.texts("/2025/05/c/", ".body p") == ["Xem bài này."]
    assert bytes_with_the_secret(built) == []
