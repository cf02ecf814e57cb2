"""The two streams of state money, which never mix, and the sources beside them. Pure."""

from enum import StrEnum

from khuyencong.kernel.words import gettext_noop as _


class Stream(StrEnum):
    """Whose budget pays: national (khuyến công quốc gia) or local (khuyến công địa phương)."""

    NATIONAL = "national"
    LOCAL = "local"


STREAM_LABELS: dict[Stream, str] = {
    Stream.NATIONAL: _("Khuyến công quốc gia"),
    Stream.LOCAL: _("Khuyến công địa phương"),
}


class Source(StrEnum):
    """Where money comes from; only that of a stream stands in the ledger."""

    NATIONAL = "national"
    LOCAL = "local"
    BENEFICIARY = "beneficiary"
    OTHER = "other"
    UNDIVIDED = "undivided"


SOURCE_LABELS: dict[Source, str] = {
    Source.NATIONAL: _("Kinh phí khuyến công quốc gia"),
    Source.LOCAL: _("Kinh phí khuyến công địa phương"),
    Source.BENEFICIARY: _("Vốn của cơ sở thụ hưởng"),
    Source.OTHER: _("Nguồn khác"),
    Source.UNDIVIDED: _("Chưa tách theo nguồn"),
}
