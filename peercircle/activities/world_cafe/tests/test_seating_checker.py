"""Each rule of the checker refuses a plan that no other rule refuses, and no line of it is idle."""

import ast
import inspect

import pytest

from peercircle.activities.world_cafe.seating import Count, Demand, Life, check, checker, count

TWO = Demand(guests=2, tables=2, rounds=2)
ONE_IS_MISSED = [[0], [0], [1], [1], [2]]
PLANS = [
    (TWO, [[0, 1], [1, 0]], []),
    (TWO, [[0, 1]], ["1 rounds are planned instead of 2"]),
    (TWO, [[0, 1], [1]], ["round 1 has 1 seats for 2 guests"]),
    (TWO, [[0, 2], [1, 0]], ["round 0 names a table that does not exist"]),
    (TWO, [[0, -1], [1, 0]], ["round 0 names a table that does not exist"]),
    (
        Demand(2, 2, 2, life=Life(past=((0, 1),))),
        [[1, 0], [0, 1]],
        ["round 0 is over but was changed"],
    ),
    (Demand(3, 3, 1), [[0, 1, None]], ["guest 2 has no seat in round 0"]),
    (
        Demand(2, 2, 1, life=Life(present=((True, False),))),
        [[0, 1]],
        ["guest 1 is away but has a seat in round 0"],
    ),
    (
        Demand(2, 3, 2, life=Life(open_tables=((0, 1, 2), (0, 1)))),
        [[0, 1], [1, 2]],
        ["guest 1 sits at table 2, closed in round 1"],
    ),
    (
        Demand(2, 2, 1, life=Life(forbidden=frozenset({(0, 1)}))),
        [[1, 0]],
        ["guest 0 sits at the forbidden table 1 in round 0"],
    ),
    (Demand(2, 3, 2), [[0, 1], [0, 2]], ["guest 0 is sent to table 0 again in round 1"]),
    (
        Demand(2, 2, 2, life=Life(past=((0, 0),))),
        [[0, 0], [1, 0]],
        ["guest 1 is sent to table 0 again in round 1"],
    ),
    (Demand(1, 2, 3), [[0], [0], [0]], ["guest 0 is sent to table 0 again in round 2", "guest 0 misses a table"]),
    (Demand(3, 3, 1), [[0, 0, 1]], ["round 0 is not seated evenly"]),
    (Demand(3, 2, 1, sizes=(1, 2)), [[0, 0, 1]], ["round 0 is not seated evenly"]),
    (Demand(4, 2, 1, sizes=(1, 3)), [[0, 1, 1, 1]], []),
    (Demand(4, 2, 1, sizes=(1, 3)), [[0, 0, 1, 1]], ["round 0 is not seated evenly"]),
    (
        Demand(3, 3, 1, life=Life(open_tables=((0, 1),))),
        [[0, 0, 1]],
        [],
    ),
    (
        Demand(3, 2, 1, sizes=(1, 2), life=Life(present=((True, True, False),))),
        [[1, 1, None]],
        [],
    ),
    (Demand(2, 3, 2, returning=frozenset({0})), [[0, 1], [0, 2]], []),
    (Demand(3, 3, 1, slack=(1, 1)), [[0, 0, 1]], []),
    # Away for two rounds, and not at a closed table then.
    (
        Demand(1, 2, 2, life=Life(present=((False,), (False,)), open_tables=((0,), (0,)))),
        [[None], [None]],
        [],
    ),
    # Five rounds, four tables: twice at two of them and once at a third leaves one out.
    (Demand(1, 4, 5), ONE_IS_MISSED, ["guest 0 misses a table"]),
    # Nobody must be everywhere on a disturbed evening.
    (Demand(1, 4, 5, life=Life(past=((0,),))), ONE_IS_MISSED, []),
    (Demand(1, 4, 5, life=Life(forbidden=frozenset({(0, 3)}))), ONE_IS_MISSED, []),
    (Demand(1, 4, 5, life=Life(present=((True,),) * 4 + ((False,),))), [*ONE_IS_MISSED[:4], [None]], []),
    (Demand(1, 4, 5, life=Life(open_tables=((0, 1, 2, 3),) * 4 + ((0, 1, 2),))), ONE_IS_MISSED, []),
    (Demand(4, 2, 1, slack=(1, 1)), [[0, 0, 0, 0]], ["round 0 is not seated evenly"]),
]


@pytest.mark.parametrize(("demand", "seats", "faults"), PLANS)
def test_a_plan_is_refused_for_its_own_reason(demand, seats, faults):
    assert check(demand, seats) == faults


def test_repeats_are_counted_pair_by_pair():
    assert count([[0, 0, 0, None], [1, 1, 2, 2], [3, 3, None, 3]]) == Count(L=2, Q=3, M=3)
    assert count([[0, None], [None, 0]]) == Count(L=0, Q=0, M=0)


def lines():
    """Every line of the checker at which a statement begins; imports, headings and explanations do nothing."""
    functions = [node for node in ast.parse(inspect.getsource(checker)).body if isinstance(node, ast.FunctionDef)]
    statements = [node for function in functions for node in ast.walk(function) if isinstance(node, ast.stmt)]
    return sorted(
        node.lineno
        for node in statements
        if node not in functions and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    )


class Without(ast.NodeTransformer):
    def __init__(self, line):
        self.line = line

    def visit(self, node):
        if isinstance(node, ast.stmt) and not isinstance(node, ast.FunctionDef) and node.lineno == self.line:
            return ast.copy_location(ast.Pass(), node)
        return self.generic_visit(node)


@pytest.mark.parametrize("line", lines())
def test_a_checker_without_this_line_is_caught(line):
    tree = ast.fix_missing_locations(Without(line).visit(ast.parse(inspect.getsource(checker))))
    crippled = {"__name__": "crippled"}
    exec(compile(tree, "crippled", "exec"), crippled)  # noqa: S102  (our own source, less one line)

    assert not all(passes(crippled, *case) for case in PLANS) or not counts(crippled)


def passes(crippled, demand, seats, faults):
    try:
        return crippled["check"](demand, seats) == faults
    except (NameError, TypeError, KeyError, IndexError):
        return False


def counts(crippled):
    try:
        return crippled["count"]([[0, 0, 0, None], [1, 1, 2, 2], [3, 3, None, 3]]) == Count(L=2, Q=3, M=3)
    except NameError:
        return False
