"""Press: one run of Pelican into a folder of our own, with every warning fatal and every error explained."""

import logging
import sys
import traceback
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from pelican import Pelican, signals
from pelican.log import console
from pelican.log import init as init_log
from pelican.settings import read_settings

from plugins.newsroom.output import Output
from plugins.newsroom.problem import Mark, Problem, ProblemsFound, report
from plugins.newsroom.revision import FarReaching, revised

from .inputs import UNREADABLE, Inputs
from .order import Order
from .part import Part
from .progress import Progress
from .revising import RevisingPelican

BUG = 70
"""Exit code for a fault of the software (EX_SOFTWARE of sysexits.h)."""


def run(order: Order, output: Output, frame: bytes, inputs: Inputs, progress: Progress, part: Part) -> int | None:
    """Build into ``output``; 0, or the exit code of what went wrong, which has been told on standard error.

    ``frame`` is the digest of what all pages share: code, theme, sections, settings, versions. If only a ``part`` changed,
    only what it reaches is made, or nothing and None is returned where that can't be told.
    """
    progress.begin(part)
    init_log(level=logging.WARNING, fatal="warnings", handler=logging.StreamHandler(sys.stderr))
    console.quiet = True
    try:
        pelican = _pelican(order, output, frame, inputs, progress, part)
        output.on_made = progress.on_made
        output.adopts = not part
        read = signals.all_generators_finalized
        with read.connected_to(progress.on_read), revised.connected_to(progress.on_revised):
            pelican.run()
        if not part and not _all_ours(pelican.settings):
            output.adopt()  # what was written as late as on the last signal
        kept = pelican.settings.get("KEPT")
        progress.roll = kept.seal if kept else ""
    except FarReaching as error:
        output.forget()
        more = error.stories - part.reached
        return run(order, output, frame, inputs, progress, replace(part, reached=part.reached | more)) if more else None
    except ProblemsFound as error:
        if not error.told:
            print(report(error.problems), file=sys.stderr)
        print(error, file=sys.stderr)
        return error.exitcode
    except TemplateError as error:
        print(_template_problem(error), file=sys.stderr)
        return 1
    except RuntimeError as error:
        # Raised by Pelican's log when fatal; the warning itself has just been printed.
        if "Warning or error encountered" not in str(error):
            traceback.print_exc()
        return BUG
    finally:
        progress.close()
    return 0


def _pelican(order: Order, output: Output, frame: bytes, inputs: Inputs, progress: Progress, part: Part) -> Pelican:
    """Pelican with its plugins, ready to run."""
    digests = {path: seen[2] for path, seen in inputs.content.items() if seen[2] != UNREADABLE}
    given = {"OUTPUT": output, "FRAME": frame, "CONTENT_DIGESTS": digests, "EXPLAIN": order.explain}
    given |= {"REVISED": part.revised, "PLANNED": part.planned, "REACHED": part.reached, "ROLL": part.roll, "TOLD": part.told}
    given |= {"KEPT_AT": str(output.folder.with_suffix("")), "LISTS": progress.lists, "SOUND_FOLDERS": inputs.known}
    settings = _settings(order, output.folder)
    if part and not _all_ours(settings):
        raise FarReaching  # what another plugin makes of a text nobody here knows
    if {"PATH": str(order.content), "THEME": str(order.theme)} != {key: settings[key] for key in ("PATH", "THEME")}:
        # The settings read from elsewhere than we looked: what is published tells nothing.
        output.published = {}
        progress.repeatable = False
        given |= {"CONTENT_DIGESTS": {}, "REVISED": {}, "PLANNED": frozenset(), "SOUND_FOLDERS": {}}
    return (RevisingPelican if given["REVISED"] else Pelican)({**settings, **given})


def _all_ours(settings: dict[str, Any]) -> bool:
    return all(name.startswith("plugins.") for name in settings["PLUGINS"])


def load(order: Order) -> None:
    """Import the plugins ahead: what a build that is about to be asked for will need."""
    for name in _settings(order, order.output)["PLUGINS"]:
        import_module(name)


def _settings(order: Order, stage: Path) -> dict[str, Any]:
    changed: dict[str, Any] = {"OUTPUT_PATH": str(stage), "PREVIEW": order.preview, "NOW_OPTION": order.now}
    here = order.settings.parent
    if order.content != here / "content":
        changed["PATH"] = str(order.content)
    if order.theme != here / "theme":
        changed["THEME"] = str(order.theme)
    if order.site_url:
        changed["SITEURL"] = order.site_url.rstrip("/")
    settings: dict[str, Any] = read_settings(str(order.settings), override=changed)
    return settings


def _template_problem(error: TemplateError) -> Problem:
    """Where in the theme the error lies: the innermost frame that is a template."""
    place = Mark("theme/templates")
    for frame in traceback.extract_tb(error.__traceback__):
        if "/templates/" in frame.filename:
            inside = frame.filename.rpartition("/templates/")[2]
            place = Mark(f"theme/templates/{inside}", frame.lineno or 1)
    if getattr(error, "lineno", None):
        place = Mark(f"theme/templates/{error.name}", error.lineno)  # type: ignore[attr-defined]
    return Problem(place, "template", f"{error.message}", "mend the template; nothing was published")
