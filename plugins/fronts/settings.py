"""Settings of fronts: the table FRONTS of pelicanconf."""

from dataclasses import dataclass

from plugins.newsroom.settings import positive


@dataclass(frozen=True, slots=True)
class FrontSettings:
    """How many stories the lists show."""

    page_size: int = positive(15)
    """Stories on a numbered page; the front itself shows this many or up to twice as many less one."""
    home_size: int = 10
    """Newest stories on the home page, the lead story included."""
    block_size: int = 4
    """Stories of each top section below them."""
