"""Explain: why a story's panel is what it is, as a table in the terminal."""

from collections.abc import Iterator, Mapping

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from .entries import original
from .plan import Plan
from .syllables import gram, number, split, zones

_ROWS = 20
_WORDS = 4


def explain(plan: Plan, key: str, console: Console) -> None:
    """Print the candidates of a story, the best first, with what ties them and what became of each.

    Two lines each, so that key, verdict and words fit into 80 columns.
    """
    me = plan.numbers[key]
    ((_, found),) = plan.near.near([me], 0.0, False)
    similar = dict(found)
    ranked = plan.lists.ranked(me, found)
    told = [plan.numbers[one] for one in _named(plan, key)]
    console.print(f"{key}\n{original(plan.stories[me]).title}", style="bold", highlight=False, markup=False)
    table = Table("score", "similar", "days", "story, what became of it, and why", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in table.columns[:3]:
        column.justify, column.no_wrap = "right", True
    for other in dict.fromkeys([*told, *(other for other, _ in ranked[:_ROWS])]):
        days = plan.entries[other].when - plan.entries[me].when
        similarity = similar.get(other, 0.0)
        score = plan.lists.score(me, other, similarity)
        verdict = _verdict(plan, me, other, similar)
        words = ", ".join(tying(plan, me, other)) if similarity else "nothing"
        what = Text.assemble(plan.stories[other].key, "\n", (verdict, "bold"), " · ", words)
        table.add_row(f"{score:.3f}", f"{similarity:.3f}", f"{days:+.1f}", what)
    console.print(table)
    if plan.entries[me].held:
        console.print(f"The list is frozen: content/desk/related/{key[:7].replace('/', '-')}.csv", highlight=False)


def _named(plan: Plan, key: str) -> Iterator[str]:
    """What the panel shows, then what editors banned or linked."""
    shown = plan.shown(key)
    yield from shown.pins
    yield from shown.related
    yield from shown.section
    yield from filter(None, [shown.latest])
    yield from (one for one in sorted(plan.entries[plan.numbers[key]].refused) if one in plan.numbers and one != key)


def _verdict(plan: Plan, me: int, other: int, similar: Mapping[int, float]) -> str:
    """What became of the other story in the panel of ``me``; ``similar``: similarity by story."""
    name, shown, refused = plan.stories[other].key, plan.shown(plan.stories[me].key), plan.entries[me].refused
    if name in shown.pins:
        return "pinned"
    if name in refused:
        banned = original(plan.stories[me]).manuscript.fields.get("unrelated", ())
        return "banned" if name in banned else "linked in the text"
    if name in shown.related:
        return f"related, place {shown.related.index(name) + 1}{_rung(plan, me, other, similar.get(other, 0.0))}"
    if name == shown.latest:
        return "latest on this story"
    if name in shown.section:
        return "in this section"
    return _refusal(plan, me, other, similar)


def _rung(plan: Plan, me: int, other: int, similarity: float) -> str:
    """By what a related story came in, where not by its text."""
    if similarity >= plan.lists.floor:
        return ""
    tags = set(plan.ladder.stories[me].tags) & set(plan.ladder.stories[other].tags)
    return " (same tags)" if tags else " (frozen; below the floor today)"


def _refusal(plan: Plan, me: int, other: int, similar: Mapping[int, float]) -> str:
    """Why a story is not in the panel."""
    rule, similarity = plan.rule, similar.get(other, 0.0)
    chosen = [one for one, _ in plan.choices[me].related]
    if similarity < plan.lists.floor:
        return f"below the floor of {plan.lists.floor:.3f}"
    if not plan.lists.fits(me, other, [(one, 0.0) for one in chosen]):
        return "too alike: the same event retold"
    if plan.entries[other].when - plan.entries[me].when > rule.open_days:
        return f"too new: the list closed {rule.open_days} days after the story"
    if other > me:
        return f"too new: does not beat the last one by {rule.margin}"
    worst = min((plan.lists.score(me, one, similar.get(one, 0.0)) for one in chosen), default=0.0)
    if plan.lists.score(me, other, similarity) >= worst:
        return "came after the list was frozen"
    return "too old: the days between them cost it its place" if similarity >= worst else "less related than the list"


def tying(plan: Plan, one: int, other: int) -> list[str]:
    """The words that tie two stories most, the strongest first; none inside another."""
    gains = plan.near.ties(one, other)
    words: dict[str, float] = {}
    for run in _words(plan, one):
        for size in range(1, plan.rule.longest_gram + 1):
            for at in range(len(run) - size + 1):
                gain = gains.get(gram([number(syllable) for syllable in run[at : at + size]]), 0.0)
                if gain:
                    words[" ".join(run[at : at + size])] = gain
    strongest: list[str] = []
    for word in sorted(words, key=lambda text: (-words[text], text)):
        if len(strongest) < _WORDS and not any(f" {word} " in f" {had} " or f" {had} " in f" {word} " for had in strongest):
            strongest.append(word)
    return strongest


def _words(plan: Plan, story: int) -> Iterator[list[str]]:
    for article in plan.stories[story].articles.values():
        for _, text in zones(article.title, article.lead, article.body.made):
            yield from split(text)
        yield from ([f"#{tag.id}"] for tag in article.tags)
