"""Templates that cost less: macros imported once a build, and parts that many pages share printed once."""

from collections.abc import Callable, Mapping
from traceback import walk_tb
from typing import Any

from jinja2 import Template, UndefinedError
from jinja2.environment import TemplateModule
from jinja2.runtime import Macro
from jinja2.utils import missing, object_type_repr
from markupsafe import Markup

from plugins.newsroom.panel import Panel

SHARED = frozenset(
    {"card", "masthead_links", "section_bar", "section_index", "standing_links", "text_size"}
    | {"most_read", "trending", "multimedia", "need_to_know"}
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


def page(template: Template, known: dict[str, Any], values: Mapping[str, Any]) -> str:
    """As ``template.render`` of both, where ``known`` is what all pages may ask for, globals included, and is not copied."""
    context = template.new_context(known, shared=True)
    context.vars.update(values)
    try:
        try:
            return "".join(template.root_render_func(context))
        except AttributeError as error:
            frames = [frame for frame, _ in walk_tb(error.__traceback__) if frame.f_code.co_name != "__getattr__"]
            if "__jinja_template__" not in frames[-1].f_globals:
                raise
            told = f"{object_type_repr(error.obj)!r} has no attribute {error.name!r}"
            raise UndefinedError(told).with_traceback(error.__traceback__) from None
    except Exception:  # noqa: BLE001 (as Jinja: makes the traceback one of templates, and raises)
        template.environment.handle_exception()


def direct(macro: Macro) -> Callable[..., str]:
    """The macro as a function of its arguments, which does not look who calls it."""
    if macro.caller or macro.catch_kwargs or macro.catch_varargs:
        return macro
    names = ", ".join(macro.arguments)
    given = ", ".join(f"{name}=missing" for name in macro.arguments)
    scope: dict[str, Any] = {"missing": missing, "function": macro._func, "text": str.__new__, "Markup": Markup}
    # As dataclasses do: a function that takes what it passes on as "*arguments" costs as much again as a small macro.
    exec(f"def {macro.name}({given}): return text(Markup, function({names}))", scope)
    called: Callable[..., str] = scope[macro.name]
    return called


def shared(macro: Callable[..., str]) -> Callable[..., str]:
    """The macro, remembering what it printed, and the arguments: as long as they live, nothing else has their identity."""
    printed: dict[tuple[Any, ...], tuple[str, Any]] = {}
    size = 0

    def remembered(*arguments: Any, **options: Any) -> str:
        nonlocal size
        key = (len(arguments), *map(_identity, arguments), *options, *map(_identity, options.values()))
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
    """What tells the value from others: texts say it themselves, of panels what they hold, of others which."""
    kind = type(value)
    if kind is str:
        return value
    if kind is Panel:
        return (value.heading, *map(id, value.items), value.note, *value.flags.items(), value.fresh_url, value.until)
    if isinstance(value, tuple):
        return tuple(map(_identity, value))
    # Equal values of two kinds may be printed differently: 1 and true, a text and the same text as Markup.
    return (kind, value) if isinstance(value, str) else id(value)
