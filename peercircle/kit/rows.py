"""One row, asked for and written by hand: for what happens at every tap.

The ORM needs several times as long to write such a sentence as the database to answer it.
So the sentences are written once for each model; the fields still say how a value is kept.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Model
from django.db.models.expressions import Col

Row = TypeVar("Row", bound=Model)


class _Sentences(NamedTuple):
    names: list[str]
    select: str
    insert: str
    kept_otherwise: list[tuple[int, Col]]  # SQLite keeps moments, truths and UUIDs as texts and numbers


def by_key(model: type[Row], key: Any) -> Row | None:
    """What `model.objects.filter(pk=key).first()` finds."""
    names, select, _insert, kept_otherwise = _sentences(model)
    with connection.cursor() as cursor:
        cursor.execute(select, [model._meta.pk.get_db_prep_value(key, connection)])
        row = cursor.fetchone()
    if row is None:
        return None
    values = list(row)
    for position, column in kept_otherwise:
        for convert in _converters(column):
            values[position] = convert(values[position], column, connection)
    return model.from_db(connection.alias, names, values)


def add(row: Model) -> None:
    """What `row.save(force_insert=True)` does for a model whose key is given; nobody is signalled."""
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in row._meta.concrete_fields]
    with connection.cursor() as cursor:
        cursor.execute(_sentences(type(row)).insert, values)
    row._state.adding, row._state.db = False, connection.alias


@cache
def _sentences(model: type[Model]) -> _Sentences:
    meta, quote = model._meta, connection.ops.quote_name
    fields, table = meta.concrete_fields, quote(meta.db_table)
    columns = ", ".join(quote(str(field.column)) for field in fields)
    cells = [(position, field.get_col(meta.db_table)) for position, field in enumerate(fields)]
    return _Sentences(
        names=[field.attname for field in fields],
        select=f"SELECT {columns} FROM {table} WHERE {quote(str(meta.pk.column))} = %s",  # noqa: S608
        insert=f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})",  # noqa: S608
        kept_otherwise=[cell for cell in cells if _converters(cell[1])],
    )


def _converters(column: Col) -> list[Any]:
    return connection.ops.get_db_converters(column) + column.get_db_converters(connection)
