"""Archives with the same bytes every time: members in the order given, one fixed date."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_DATE = (2024, 1, 1, 0, 0, 0)


def pack(members: Iterable[tuple[str, bytes | str]], *, encoding: str = "utf-8") -> bytes:
    """Return an archive; *encoding* ``gbk`` writes names as Chinese Windows does, unmarked."""
    buffer = io.BytesIO()
    item: zipfile.ZipInfo
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            if encoding == "gbk":  # zipfile writes CP437 unmarked: bytes of GBK go through it
                item = _Unmarked(name.encode("gbk").decode("cp437"), _DATE)
            else:
                item = zipfile.ZipInfo(name, _DATE)
            item.compress_type = zipfile.ZIP_DEFLATED
            item.external_attr = 0o644 << 16
            archive.writestr(item, data)
    return buffer.getvalue()


class _Unmarked(zipfile.ZipInfo):
    """A member whose name is written in CP437, without the mark that says UTF-8."""

    __slots__ = ()

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 (zipfile's own name)
        return self.filename.encode("cp437"), self.flag_bits & ~0x800
