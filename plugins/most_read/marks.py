"""Read marks: what a page carries so that the server's log can tell a read from a fetch."""

from urllib.parse import unquote

from plugins.newsroom import address
from plugins.newsroom.output import Output
from plugins.newsroom.story import Article

from .settings import MostReadSettings

GIF = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)  # 43 bytes: one transparent point


class Marks:
    """The template global ``read_marks``."""

    def __init__(self, settings: MostReadSettings) -> None:
        self._settings = settings

    def picture(self, article: Article) -> str:
        """Address of the picture at the end of the text, or nothing. Drafts are not counted."""
        if self._settings.evidence != "mark" or article.draft:
            return ""
        return address.read_mark(article.edition, article.key)

    def beacon(self, article: Article) -> str:
        """What the beacon script sends for this text, or nothing."""
        return f"{article.key}.{article.edition}" if self._settings.evidence == "beacon" and not article.draft else ""


def offer_marks(output: Output, articles: list[Article]) -> None:
    """One picture for each text, so that any server of plain files answers 200."""
    addresses = (address.read_mark(article.edition, article.key) for article in articles)
    output.offer_alike((unquote(one).lstrip("/") for one in addresses), GIF)
