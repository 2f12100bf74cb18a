"""Figures: their values, the arithmetic between them, and how they are written in a language."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation

from iombot.knowledge.cldr import written_number

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_PERCENT_LITERAL = re.compile(r"(\d+(?:\.\d+)?)%")
_OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_SIGNS = {"*": "×", "/": "÷", "-": "−", "+": "+"}
_FRACTIONS = frozenset({"percent", "points"})


class FormulaError(ValueError):
    """A formula that is not plain arithmetic, or divides by zero."""


@dataclass(frozen=True)
class Figure:
    """A number with its unit."""

    number: Decimal
    """35 for 35 per cent; 56045 for people."""
    unit: str

    @property
    def factor(self) -> Decimal:
        """The number as it enters arithmetic: 0.35 for 35 per cent."""
        return self.number / 100 if self.unit in _FRACTIONS else self.number


def references(formula: str) -> list[str]:
    """What stands in braces, in order."""
    return PLACEHOLDER.findall(formula)


_SUM = re.compile(r"\{[^{}]+\}(?: \+ \{[^{}]+\})+")
_LARGE = re.compile(r"(?<![\w.{%-])\d{4,}(?![\w.}%])")


def summands(formula: str) -> tuple[str, ...]:
    """The figures that a formula adds up; empty where it does anything else."""
    return tuple(references(formula)) if _SUM.fullmatch(formula) else ()


def compute(formula: str, figures: Mapping[str, Figure], unit: str, decimals: int) -> Figure:
    """The value of `formula`, rounded half up to `decimals`.

    `{id}` is a figure, `100%` the whole; `+ - * /` and parentheses join them. Percentages count as fractions, and a
    formula whose unit is a percentage is multiplied by 100. Raises `FormulaError`.
    """
    names: dict[str, Decimal] = {}

    def name_of(match: re.Match[str]) -> str:
        name = f"v{len(names)}"
        names[name] = figures[match.group(1)].factor
        return name

    text = PLACEHOLDER.sub(name_of, formula)
    text = _PERCENT_LITERAL.sub(lambda match: str(Decimal(match.group(1)) / 100), text)
    try:
        number = _value(ast.parse(text, mode="eval").body, names)
        if unit in _FRACTIONS:
            number *= 100
        return Figure(number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP), unit)
    except (SyntaxError, DivisionByZero, InvalidOperation, RecursionError) as error:
        raise FormulaError(f"{formula!r} cannot be computed") from error


def _value(node: ast.expr, names: Mapping[str, Decimal]) -> Decimal:
    if isinstance(node, ast.Name) and node.id in names:
        return names[node.id]
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return Decimal(str(node.value))
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_value(node.left, names), _value(node.right, names))
    raise FormulaError("only figures, + - * / and parentheses may stand in a formula")


def calculation(formula: str, figures: Mapping[str, Figure], result: Figure, language: str) -> str:
    """The formula with its figures filled in, such as `56,045 + 15,906 = 71,951`."""
    typed = _LARGE.sub(lambda match: written_number(Decimal(match.group()), language), formula)
    signs = re.sub(r"(?<=[\s}])[*/+-](?=[\s{])", lambda match: _SIGNS[match.group()], typed)
    shown = PLACEHOLDER.sub(lambda match: write(figures[match.group(1)], language), signs)
    return f"{shown} = {write(result, language)}"


def write(figure: Figure, language: str) -> str:
    """The number as the language writes it, with a percent sign where it is a percentage."""
    if figure.unit in ("year", "ordinal"):
        return str(figure.number)
    text = written_number(figure.number, language)
    return f"{text}%" if figure.unit == "percent" else text
