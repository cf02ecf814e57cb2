"""Tables of conferences, their guests, ceremonies and conclusions."""

from khuyencong.conferences.models.ceremony import Presentation
from khuyencong.conferences.models.conclusion import Conclusion, ConclusionReport
from khuyencong.conferences.models.conference import AgendaItem, Conference
from khuyencong.conferences.models.guest import Guest

__all__ = ["AgendaItem", "Conclusion", "ConclusionReport", "Conference", "Guest", "Presentation"]
