"""The OpenAPI document, made of the same table as the doors."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from peercircle.reports.api.doors import DOORS, Door, Schema, row, rows

TEXT: Schema = {"type": "string"}
ERROR = row(error=TEXT, fields={"type": "object", "additionalProperties": rows(TEXT)})
SAID = {
    "401": "The token is missing, wrong or taken back.",
    "404": "There is no such page.",
    "405": "These doors are for reading.",
    "422": "A parameter is not known or makes no sense.",
    "429": "Too many questions: wait as many seconds as Retry-After says.",
}


def document() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "PeerCircle: the published numbers",
            "version": "1",
            "description": "Read only. A number that would point at fewer than five people is null, with the reason.",
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "servers": [{"url": f"{settings.ORIGIN}/api"}],
        "security": [{"token": []}],
        "paths": {f"/{door.path}": {"get": _operation(door)} for door in DOORS},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Error": ERROR},
        },
    }


def _operation(door: Door) -> dict[str, Any]:
    page = row(
        count={"type": "integer", "minimum": 0, "description": "rows on all pages"},
        page={"type": "integer", "minimum": 1},
        pages={"type": "integer", "minimum": 1},
        rows=rows(door.each),
    )
    refused = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
    return {
        "operationId": door.name,
        "summary": door.summary,
        "parameters": [_parameter(name, field) for name, field in door.form().fields.items()],
        "responses": {
            "200": {"description": "A page of rows.", "content": {"application/json": {"schema": page}}},
            **{status: {"description": sentence, **refused} for status, sentence in SAID.items()},
        },
    }


def _parameter(name: str, field: forms.Field) -> dict[str, Any]:
    schema: Schema = {"type": "integer", "minimum": 1, "maximum": 10**6, "default": 1}
    if isinstance(field, forms.ChoiceField):
        # Phases and municipalities are rows of the database: the document does not change with them.
        fixed = name in ("by", "across")
        schema = {"enum": [str(value) for value, _name in field.choices if value]} if fixed else dict(TEXT)  # type: ignore[union-attr, misc]
    return {"name": name, "in": "query", "required": False, "schema": schema}
