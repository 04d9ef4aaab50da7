"""Compiling: the Python code Jinja makes of our templates, without detours that no template of ours needs.

Jinja looks at every call whether the callee wants the context, and makes everything it prints Markup. Looking once, when
a template is compiled, and printing plain text takes half the time and gives the same text.
"""

from keyword import iskeyword
from typing import Any

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup

from plugins.newsroom.data import Word

_escaped: Any = getattr(markupsafe, "_escape_inner", markupsafe.escape)
"""``escape`` for what is known to be text; gives plain text."""


def printed(value: object) -> str:
    """The text of a value in HTML, as ``markupsafe.escape`` gives it."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    if kind is str or kind is Word:
        return _escaped(value)  # type: ignore[no-any-return]
    return markupsafe.escape(value)


class PlainCodeGenerator(CodeGenerator):
    """Calls what is called, and prints with ``printed``."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 (Jinja's name)
        self.writeline(f"from {__name__} import printed")
        super().visit_Template(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        special = forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(one.key) for one in node.kwargs)
        if special or self._wants_context(node.node):
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _wants_context(self, callee: nodes.Expr) -> bool:
        """Whether this is a global function that Jinja gives more than its arguments (``pass_context``)."""
        found = self.environment.globals.get(callee.name) if isinstance(callee, nodes.Name) else None
        return hasattr(found, "jinja_pass_arg") or hasattr(getattr(found, "__call__", None), "jinja_pass_arg")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("printed(")
        else:
            super()._output_child_pre(node, frame, finalize)
