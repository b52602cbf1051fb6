"""The command ``gongwen``: parses arguments, calls the API, prints.

Data go to standard output, progress and complaints to standard error. Exit status: 0 all good, 1
some inputs failed or a check found faults, 2 usage, 3 no notice could be written. Whatever is not
needed by every command is imported where it is used.
"""

from __future__ import annotations

from extractor.cli import cities, reading, rules
from extractor.cli.common import FAULTS, NOTHING, USAGE, main

__all__ = ["FAULTS", "NOTHING", "USAGE", "cities", "main", "reading", "rules"]
