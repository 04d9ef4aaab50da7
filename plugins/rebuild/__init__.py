"""Rebuild: a build makes what changed, not what exists.

Contract: pages are described by the digest of everything they are made from (describe.py); a page whose published copy
has the same description is neither rendered nor written. State is advisory: without it all pages are made, and come out
the same. Also makes templates cheaper: macros are imported once, not once a page.
"""

import sys
from pathlib import Path
from typing import Any

from pelican import signals

from plugins.newsroom.output import Output

from .environment import BuildEnvironment
from .explain import Explainer
from .keeper import Keeper
from .writer import RebuildWriter


def set_output(pelican: Any) -> None:
    """Write all into Pelican's output folder, unless who runs the build knows what is published."""
    settings = pelican.settings
    settings.setdefault("OUTPUT", Output(Path(settings["OUTPUT_PATH"])))
    settings.setdefault("FRAME", b"")
    settings.setdefault("EXPLAIN", "")
    settings.setdefault("REVISED", {})
    settings.setdefault("PLANNED", frozenset())
    # What is known of published pages lies beside the release, if who runs the build has such a place.
    kept = settings.setdefault("KEPT_AT", f"{settings['CACHE_PATH']}/published")
    settings["KEPT"] = Keeper(str(kept), settings.get("ROLL", ""))
    settings["EXPLAINER"] = Explainer(Path(f"{kept}.pages"), anew=not settings["OUTPUT"].published)


def set_environment(generator: Any) -> None:
    """Give all generators one environment, in which templates are compiled and macros imported once."""
    # The context is that of one run; the settings may see several.
    settings, context = generator.settings, generator.context
    if "ENVIRONMENT" not in context:
        kept = Path(settings["CACHE_PATH"], "templates")
        context["ENVIRONMENT"] = BuildEnvironment(generator.env, settings["JINJA_ENVIRONMENT"], kept)
    generator.env = context["ENVIRONMENT"]


def get_writer(pelican: Any) -> type[RebuildWriter]:
    """Give Pelican our writer."""
    return RebuildWriter


def finish(pelican: Any) -> None:
    """Everything is offered: make what has to be made, and tell why if that was asked."""
    settings = pelican.settings
    settings["OUTPUT"].finish()
    if settings["PLANNED"]:
        settings["OUTPUT"].carry_over(but=settings["KEPT"].orphaned(settings["OUTPUT"].published))
    explainer: Explainer = settings["EXPLAINER"]
    if settings["EXPLAIN"]:
        print(explainer.explain(settings["EXPLAIN"]), file=sys.stderr)
    explainer.save()
    if not settings["REVISED"]:
        explainer.sweep(settings["OUTPUT"].offered)
        settings["KEPT"].save()


def read(generators: list[Any]) -> None:
    """Everything is read: what will be printed is what is to be kept."""
    generators[0].settings["KEPT"].bulletin = generators[0].context.get("bulletin")


def register() -> None:
    signals.initialized.connect(set_output)
    signals.generator_init.connect(set_environment)
    signals.get_writer.connect(get_writer)
    signals.all_generators_finalized.connect(read)
    signals.finalized.connect(finish)
