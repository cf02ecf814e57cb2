"""Files in, letters out, and the counters that number what goes out."""

from khuyencong.documents.models.files import Attachment, StoredFile
from khuyencong.documents.models.letters import LetterFile, OutgoingLetter
from khuyencong.documents.models.numbers import NumberSeries

__all__ = ["Attachment", "LetterFile", "NumberSeries", "OutgoingLetter", "StoredFile"]
