"""A body's blocks are fetched when they are wanted, and don't stay for ever."""

from plugins.newsroom.manuscript import AT_HAND, Body


def test_only_the_last_ones_stay_at_hand() -> None:
    """What was forgotten is fetched and finished again, by all who had something to put in."""
    fetched: list[int] = []

    def body(number: int) -> Body:
        def load() -> list[str]:
            fetched.append(number)
            return [f"<p>{number}</p>"]

        return Body(load=load)

    bodies = [body(number) for number in range(AT_HAND + 1)]
    bodies[0].finish(lambda blocks: [f"{block}!" for block in blocks])
    assert bodies[0].blocks is bodies[0].blocks
    assert bodies[0].blocks == ["<p>0</p>!"]
    bodies[0].finish(lambda blocks: [f"{block}?" for block in blocks])
    assert [one.blocks for one in bodies[1:]] == [[f"<p>{number}</p>"] for number in range(1, AT_HAND + 1)]
    assert bodies[0].blocks == ["<p>0</p>!?"]
    assert fetched == [*range(AT_HAND + 1), 0]


def test_blocks_that_are_kept_nowhere_else_stay() -> None:
    """A text with problems is not on the shelf."""
    own = Body()
    own.blocks = ["<p>a</p>"]
    for _ in range(AT_HAND + 1):
        assert Body(load=list).blocks == []
    assert own.blocks == ["<p>a</p>"]


def test_what_a_text_says_alone() -> None:
    """What others put in is not of the text: who ranks by its words does not see it, whether it is kept or fetched."""
    bodies = [Body(load=lambda: ["<p>a</p>"]), Body()]
    bodies[1].blocks = ["<p>a</p>"]
    for body in bodies:
        body.finish(lambda blocks: [f"{block}!" for block in blocks])
        assert (body.blocks, body.made) == (["<p>a</p>!"], ["<p>a</p>"])
        body.finish(lambda blocks: [f"{block}?" for block in blocks])
        assert (body.blocks, body.made) == (["<p>a</p>!?"], ["<p>a</p>"])
