"""Every exception that the package raises on purpose; each message says what to do next."""

from __future__ import annotations


class ExtractorError(Exception):
    """Parent of all errors of this package.

    ``code`` is a stable word for ``failures.jsonl``; the message is for people.
    """

    code = "error"


class UnreadableError(ExtractorError):
    """An input cannot be turned into text."""

    code = "unreadable"


class UnsupportedError(ExtractorError):
    """An input is of a kind that no reader takes."""

    code = "unsupported"


class InputError(ExtractorError):
    """A path that is given is nothing that notices are read from."""

    code = "input"


class PatternError(ExtractorError):
    """An entry of ``patterns/`` is refused; the message names file and entry."""

    code = "pattern"


class GoldError(ExtractorError):
    """A gold file or an output folder cannot be evaluated."""

    code = "gold"


class ExportError(ExtractorError):
    """A comparison or tables cannot be written in the form that is asked for."""

    code = "export"
