"""A notice as a spaCy document: the component ``gongwen``, and words as tokens.

The one module that imports spaCy. spaCy finds it by itself, through the entry points of the
installed package, and loads it with every pipeline that is made: so it imports the extractor when
the first document comes. All offsets are of ``doc.text``; what a span group holds is aligned to
tokens, and so may be wider than the record's evidence.

>>> import spacy
>>> nlp = spacy.blank("zh")
>>> pipe = nlp.add_pipe("gongwen")
>>> doc = nlp("云岭市城镇老旧小区改造工作方案\\n一、工作目标\\n2024年完成老旧小区改造50个。\\n")
>>> [(span.text, span.label_) for span in doc.spans["targets"]]
[('老旧小区改造50个', 'communities')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

try:
    from spacy import blank
except ModuleNotFoundError as error:
    message = "extractor.spacy_pipe needs spaCy: pip install 'gongwen-extractor[spacy]'"
    raise ModuleNotFoundError(message, name=error.name) from error
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

if TYPE_CHECKING:
    from extractor.models import PolicyNotice, Record

TOKENIZER = "gongwen.words.v1"
"""Name of the tokenizer in a spaCy config: ``[nlp.tokenizer] @tokenizers = …``."""
ALL = "gongwen"
"""The span group with the records of all types; its labels are ``type:key``."""
_KEYS = {
    "targets": "indicator",
    "deadlines": "relation",
    "responsibilities": "role",
    "funding": "kind",
    "eligibility": "kind",
    "works": "item",
}
"""Groups in their order, and the field of a record that labels its span."""
COLORS = {
    "targets": "#9cc9cc",
    "deadlines": "#feca74",
    "responsibilities": "#aa9cfc",
    "funding": "#bfeeb7",
    "eligibility": "#ff9561",
    "works": "#e4e7d2",
}
"""Colour of a record type for displaCy."""
_STORE = "gongwen"
_LONE_CR = re.compile(r"\r(?!\n)")


class GongwenPipe:
    """Runs the extractor on a document's text; without state, so nothing to train or to save.

    Sets a span group for each record type, one for all, and ``doc._.policy``.
    """

    def __init__(self, patterns: str | None = None) -> None:
        self.patterns = patterns

    def __call__(self, doc: Doc) -> Doc:
        """Return *doc* with its spans set; raises ExtractorError for patterns that are broken."""
        from extractor.document import Document
        from extractor.patterns import load_patterns
        from extractor.pipeline import extract

        rules = load_patterns(self.patterns)
        # one character for one, so offsets stay; \r\n is white space to the rules as it is
        text = _LONE_CR.sub("\n", doc.text)
        notice = extract(Document(text), patterns=rules)
        doc.user_data[_STORE] = notice.to_json()
        set_spans(doc, notice)
        return doc


def set_spans(doc: Doc, notice: PolicyNotice) -> None:
    """Set the span groups of *doc* to the records of *notice*, whose offsets are of ``doc.text``.

    A span's ``id_`` is the record's id, its label the record's main key; empty groups are set too.
    """
    found: list[tuple[Record, str, str]] = []
    for name, key in _KEYS.items():
        records: tuple[Record, ...] = getattr(notice, name)
        labelled = [(record, name, str(getattr(record, key))) for record in records]
        doc.spans[name] = [_span(doc, record, label) for record, _, label in labelled]
        found += labelled
    found.sort(key=lambda item: (item[0].evidence[0].start, -item[0].evidence[0].end))
    doc.spans[ALL] = [_span(doc, record, f"{name}:{label}") for record, name, label in found]


def _span(doc: Doc, record: Record, label: str) -> Span:
    own = record.evidence[0]
    span = doc.char_span(
        own.start, own.end, label=label, span_id=record.id, alignment_mode="expand"
    )
    if span is None:
        raise ValueError(f"{record.id}: [{own.start}, {own.end}) is not in the document's text")
    return span


class WordTokenizer(DummyTokenizer):
    """Makes the words of ``extractor.words`` tokens; ``doc.text`` is the text, every character."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return *text* as a document; a space behind a word is the token's, as spaCy has it."""
        from extractor.words import words

        tokens: list[str] = []
        spaces: list[bool] = []
        for start, end in words(text):
            word = text[start:end]
            if word == " " and tokens and not spaces[-1] and not tokens[-1].isspace():
                spaces[-1] = True
            else:
                tokens.append(word)
                spaces.append(False)
        return Doc(self.vocab, words=tokens, spaces=spaces)


def segmented(*, patterns: str | None = None) -> Language:
    """Return a Chinese pipeline with words as tokens and the component ``gongwen``.

    *patterns* is a folder of rules and word lists of your own, added to the project's.
    """
    nlp = blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.add_pipe("gongwen", config={"patterns": patterns})
    return nlp


def displacy_options(doc: Doc) -> dict[str, Any]:
    """Return options for ``displacy.render(doc, style="span", options=…)``: a colour a type."""
    labels = dict.fromkeys(span.label_ for span in doc.spans.get(ALL, ()))
    colors = {label: COLORS[label.partition(":")[0]] for label in labels}
    return {"spans_key": ALL, "colors": colors}


@Language.factory(
    "gongwen",
    assigns=["doc.spans", "doc._.policy", "span._.record"],
    default_config={"patterns": None},
)
def make_gongwen(nlp: Language, name: str, patterns: str | None) -> GongwenPipe:
    """Return the component ``gongwen``; named in the entry point ``spacy_factories``."""
    return GongwenPipe(patterns)


def make_tokenizer() -> Any:
    """Return what makes the tokenizer; named in the entry point ``spacy_tokenizers``."""

    def create(nlp: Language) -> WordTokenizer:
        return WordTokenizer(nlp.vocab)

    return create


registry.tokenizers(TOKENIZER, func=make_tokenizer)


@lru_cache(maxsize=64)
def _notice(stored: str) -> PolicyNotice:
    """Read a notice back; it is kept as JSON, so that a document can be sent and saved."""
    from extractor.models import PolicyNotice

    return PolicyNotice.model_validate_json(stored)


def _policy(doc: Doc) -> PolicyNotice | None:
    stored = doc.user_data.get(_STORE)
    return _notice(stored) if stored else None


def _records(notice: PolicyNotice) -> Iterator[Record]:
    for name in _KEYS:
        yield from getattr(notice, name)


def _record(span: Span) -> Record | None:
    notice = _policy(span.doc)
    found = (record for record in _records(notice) if record.id == span.id_) if notice else iter(())
    return next(found, None)


def _extend(owner: type[Doc] | type[Span], name: str, getter: Any) -> None:
    if not owner.has_extension(name):
        owner.set_extension(name, getter=getter)


_extend(Doc, "policy", _policy)
_extend(Span, "record", _record)
