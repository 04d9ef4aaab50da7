"""Templates that cost less: macros imported once a build, and parts that many pages share printed once."""

from collections.abc import Callable, Sequence
from typing import Any

from jinja2 import Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup

from plugins.newsroom.panel import Panel

SHARED = frozenset(
    {"card", "section_bar", "section_index", "text_size", "most_read", "trending", "multimedia", "need_to_know"}
)
"""Macros that come out the same on many pages. All our macros get what they print as arguments, so equal arguments
give equal text; these are asked for often enough to be worth keeping."""

ROOM = 3_000_000
"""Characters that are remembered of one macro; then it begins anew. Among 9,000 articles that saves 60 MB and costs the
printing of every tenth card."""


class StableTemplate(Template):
    """A template whose macros are imported once: no context differs for macros that get all they need as arguments."""

    def _get_default_module(self, ctx: Any = None) -> TemplateModule:
        module = self._module
        if module is None:
            module = self._module = self.make_module()
            for name, value in module.__dict__.items():
                if isinstance(value, Macro):
                    module.__dict__[name] = shared(direct(value)) if name in SHARED else direct(value)
        return module


def page(template: Template, known: dict[str, Any]) -> str:
    """As ``template.render``, where ``known`` is everything the template knows, globals included, and is not copied."""
    context = template.new_context(known, shared=True)
    try:
        return "".join(template.root_render_func(context))
    except Exception:  # noqa: BLE001 (as Jinja: makes the traceback one of templates, and raises)
        template.environment.handle_exception()


def direct(macro: Macro) -> Callable[..., str]:
    """The macro as a function that does not look who calls it; what a macro refuses it refuses too."""
    if macro.caller or macro.catch_kwargs or macro.catch_varargs:
        return macro
    function, names, text = macro._func, macro.arguments, str.__new__
    left_out = {number: (missing,) * (len(names) - number) for number in range(len(names) + 1)}

    def called(*arguments: Any, **options: Any) -> str:
        others: Sequence[Any] | None = left_out.get(len(arguments))
        if options and others is not None:
            named = names[len(arguments) :]
            others = [options.get(name, missing) for name in named] if options.keys() <= set(named) else None
        if others is None:
            return macro(*arguments, **options)
        return text(Markup, function(*arguments, *others))

    return called


def shared(macro: Callable[..., str]) -> Callable[..., str]:
    """The macro, remembering what it printed, and the arguments: as long as they live, nothing else has their identity."""
    printed: dict[tuple[Any, ...], tuple[str, Any]] = {}
    size = 0

    def remembered(*arguments: Any, **options: Any) -> str:
        nonlocal size
        key = (*map(_identity, arguments), *((name, _identity(value)) for name, value in options.items()))
        kept = printed.get(key)
        if kept is None:
            if size > ROOM:
                printed.clear()
                size = 0
            kept = printed[key] = macro(*arguments, **options), (arguments, options)
            size += len(kept[0])
        return kept[0]

    return remembered


def _identity(value: Any) -> Any:
    """What tells the value from others: texts and numbers say it themselves, of panels what they hold, of others which."""
    kind = type(value)
    if kind is str or value is None:
        return value
    if isinstance(value, (str, int, float)):
        # Equal values of two kinds may be printed differently: 1 and true, a text and the same text as Markup.
        return kind, value
    if kind is Panel:
        return (value.heading, *map(id, value.items), value.note, *value.flags.items(), value.fresh_url, value.until)
    if isinstance(value, tuple):
        return tuple(map(_identity, value))
    return id(value)
