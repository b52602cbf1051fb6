"""Renders the samples into ``corpus/formats``: ``python -m tools.build_formats [SAMPLE ...]``.

Needs LibreOffice and Chromium. Without a name the folder is made anew; with names, the files of
these samples alone (an office program dates what it writes: no file comes out twice alike). Every
sample stands there in the light forms, a few that differ in layout in the heavy ones; a folder for
each form, named as in ``tools.render.FORMS``.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from tools.render import FORMS, Paper, Tools, paper, render_all

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
FORMATS = CORPUS / "formats"

EVERY = ("txt-gb18030", "html-p", "docx-numbered", "doc", "rtf", "pdf", "ofd")
"""Forms in which every sample stands."""
IN_TURN = ("html-br", "html-table", "html-gb2312")
"""Forms of which every sample has one, in the order of the names."""
CHOSEN = {
    "txt-utf16": ("yunling_renovation",),
    "md": ("anlan_tables",),
    "docx": ("anlan_tables", "zhengwu_dongpu"),
    "doc-numbered": ("dianti",),
    "wps": ("zhengwu_dongpu",),
    "rtf-numbered": ("yanglao_meiling",),
    "pdf-columns": ("anlan_rental",),
    "pdf-seal": ("linxi_eldercare",),
    "pdf-browser": ("qinghe_two_plans",),
    "xlsx": ("anlan_tables", "shebei_zhangan", "zhengwu_dongpu"),
    "zip": ("yunling_tradein",),
    "scan-pdf": ("yunling_measures",),
    "scan-png": ("anlan_complete_community",),
    "scan-jpg": ("yunling_measures",),
}
"""Forms in which some samples stand: those whose layout tries the form."""


@lru_cache(maxsize=1)
def papers() -> dict[str, Paper]:
    """Return the samples by name."""
    paths = sorted((CORPUS / "notices").glob("*.txt"))
    return {path.stem: paper(path.read_text("utf-8")) for path in paths}


def wanted(names: list[str]) -> dict[str, list[str]]:
    """Return which of the samples *names* stand in each form."""
    return {
        **dict.fromkeys(EVERY, names),
        **{form: names[turn :: len(IN_TURN)] for turn, form in enumerate(IN_TURN)},
        **{form: list(chosen) for form, chosen in CHOSEN.items()},
    }


def build(folder: Path, tools: Tools, only: Collection[str]) -> int:
    """Write the files of the samples *only* into *folder*; return how many bytes they have."""
    samples = papers()
    size = 0
    for form, names in wanted(list(samples)).items():
        chosen = {name: samples[name] for name in names if name in only}
        (folder / form).mkdir(parents=True, exist_ok=True)
        for (name, _), data in render_all(chosen, [form], tools).items():
            (folder / form / f"{name}.{FORMS[form].ending}").write_bytes(data)
            size += len(data)
    return size


def main(names: Collection[str]) -> int:
    """Make the folder anew, or the samples *names*; end with 1 where something is missing."""
    tools = Tools()
    if not (tools.soffice and tools.chromium):
        print("needs LibreOffice and Chromium (apt-get install libreoffice-writer chromium)")
        return 1
    if unknown := sorted(set(names) - set(papers())):
        print(f"no such sample: {', '.join(unknown)}")
        return 1
    if not names:
        shutil.rmtree(FORMATS, ignore_errors=True)
    print(f"{FORMATS.name}: {build(FORMATS, tools, names or papers()):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
