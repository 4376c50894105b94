import pytest
from django.utils.translation import get_language

from peercircle.stream import parts


@pytest.fixture
def kinds(monkeypatch):
    """A board that all see, sheets that come and go, a seat of one's own. Gives the texts."""
    texts = {"board": "empty"}
    rendered = []

    def render(kind):
        def draw(topic, key):
            name = f"{kind}-{key}" if key else kind
            rendered.append((topic, name, get_language()))
            text = texts.get(name, f"of {topic}")
            return text and f'<p id="{name}">{text}\nin {get_language()}</p>'

        return draw

    monkeypatch.setattr(parts, "_shared", {kind: render(kind) for kind in ("board", "sheet")})
    monkeypatch.setattr(parts, "_personal", {"seat"})
    texts["rendered"] = rendered
    return texts
