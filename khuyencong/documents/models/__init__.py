"""Files in, and the counters that number what goes out."""

from khuyencong.documents.models.files import Attachment, StoredFile
from khuyencong.documents.models.numbers import NumberSeries

__all__ = ["Attachment", "NumberSeries", "StoredFile"]
