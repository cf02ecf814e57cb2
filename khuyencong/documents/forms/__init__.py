"""What may be typed into letters and about papers."""

from khuyencong.documents.forms.letters import LetterForm

__all__ = ["LetterForm"]
