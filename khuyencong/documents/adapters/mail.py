"""Hands a letter to the mail server of the settings; never decides whether it may go."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import formataddr, formatdate
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

MAIL_FAULTS = (SMTPException, OSError, ValueError)
"""What can go wrong on the way to the server; anything else is a bug."""


def hand_over(
    *, to_name: str, address: str, subject: str, body: str, message_id: str, files: Sequence[tuple[str, bytes, str]]
) -> None:
    """Send one message and return once the server has taken it.

    ``message_id`` stays the same however often it is tried, so that servers can tell a repeated letter.

    :raises SMTPException, OSError, ValueError: where the server did not take it.
    """
    message = EmailMessage(
        subject=subject,
        body=body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[formataddr((to_name, address))],
        headers={"Message-ID": message_id, "Date": formatdate(localtime=False), "Auto-Submitted": "no"},
        connection=get_connection(),
    )
    for name, content, media_type in files:
        message.attach(name, content, media_type)
    if message.send() != 1:
        raise OSError("the mail server took nothing")


def writes_files() -> bool:
    """Tell whether no mail server is set, so that what is sent only becomes files under ``var``."""
    return settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")
