"""Need to know ("Cần biết"): useful facts from the desk that disappear by themselves when they expire.

Contract: fills ``panels.need_to_know`` of articles and the home page with the items of desk/need_to_know.yaml whose
``expires`` is later than the build's moment; nothing else removes yesterday's weather.
"""

from pelican import signals

from plugins.newsroom.bulletin import Bulletin, contributor
from plugins.newsroom.panel import Panel


def fill_panels(bulletin: Bulletin) -> None:
    """The items still in force, in the desk's order."""
    bulletin.moments += [item.expires for item in bulletin.desk.need_to_know.values()]
    items = [item for item in bulletin.desk.need_to_know.values() if item.expires > bulletin.now]
    panel = Panel("need_to_know", items)
    for _, kind, panels in bulletin.hosts():
        if items and kind in ("article", "home"):
            panels.need_to_know = panel


contribute = contributor(fill_panels)


def register() -> None:
    signals.all_generators_finalized.connect(contribute)
