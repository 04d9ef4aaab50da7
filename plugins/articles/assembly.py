"""Assembly: manuscripts become articles; ids, addresses and links between stories are checked on the way."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from plugins.newsroom import address
from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.data import Word
from plugins.newsroom.manuscript import Correction, Manuscript
from plugins.newsroom.schema import did_you_mean
from plugins.newsroom.spelling import make_slug
from plugins.newsroom.story import Article, Story, StoryLink
from plugins.newsroom.typography import curly

_MOMENTS = ("date", "publish_at", "expire_at")
_LATER = ("cover", "video", "related", "unrelated", "publish_at")
"""Fields that are asked for when the articles are made."""


def add_story(bulletin: Bulletin, manuscripts: Iterable[Manuscript]) -> None:
    """Make the articles of one story and put the visible ones into the bulletin; sound manuscripts only."""
    manuscripts = list(manuscripts)
    story = Story(manuscripts[0].story)
    for manuscript in manuscripts:
        section = _known(manuscript, "section", bulletin.desk.sections)
        tags = _known(manuscript, "tags", bulletin.desk.tags)
        authors = _known(manuscript, "authors", bulletin.desk.writers)
        _check_kind(manuscript)
        bulletin.problems.extend(manuscript.problems)
        bulletin.moments += [manuscript.fields[name] for name in _MOMENTS if name in manuscript.fields]
        section = section or list(bulletin.desk.sections.values())[:1]
        if not manuscript.fields or not section:
            bulletin.hidden.setdefault(story.key, "faulty")
            continue
        for name, value in (("title", "…"), ("lead", "…"), ("date", bulletin.now)):
            # What is missing has been told; with something in its place the rest is checked in the same run.
            manuscript.fields.setdefault(name, value)
        reason = hidden_because(manuscript.fields, bulletin.now)
        if reason and not (bulletin.preview and reason != "expired"):
            bulletin.hidden.setdefault(story.key, reason)
            continue
        article = _article(story, manuscript, section[0], tags, authors)
        article.draft = bool(reason)
        # The article says all others.
        manuscript.forget(*_LATER)
        story.articles[manuscript.edition] = article
        bulletin.articles.setdefault(manuscript.edition, []).append(article)
    if story.articles:
        bulletin.stories[story.key] = story
        bulletin.hidden.pop(story.key, None)


def hidden_because(fields: Mapping[str, Any], now: datetime) -> str:
    """Why a text may not be seen at this moment, or nothing."""
    if fields.get("status") == "draft":
        return "draft"
    if (fields.get("publish_at") or fields["date"]) > now:
        return "embargo"
    if fields.get("expire_at") and fields["expire_at"] <= now:
        return "expired"
    return ""


def _article(story: Story, manuscript: Manuscript, section: Any, tags: list[Any], authors: list[Any]) -> Article:
    fields = manuscript.fields
    month, _, name = story.key.rpartition("/")
    slug = str(fields.get("slug") or make_slug(name))
    corrections = tuple(Correction(one["date"], curly(one["text"])) for one in fields.get("corrections", ()))
    return Article(
        story=story,
        edition=manuscript.edition,
        manuscript=manuscript,
        slug=slug,
        url=address.article(manuscript.edition, month, slug),
        title=curly(fields["title"]),
        lead=curly(fields["lead"]),
        date=fields["date"],
        section=section,
        kicker=curly(fields.get("kicker", "")).rstrip(":"),
        tags=tuple(tags),
        authors=tuple(authors),
        source=curly(fields.get("source", "")),
        source_url=str(fields.get("source_url", "")),
        kind=fields.get("kind", "news"),
        corrections=corrections,
        aliases=tuple(fields.get("aliases", ())),
        lead_links=_links(fields.get("lead_links", ())),
        end_links=_links(fields.get("end_links", ())),
    )


def _links(records: Iterable[dict[str, Any]]) -> list[StoryLink]:
    return [StoryLink(record["story"], record.get("lead") == "show") for record in records]


def _known(manuscript: Manuscript, name: str, table: Mapping[str, Any]) -> list[Any]:
    """The desk's entries for the ids of one field; unknown ids are told once, where they were written."""
    value = manuscript.fields.get(name, [])
    ids: list[Word] = value if isinstance(value, list) else [value]
    entries = []
    for one in ids:
        if one in table:
            entries.append(table[one])
        elif one.mark.path == manuscript.path:
            file = {"section": "sections", "authors": "writers"}.get(name, name)
            mend = f"{did_you_mean(one, table)} Or add it to desk/{file}.yaml"
            manuscript.complain(one.mark, name, f"'{name}': the desk knows no '{one}'", mend)
    return entries


def _check_kind(manuscript: Manuscript) -> None:
    kind = manuscript.fields.get("kind", "news")
    video = manuscript.fields.get("video") or {}
    if kind == "video" and bool(video.get("file")) == bool(video.get("url")):
        mend = "add video: with file: (or url:) and poster:"
        manuscript.complain(manuscript.mark("kind"), "video", "a video story needs one file or one address", mend)
    if kind == "infographic" and not manuscript.fields.get("cover"):
        manuscript.complain(
            manuscript.mark("kind"), "cover", "an infographic story needs its picture", "add cover: with file:"
        )
    if video and kind != "video":
        mend = "write kind: video, or put the video into the text with ::: video"
        manuscript.complain(manuscript.mark("video"), "video", f"'video' stands in a story of kind {kind}", mend)
