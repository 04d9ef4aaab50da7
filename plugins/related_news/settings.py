"""Settings of related_news: the table RELATED_NEWS of pelicanconf."""

from dataclasses import dataclass

from plugins.newsroom.settings import positive


@dataclass(frozen=True, slots=True)
class RelatedNewsSettings:
    """How the panel is filled. The defaults are argued by figures in tests/bench/RESULTS.md, "related"."""

    limit: int = 5
    """Stories in the panel."""
    other_language: bool = True
    """Show stories the reader's edition lacks, with a language mark; otherwise leave them out."""
    floor: float = 0.04
    """Similarity (0 to 1) below which a story is not related, whatever its date, among ``crowd`` stories and more."""
    crowd: int = 600
    """In smaller bulletins common words look rare and everything looks alike: the floor is higher there."""
    margin: float = 1.25
    """How many times the score of the last story in the list a newer one needs to take its place."""
    open_days: int = 7
    """Days after its date in which a story's list may still change."""
    follow_up: float = 0.2
    """Similarity from which a later story is "the latest on this story"."""
    reach: int = 2
    """Older stories, the nearest ones, whose pages a new story may change: by entering the list or as the latest."""
    date_share: float = 0.5
    """Part of the score that fades with the days between two stories: 1 - share + share * exp(-days / fade_days)."""
    fade_days: float = positive(14.0)
    """Days in which that part falls to 1/e."""
    alike: float = 0.5
    """Share of the shorter text's five-syllable shingles also in the other, above which both tell the same."""
    title_weight: int = 6
    """Worth of a syllable of the title, where one of the body is worth 1."""
    lead_weight: int = 3
    """Worth of a syllable of the lead."""
    longest_gram: int = positive(4)
    """Syllables in the longest gram."""
    idf_power: float = 1.5
    """Power of the inverse document frequency; above 1 rare grams count for more than by the classic weight."""
    common: int = 100
    """Grams found in more texts than this say nothing and are cut (in small bulletins: in 15 % of them)."""
    keep_from: int = 200
    """Stories from which on the index is kept in CACHE_PATH; smaller ones are sooner made than read."""

    def floor_among(self, stories: int) -> float:
        """The floor in a bulletin of so many stories: ``floor`` * (``crowd`` / stories) ** 0.4 below the crowd.

        That is where 97 % of the unrelated pairs of samples of 34 to 500 stories lie below (tests/bench/RESULTS.md). It
        moves when the bulletin has doubled, not with each story; below 32 stories no more.
        """
        doubled = 1 << max(5, stories.bit_length() - 1)
        return float(self.floor * max(1.0, self.crowd / doubled) ** 0.4)
