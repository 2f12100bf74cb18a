"""The catalogue as one HTML page that needs nothing else: no network, no font, no file beside it."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from iombot.curation.catalogue import Catalogue

FOLDER = Path(__file__).parent


def page(catalogue: Catalogue) -> str:
    """The page, the same for the same knowledge base."""
    templates = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = ((FOLDER / name).read_text("utf-8") for name in ("catalogue.css", "catalogue.js"))
    # The browser runs and applies nothing but these two, whatever stands in a knowledge base.
    policy = f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; base-uri 'none'"
    return templates.get_template("catalogue.html").render(
        catalogue=catalogue,
        policy=policy,
        style=Markup(style),  # noqa: S704 (our own files)
        script=Markup(script),  # noqa: S704 (our own files)
    )


def _digest(content: str) -> str:
    """How a content security policy names the content of an element."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
