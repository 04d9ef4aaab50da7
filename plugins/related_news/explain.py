"""Explain: why a story's panel is what it is, as a table in the terminal."""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.table import Table

from .plan import Plan, original
from .syllables import gram, number, split, zones

_ROWS = 20
_WORDS = 4


def explain(plan: Plan, key: str, console: Console) -> None:
    """Print the candidates of a story, the best first, with what ties them and what became of each."""
    me = plan.numbers[key]
    ((_, found),) = plan.near.near([me], 0.0, False)
    similar = {other: similarity for other, similarity in found if similarity > 0}
    ranked = plan.lists.ranked(me, list(similar.items()))
    told = [plan.numbers[one] for one in _named(plan, key)]
    rows = list(dict.fromkeys([*told, *(other for other, _ in ranked[:_ROWS])]))
    table = Table(title=f"{key}\n{original(plan.stories[me]).title}", title_justify="left")
    for name, side in (("story", "left"), ("days", "right"), ("similar", "right"), ("score", "right")):
        table.add_column(name, justify="right" if side == "right" else "left", overflow="fold")
    table.add_column("tied by", overflow="fold")
    table.add_column("what became of it", overflow="fold")
    for other in rows:
        days = plan.items[other].when - plan.items[me].when
        similarity = similar.get(other, 0.0)
        score = plan.lists.score(me, other, similarity)
        words = ", ".join(tying(plan, me, other)) if similarity else ""
        verdict = _verdict(plan, me, other, similarity, score)
        table.add_row(plan.stories[other].key, f"{days:+.1f}", f"{similarity:.3f}", f"{score:.3f}", words, verdict)
    console.print(table)
    if key in plan.frozen:
        console.print(f"The list is frozen: content/desk/related/{key[:7].replace('/', '-')}.csv")


def _named(plan: Plan, key: str) -> Iterator[str]:
    """What the panel shows, then what editors banned or linked."""
    shown = plan.shown(key)
    yield from shown.pins
    yield from shown.related
    yield from shown.section
    yield from filter(None, [shown.latest])
    yield from (one for one in sorted(plan.refused[plan.numbers[key]]) if one in plan.numbers and one != key)


def _verdict(plan: Plan, me: int, other: int, similarity: float, score: float) -> str:
    shown, rule = plan.shown(plan.stories[me].key), plan.rule
    name = plan.stories[other].key
    chosen = dict(plan.choices[me].related)
    if name in shown.pins:
        return "pinned"
    if name in original(plan.stories[me]).manuscript.fields.get("unrelated", ()):
        return "banned"
    if name in plan.refused[me]:
        return "linked in the text"
    if name in shown.related:
        return f"related, place {shown.related.index(name) + 1}" + ("" if similarity >= plan.lists.floor else " (same tags)")
    if name == shown.latest:
        return "latest on this story"
    if name in shown.section:
        return "in this section"
    if similarity < plan.lists.floor:
        return f"below the floor of {plan.lists.floor:.3f}"
    if not plan.lists.fits(me, other, [(one, 0.0) for one in chosen]):
        return "too alike: the same event retold"
    if plan.items[other].when - plan.items[me].when > rule.open_days:
        return f"too new: the list closed {rule.open_days} days after the story"
    if other > me:
        return f"too new: does not beat the last one by {rule.margin}"
    today = [plan.lists.score(me, one, similarity_of) for one, similarity_of in _similarities(plan, me, chosen)]
    if score < min(today, default=0.0) <= similarity:
        return "too old: the days between them cost it its place"
    return "less related than the list" if score < min(today, default=0.0) else "came after the list was frozen"


def _similarities(plan: Plan, me: int, chosen: Iterable[int]) -> list[tuple[int, float]]:
    ((_, found),) = plan.near.near([me], 0.0, False)
    today = dict(found)
    return [(one, today.get(one, 0.0)) for one in chosen]


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
        for _, text in zones(article.title, article.lead, article.body.blocks):
            yield from split(text)
        yield from ([f"#{tag.id}"] for tag in article.tags)
