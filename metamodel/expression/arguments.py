"""The arguments of a call: how many, of which kinds, and what the call gives."""

from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches
from functools import reduce

from metamodel.expression.functions import FUNCTIONS, Function, SameAs, function_names
from metamodel.expression.nodes import Call, Expression, Literal
from metamodel.expression.problems import ExpressionProblem, problem_at
from metamodel.expression.types import DATES, TEXT, Kind, Type, common_type, element_of, list_of

Fit = Callable[[Expression, Type], Expression]


def check_arguments(call: Call, fit: Fit) -> tuple[Call, list[ExpressionProblem]]:
    """The call with its type, and its problems. `fit` reads a text constant as a type asks."""
    function = FUNCTIONS.get(call.function)
    if function is None:
        near = get_close_matches(call.function, function_names(), n=1, cutoff=0.6)
        hint = "did_you_mean" if near else None
        nearest = f"{near[0]}()" if near else ""
        return call, [
            problem_at("function_unknown", call, hint, name=call.function, nearest=nearest)
        ]
    given = len(call.arguments)
    if given < function.least or (function.most is not None and given > function.most):
        params = {"name": function.key, "signature": signature(function), "given": str(given)}
        return call, [problem_at("arguments_count", call, "signature", **params)]
    fitted = tuple(_fitted(function, call.arguments, i, fit) for i in range(given))
    problems = [
        problem
        for index, argument in enumerate(fitted)
        if (problem := _misfit(function, index, argument)) is not None
    ]
    typed = replace(call, arguments=fitted)
    if problems or any(each.type is None for each in fitted):
        return typed, problems
    result = _result(function, fitted)
    if result is None:
        return typed, [problem_at("results_differ", call, None, name=function.key)]
    return replace(typed, type=result), []


def signature(function: Function) -> str:
    """How the function is written: `round(number; [digits])`."""
    parts = [
        f"[{each.name}]" if each.optional else f"{each.name}; …" if each.repeats else each.name
        for each in function.takes
    ]
    return f"{function.key}({'; '.join(parts)})"


def _fitted(
    function: Function, arguments: tuple[Expression, ...], index: int, fit: Fit
) -> Expression:
    argument = arguments[index]
    if not isinstance(argument, Literal) or argument.kind is not Kind.TEXT:
        return argument
    kinds = function.parameter(index).kinds
    if kinds <= DATES:
        text = str(argument.value)
        kind = Kind.DATE if Kind.DATE in kinds and len(text) <= 10 else Kind.INSTANT
        return fit(argument, Type(kind=kind))
    return fit(argument, _sibling(function, arguments, index))


def _sibling(function: Function, arguments: tuple[Expression, ...], index: int) -> Type:
    """The date or link another result of the call has, as the other end of an IF."""
    gives = function.gives
    if isinstance(gives, SameAs):
        counted = range(len(arguments))[gives.start : gives.stop]
        for each in (arguments[other] for other in counted if index in counted):
            if each.type is not None and element_of(each.type).kind in (*DATES, Kind.LINK):
                return element_of(each.type)
    return TEXT


def _misfit(function: Function, index: int, argument: Expression) -> ExpressionProblem | None:
    kinds = function.parameter(index).kinds
    if argument.type is None or element_of(argument.type).kind in kinds:
        return None
    return problem_at(
        "argument_kind",
        argument,
        "signature",
        name=function.key,
        parameter=function.parameter(index).name,
        type=element_of(argument.type).kind,
        signature=signature(function),
    )


def _result(function: Function, arguments: tuple[Expression, ...]) -> Type | None:
    types = [each.type for each in arguments if each.type is not None]
    many = any(each.kind is Kind.LIST for each in types)
    gives = function.gives
    if isinstance(gives, SameAs):
        counted = [element_of(each) for each in types[gives.start : gives.stop]]
        found = reduce(
            lambda a, b: None if a is None else common_type(a, b), counted[1:], counted[0]
        )  # fmt: skip
    else:
        found = gives
    return list_of(found) if many and found is not None else found
