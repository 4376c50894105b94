"""The field with its marks for a form that a template writes by hand, as the pages of a meeting do."""

from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from peercircle.identifiers.fields import MarkedText
from peercircle.identifiers.packing import LANGUAGES

register = template.Library()
SCRIPTS = ("identifiers", "plain")


@register.simple_tag
def checked_text(name: str, value: str = "", *, draft: str = "", of: object = "", **attrs: Any) -> SafeString:
    """`{% checked_text "text" id="talk-text" maxlength=280 draft="talk" of=topic.pk %}`; `_` in a name is `-`."""
    attrs = {key.replace("_", "-"): said for key, said in attrs.items()}
    if draft:
        attrs["data-draft"] = f"{draft}-{of}"
    return MarkedText().render(name, value, attrs)


@register.simple_tag
def checked_files() -> SafeString:
    """For a page that works without a network: what the phone must have to mark anything (js/worker.js)."""
    scripts = format_html_join(
        "", '<link rel="modulepreload" href="{}">', ((static(f"js/{name}.js"),) for name in SCRIPTS)
    )
    words = format_html_join(
        "",
        '<link rel="preload" as="fetch" crossorigin href="{}">',
        ((static(f"identifiers/{name}.json"),) for name in ("all", *LANGUAGES)),
    )
    return scripts + words
