"""People, offices, roles and the audit trail."""

from khuyencong.accounts.models.audit import AuditDetail, AuditEntry, ChainHead
from khuyencong.accounts.models.people import Grant, Office, Person

__all__ = ["AuditDetail", "AuditEntry", "ChainHead", "Grant", "Office", "Person"]
