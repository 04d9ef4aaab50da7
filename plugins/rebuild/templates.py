"""Templates that cost less: macros imported once a build, and parts that many pages share printed once."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from keyword import iskeyword
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
    | {"most_read_story", "trending", "multimedia", "need_to_know"}
)
"""Macros that come out the same on many pages. All our macros get what they print as arguments, so equal arguments
give equal text; these are asked for often enough to be worth keeping."""
PRINTED_TWICE = frozenset({"about", "breadcrumb", "byline", "date_line", "masthead", "reading_tools", "tags"})
"""Macros that come out on a light page as on its full one, which is printed a little before."""

ROOM, LITTLE_ROOM = 1_500_000, 100_000
"""Characters that are remembered of one macro; then it begins anew. What shows the same cards is printed together: among 9,000
articles twice as many spare nothing and take 15 MB. What is printed twice is soon printed again."""
_AROUND = 100
"""Characters that are counted for what remembers a text, however short it is."""


class StableTemplate(Template):
    """A template whose macros are imported once: no context differs for macros that get all they need as arguments."""

    def _get_default_module(self, ctx: Any = None) -> TemplateModule:
        module = self._module
        if module is None:
            module = self._module = self.make_module()
            for name, value in module.__dict__.items():
                if isinstance(value, Macro):
                    module.__dict__[name] = direct(value)
        return module


def page(template: Template, known: dict[str, Any], values: Mapping[str, Any]) -> str:
    """As ``template.render`` of both, where ``known`` is what all pages may ask for, globals included, and is not copied."""
    # As Template.new_context, which gathers the names of all globals for imports that are made for each page.
    context = template.environment.context_class(template.environment, known, template.name, template.blocks)
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
    """The macro as a function of its arguments, which does not look who calls it, and remembers what is asked for again."""
    named = (macro.name, *macro.arguments)
    if macro.caller or macro.catch_kwargs or macro.catch_varargs or any(map(iskeyword, named)):
        return macro
    room = ROOM if macro.name in SHARED else LITTLE_ROOM if macro.name in PRINTED_TWICE else 0
    if room:
        return remembered(macro._func, named, room)
    return _written(named, _CALL, _function=macro._func)


def remembered(function: Callable[..., str], named: Sequence[str], room: int) -> Callable[..., str]:
    """The function (``named``: its name, and those of its arguments), remembering what it printed, and the arguments: as long
    as they live, nothing else has their identity."""
    printed: dict[tuple[Any, ...], tuple[str, Any]] = {}
    size = 0

    def keep(key: tuple[Any, ...], text: str, arguments: Any) -> tuple[str, Any]:
        nonlocal size
        if size > room:
            printed.clear()
            size = 0
        size += len(text) + _AROUND
        kept = printed[key] = text, arguments
        return kept

    key = "".join(f"{name} if {name} is _missing else _identity[type({name})]({name}), " for name in named[1:])
    kept = f"_kept(_key := ({key})) or _keep(_key, {_CALL}, ({{names}}))"
    return _written(named, f"({kept})[0]", _function=function, _kept=printed.get, _keep=keep, _identity=_IDENTITY)


_CALL = "_text(_Markup, _function({names}))"


def _written(named: Sequence[str], expression: str, **scope: Any) -> Callable[..., str]:
    """A function whose arguments may be missing. As dataclasses do: one that takes what it passes on as "*arguments" costs as
    much again as a small macro."""
    name, *names = named
    given = ", ".join(f"{one}=_missing" for one in names)
    returned = expression.replace("{names}", "".join(f"{one}, " for one in names))
    scope |= {"_missing": missing, "_text": str.__new__, "_Markup": Markup}
    exec(f"def {name}({given}): return {returned}", scope)
    written: Callable[..., str] = scope[name]
    return written


class _Identity(dict[type, Callable[[Any], Any]]):
    """What tells a value from others, by its kind: texts say it themselves, of panels what they hold, of others which."""

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        way: Callable[[Any], Any] = id
        if issubclass(kind, str):
            # Equal values of two kinds may be printed differently: 1 and true, a text and the same text as Markup.
            way = partial(_pair, kind)
        elif issubclass(kind, tuple):
            way = self._all
        self[kind] = way
        return way

    def _all(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple([self[type(value)](value) for value in values])


def _pair(kind: type, text: str) -> tuple[type, str]:
    return kind, text


def _panel(panel: Panel) -> tuple[Any, ...]:
    return (panel.heading, *map(id, panel.items), panel.note, *panel.flags.items(), panel.fresh_url, panel.until)


_IDENTITY = _Identity({str: str, Panel: _panel})
