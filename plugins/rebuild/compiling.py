"""Compiling: the Python code Jinja makes of our templates, without detours that no template of ours needs.

Jinja looks at every call whether the callee wants the context, at every attribute whether it could be an entry of a dict, and
makes everything it prints Markup. Looking once, when a template is compiled, and printing plain text takes half the time and
gives the same text. Attributes are read plainly only where a missing one is an error anyway (``StrictUndefined``, as in
pelicanconf.py): themes of others may ask for what is not there.
"""

from keyword import iskeyword
from typing import Any

import markupsafe
from jinja2 import StrictUndefined, Undefined, nodes
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
    if kind is int:
        return str(value)
    if kind is Undefined:  # an "if" without "else"; what is not there is a StrictUndefined
        return ""
    return markupsafe.escape(value)


def wants_context(function: object) -> bool:
    """Whether Jinja gives the function more than its arguments (``pass_context`` and the like)."""
    method = getattr(function, "__call__", None)  # noqa: B004 (an object that is called may be marked at its method)
    return hasattr(function, "jinja_pass_arg") or hasattr(method, "jinja_pass_arg")


class PlainCodeGenerator(CodeGenerator):
    """Calls what is called, reads attributes as attributes, and prints with ``printed``.

    Macros that are imported from a template are asked for by their names, which the environment remembers: Jinja looks for the
    template and in it for the macro each time a page is printed. The code says which other templates it ``needs``.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 (Jinja's name)
        self._needs: list[str] = []
        self.writeline(f"from {__name__} import printed")
        super().visit_Template(node, frame)
        self.writeline(f"needs = {self._needs!r}")

    def visit_Extends(self, node: nodes.Extends, frame: Frame) -> None:  # noqa: N802
        self._need(node.template)
        super().visit_Extends(node, frame)

    def visit_FromImport(self, node: nodes.FromImport, frame: Frame) -> None:  # noqa: N802
        self._need(node.template)
        if node.with_context or not frame.toplevel:
            super().visit_FromImport(node, frame)
            return
        for imported in node.names:
            name, alias = imported if isinstance(imported, tuple) else (imported, imported)
            self.writeline(f"{frame.symbols.ref(alias)} = context.vars[{alias!r}] = environment.imported[", node)
            self.visit(node.template, frame)
            self.write(f", {name!r}]")

    def _need(self, template: nodes.Expr) -> None:
        if isinstance(template, nodes.Const):
            self._needs.append(template.value)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        special = forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(one.key) for one in node.kwargs)
        callee = node.node.name if isinstance(node.node, nodes.Name) else ""
        if special or wants_context(self.environment.globals.get(callee)):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        strict = issubclass(self.environment.undefined, StrictUndefined)
        if iskeyword(node.attr) or not strict:
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        """Text of the template only: filters of constants are left to the build."""
        if not isinstance(node, (nodes.TemplateData, nodes.Const)):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("printed(")
        else:
            super()._output_child_pre(node, frame, finalize)
