"""What the portal keeps of its own."""

from khuyencong.portal.models.filing import Claim, Complaint, Consent, Filing, LockerPaper

__all__ = ["Claim", "Complaint", "Consent", "Filing", "LockerPaper"]
