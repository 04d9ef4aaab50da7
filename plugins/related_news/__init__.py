"""Related news ("Tin bài liên quan"): stories that share tags with this one, editors' pins first.

Contract: fills ``panels.related_news`` of every article. Stories named in ``related`` come first, those in
``unrelated`` never; where no story shares a tag, the panel shows its section under its true name
("Cùng chuyên mục / In this section").
"""

from typing import Any

from pelican import signals

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.panel import Panel
from plugins.newsroom.settings import read_settings
from plugins.newsroom.story import Article

from .ranking import Candidate, Ranking, in_section
from .settings import RelatedNewsSettings


def fill_panels(generators: list[Any]) -> None:
    """Rank once for the whole bulletin, so that both editions of a story get one list."""
    bulletin: Bulletin = generators[0].context["bulletin"]
    settings = read_settings(RelatedNewsSettings, generators[0].settings)
    originals = [next(iter(story.articles.values())) for story in bulletin.stories.values()]
    candidates = sorted(map(_candidate, originals), key=lambda one: (one.date, one.key), reverse=True)
    ranking = Ranking(candidates, settings.tag_weight)
    for article in bulletin.all_articles():
        pins = [key for key in article.manuscript.fields.get("related", ()) if key in bulletin.stories]
        banned = article.manuscript.fields.get("unrelated", ())
        related = _take(bulletin, article, [*pins, *ranking.related(article.key, banned)], settings.limit)
        if related:
            article.panels.related_news = Panel("related_news", related)
        else:
            others = in_section(ranking.stories[article.key], candidates, banned)
            article.panels.related_news = Panel("in_this_section", _take(bulletin, article, others, settings.limit))


def _take(bulletin: Bulletin, article: Article, keys: list[str], limit: int) -> list[Article]:
    shown = (bulletin.stories[key].for_reader(article.edition) for key in keys)
    return article.panels.take((one for one in shown if one is not None), limit)


def _candidate(article: Article) -> Candidate:
    top = article.section.trail[0].id
    return Candidate(article.key, article.date, article.section.id, top, frozenset(tag.id for tag in article.tags))


def register() -> None:
    signals.all_generators_finalized.connect(fill_panels)
