"""Most read ("Đọc nhiều"), honest about what is known; and "trending" ("Đang được quan tâm").

Contract: fills ``panels.most_read`` and ``panels.trending`` of every article, of the home pages and of section fronts,
from content/desk/reads/*.csv and content/desk/most_read.yaml alone. ``panel.note`` says what was counted. Without data,
or with data older than 24 hours at the build's moment, articles show what was newest when they were published under its
true name, "Mới nhất / Latest", with the date; fronts, which are lists of the newest, then show none. Sets the template
global ``read_marks`` and writes what it refers to: the pictures /_read/…gif, and /doc-nhieu.json and /en/most-read.json.
"""

from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from plugins.newsroom import address
from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.output import Output
from plugins.newsroom.problem import Mark, Problem, ProblemsFound
from plugins.newsroom.reads import read_ledger
from plugins.newsroom.reads_desk import read_choices
from plugins.newsroom.revision import FarReaching
from plugins.newsroom.schema import did_you_mean
from plugins.newsroom.settings import read_settings

from .lists import EditionLists, aging, known_until
from .marks import Marks, offer_marks
from .settings import EVIDENCE, MostReadSettings


class MostReadGenerator(Generator):  # type: ignore[misc]
    """Writes the read marks and the fresh lists."""

    def generate_output(self, writer: Any) -> None:
        bulletin: Bulletin = self.context["bulletin"]
        settings = read_settings(MostReadSettings, self.settings)
        output: Output = self.settings["OUTPUT"]
        if settings.evidence == "mark" and settings.mark_files:
            offer_marks(output, [article for article in bulletin.planned_articles() if not article.draft])
        for code, text in self.settings["FRESH_READS"].items():
            output.offer_bytes(address.fresh_reads(code).lstrip("/"), text.encode())


def set_globals(pelican: Any) -> None:
    """Check the settings and tell templates the read marks."""
    settings = read_settings(MostReadSettings, pelican.settings)
    if settings.evidence not in EVIDENCE:
        what = f"MOST_READ['evidence'] can't be '{settings.evidence}'"
        mark = Mark("pelicanconf.py")
        raise ProblemsFound([Problem(mark, "setting", what, did_you_mean(settings.evidence, EVIDENCE))])
    pelican.settings["JINJA_GLOBALS"] = {**pelican.settings["JINJA_GLOBALS"], "read_marks": Marks(settings)}


def fill_panels(generators: list[Any]) -> None:
    """Rank once for each edition and section, then fill every page."""
    bulletin: Bulletin = generators[0].context["bulletin"]
    settings = read_settings(MostReadSettings, generators[0].settings)
    desk = Path(generators[0].settings["PATH"]) / "desk"
    ledger = known_until(read_ledger(desk / "reads", bulletin.problems), bulletin.now)
    choices = read_choices(desk, bulletin.now, bulletin.problems, {*bulletin.stories, *bulletin.hidden})
    bulletin.moments += [*choices.moments, *aging(ledger, bulletin.now)]
    if not bulletin.added.isdisjoint([*(row.story for row in ledger.rows), *choices.pinned, *choices.excluded]):
        raise FarReaching  # a story that comes back: its reads may rank it on every page
    lists = {code: EditionLists(bulletin, code, ledger, choices, settings) for code in bulletin.editions}
    for code, articles in bulletin.articles.items():
        for place, article in enumerate(articles):
            if not bulletin.is_kept(article):
                lists[code].fill(article.panels, place=place)
    for front in bulletin.fronts:
        if front.page.kind in ("home", "section"):
            lists[front.page.edition].fill(front.panels, front.subject)
    fresh = {code: one.fresh() for code, one in lists.items()} if settings.refresh else {}
    generators[0].settings["FRESH_READS"] = {code: text for code, text in fresh.items() if text}


def add_generator(pelican: Any) -> type[MostReadGenerator]:
    return MostReadGenerator


def register() -> None:
    signals.initialized.connect(set_globals)
    signals.get_generators.connect(add_generator)
    signals.all_generators_finalized.connect(fill_panels)
