"""The data of a report → the bytes of its page: assets put together, data embedded, all locked."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from extractor.export.report.payload import Payload
from extractor.labels import Language
from extractor.rule_cache import compiled

_ASSETS = Path(__file__).resolve().parent / "assets"
_SCRIPTS = ("core", "records", "panel", "matrix", "notice", "charts", "timeline", "views", "app")
"""In the order in which they are joined: one strict function, nothing of it is global."""

_UNSAFE = compiled("[<>&\u2028\u2029\ud800-\udfff]")
_SLOT = compiled(r"\{\{(\w+)\}\}")


def embed(value: Any) -> str:
    """Return *value* as JSON that can stand inside a ``<script>`` element.

    No character that HTML or an older script parser could take for its own is left, nor a half of
    a surrogate pair, which UTF-8 cannot hold.

    >>> embed("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def render(payload: Payload, language: Language) -> str:
    """Return the page that opens in *language*."""
    style, script = _style(), _script()
    words = load_words()
    return _fill(
        (_ASSETS / "page.html").read_text("utf-8"),
        {
            "lang": "zh-CN" if language == "zh" else "en",
            "policy": _policy(style, script),
            "title": html.escape(words["page"]["title"][language]),
            "noscript": html.escape(words["page"]["noscript"][language]),
            "style": style,
            "script": script,
            "data": embed({**payload.main, "words": words, "language": language}),
            "notices": "\n".join(
                f'<script type="application/json" id="notice-{number}">{embed(block)}</script>'
                for number, block in payload.blocks.items()
            ),
        },
    )


def _fill(template: str, values: dict[str, str]) -> str:
    """Put *values* into the slots of *template*, once: what they hold is no template."""
    return _SLOT.sub(lambda match: values[match[1]], template)


def _policy(style: str, script: str) -> str:
    """Return a policy under which the page's own script and style work, and nothing else does."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@lru_cache(maxsize=1)
def load_words() -> dict[str, dict[str, dict[str, str]]]:
    """Return the page's own words by group, key and language."""
    return tomllib.loads((_ASSETS / "words.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def _style() -> str:
    return (_ASSETS / "report.css").read_text("utf-8")


@lru_cache(maxsize=1)
def _script() -> str:
    parts = [(_ASSETS / f"{name}.js").read_text("utf-8") for name in _SCRIPTS]
    return '(() => {\n"use strict";\n' + "\n".join(parts) + "})();\n"
