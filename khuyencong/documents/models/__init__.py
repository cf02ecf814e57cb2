"""Files in, papers and letters out, and the counters that number what goes out."""

from khuyencong.documents.models.files import Attachment, StoredFile
from khuyencong.documents.models.heads import OfficeLetterhead, SigningRight
from khuyencong.documents.models.issued import IssuedPaper, PaperTemplate, SignedCopy
from khuyencong.documents.models.letters import LetterFile, OutgoingLetter
from khuyencong.documents.models.numbers import NumberSeries

__all__ = [
    "Attachment",
    "IssuedPaper",
    "LetterFile",
    "NumberSeries",
    "OfficeLetterhead",
    "OutgoingLetter",
    "PaperTemplate",
    "SignedCopy",
    "SigningRight",
    "StoredFile",
]
