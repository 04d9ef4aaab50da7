"""Related news ("Tin bài liên quan"): what an editor would have chosen, and what stays chosen.

Contract: fills ``panels.related_news`` of every article (editors' pins, then the nearest stories by text and date, then
the same tags), ``panels.in_this_section`` with what its section adds under its true name where those are too few, and
``panels.latest_on_story`` with one strong follow-up. Both editions get one list. Lists frozen in content/desk/related
stay as they are. With ``settings["KEEP_PLAN"]``, ``context["related_news"]`` is the Plan, for ``python3 tasks.py related``.
"""

import zlib
from collections.abc import Mapping
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
from .frozen import read_frozen
from .lists import Held
from .plan import Plan, Shown, held_by, item_of, still_holds
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
    content, rule = Path(settings["PATH"]), read_settings(RelatedNewsSettings, settings)
    frozen = read_frozen(content / FOLDER, f"{content.name}/{FOLDER}", bulletin.problems)
    return Plan(bulletin, frozen, rule, _cache(settings))


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
    content = Path(settings["PATH"])
    frozen: dict[str, Held | None] = {}
    for key, story in bulletin.stories.items():
        month = f"{key[:7].replace('/', '-')}.csv"
        line = read_frozen(content / FOLDER, f"{content.name}/{FOLDER}", bulletin.problems, month).get(key)
        item = item_of(story)
        frozen[key] = held_by(item, line) if line and still_holds(item, line) else None
    if bulletin.lists:
        rule = read_settings(RelatedNewsSettings, settings)
        bulletin.lists = choose_again(bulletin, frozen, rule, _cache(settings))
    elif not all(frozen.values()):
        raise FarReaching


def _cache(settings: Mapping[str, Any]) -> Path:
    return Path(settings["CACHE_PATH"], "related_news")


def register() -> None:
    taken.connect(tell_reached)
    signals.all_generators_finalized.connect(fill_panels)
    revised.connect(check_revised)
