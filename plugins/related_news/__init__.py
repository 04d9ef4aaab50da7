"""Related news ("Tin bài liên quan"): what an editor would have chosen, and what stays chosen.

Contract: fills ``panels.related_news`` of every article (editors' pins, then the nearest stories by text and date, then
the same tags), ``panels.in_this_section`` with what its section adds under its true name where those are too few, and
``panels.latest_on_story`` with one strong follow-up. Both editions get one list. Lists frozen in content/desk/related
stay as they are. With ``settings["KEEP_PLAN"]``, ``context["related_news"]`` is the Plan, for ``python3 tasks.py related``.
"""

import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pelican import signals

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.memory import give_back
from plugins.newsroom.panel import NOTHING, Panel
from plugins.newsroom.revision import FarReaching, revised, taken
from plugins.newsroom.settings import read_settings
from plugins.newsroom.story import Article

from .editors import contradictions
from .entries import entry_of, kept_entries
from .frozen import Line, read_frozen
from .plan import Plan, Shown
from .retrial import choose_again
from .settings import RelatedNewsSettings

FOLDER = "desk/related"
_PLAN = "related_news"


def tell_reached(generator: Any) -> None:
    """Choose before anything else is made of the stories; those that are kept with other lists are reached."""
    bulletin: Bulletin = generator.bulletin
    generator.context[_PLAN] = plan = _plan(bulletin, generator.settings)
    for key, story in bulletin.stories.items():
        if key not in (bulletin.planned or ()) and story.chosen != _checksum(plan.shown(key)):
            bulletin.reached.add(key)


def fill_panels(generators: list[Any]) -> None:
    """Choose once for the whole bulletin, then fill the panel of each article that is planned."""
    context, settings = generators[0].context, generators[0].settings
    bulletin: Bulletin = context["bulletin"]
    rule = read_settings(RelatedNewsSettings, settings)
    bulletin.problems.extend(contradictions(bulletin))
    plan = context.pop(_PLAN, None) or _plan(bulletin, settings)
    if settings.get("KEEP_PLAN"):
        context[_PLAN] = plan
    bulletin.lists = plan.seal
    for key in plan.numbers if bulletin.planned is None else bulletin.planned:
        shown, story = plan.shown(key), bulletin.stories[key]
        story.chosen = _checksum(shown)
        for article in story.articles.values():
            _fill(article, bulletin, shown, rule)
    del plan
    give_back()


def _plan(bulletin: Bulletin, settings: Mapping[str, Any]) -> Plan:
    """The lists of all stories; of kept ones the entries are taken as they were when the published lists were chosen."""
    cache, rule = _cache(settings), read_settings(RelatedNewsSettings, settings)
    known = kept_entries(bulletin, cache, settings.get("LISTS"))
    told = _frozen(bulletin, settings, bulletin.stories.keys() - known.keys() if known else None)
    return Plan(bulletin, told, rule, cache, known)


def _frozen(bulletin: Bulletin, settings: Mapping[str, Any], of: Iterable[str] | None) -> dict[str, Line]:
    content = Path(settings["PATH"])
    return read_frozen(content / FOLDER, f"{content.name}/{FOLDER}", bulletin.problems, of)


def _checksum(shown: Shown) -> int:
    return zlib.crc32(repr(shown).encode())


def _fill(article: Article, bulletin: Bulletin, shown: Shown, rule: RelatedNewsSettings) -> None:
    panels = article.panels

    def take(keys: list[str], limit: int) -> list[Article]:
        found = (bulletin.stories[key].for_reader(article.edition) for key in keys)
        return panels.take((one for one in found if one and (rule.other_language or one.edition == article.edition)), limit)

    def panel(name: str, keys: list[str], limit: int) -> Panel:
        items = take(keys, limit) if keys and limit else []
        return Panel(name, items) if items else NOTHING

    panels.related_news = panel("related_news", [*shown.pins, *shown.related], rule.limit)
    panels.latest_on_story = panel("latest_on_story", [shown.latest] if shown.latest else [], 1)
    panels.in_this_section = panel("in_this_section", shown.section, rule.limit - len(panels.related_news.items))


def check_revised(generators: list[Any]) -> None:
    """Lists stay if all are frozen and still hold, or if from the new words the same are chosen.

    In a preview they stay anyway, until something else than bodies is edited.
    """
    bulletin, settings = generators[0].context["bulletin"], generators[0].settings
    if bulletin.preview:
        return
    told = _frozen(bulletin, settings, bulletin.stories)
    if bulletin.lists:
        rule = read_settings(RelatedNewsSettings, settings)
        bulletin.lists = choose_again(bulletin, told, rule, _cache(settings))
    elif not all(entry_of(story, told.get(key)).held for key, story in bulletin.stories.items()):
        raise FarReaching


def _cache(settings: Mapping[str, Any]) -> Path:
    return Path(settings["CACHE_PATH"], "related_news")


def register() -> None:
    taken.connect(tell_reached)
    signals.all_generators_finalized.connect(fill_panels)
    revised.connect(check_revised)
