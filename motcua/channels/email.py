"""E-mail to applicants and staff; in a demo the mail is written to files."""

from collections.abc import Mapping
from smtplib import SMTPDataError, SMTPException, SMTPNotSupportedError, SMTPRecipientsRefused

from django.core.mail import EmailMessage

from motcua.channels.letters import letter
from motcua.domain.codec import Plain
from motcua.domain.delivery import Envelope, ReceiverBusy, Sent, TryLater, Undeliverable

PERMANENT = 500
"""Replies of a mail server from here on are for good (RFC 5321, 4.2.1)."""


def send(envelope: Envelope) -> Sent:
    """Send one letter. The envelope's key marks repeats."""
    subject, text = letter(envelope.document)
    return post(envelope.document, subject, text, envelope.key)


def post(document: Mapping[str, Plain], subject: str, text: str, key: str) -> Sent:
    """Send a mail to the person of whom a document speaks. TryLater while the server is unwell,
    ReceiverBusy while it does not take this mail, Undeliverable without an address that can be
    written, or where the server refuses it for good."""
    person = document.get("person")
    to = str(person.get("email") or "") if isinstance(person, dict) else ""
    if not to:
        raise Undeliverable("the person left no e-mail address")
    mail = EmailMessage(subject, text, to=[to], headers={"X-Motcua-Key": key})
    try:
        wire = mail.message().as_bytes()
    except ValueError as wrong:
        raise Undeliverable(f"the address cannot be written: {wrong}") from wrong
    try:
        mail.send()
    except SMTPRecipientsRefused as refusal:
        # A server that knows nobody yet says 450 the first time (RFC 6647), one that is full 452.
        if all(code < PERMANENT for code, _ in refusal.recipients.values()):
            raise ReceiverBusy(f"the address was put off: {refusal}") from refusal
        raise Undeliverable(f"the address was refused: {refusal}", wire) from refusal
    except (SMTPDataError, SMTPNotSupportedError) as busy:
        raise ReceiverBusy(f"{type(busy).__name__}: {busy}") from busy
    except (SMTPException, OSError) as trouble:
        raise TryLater(f"{type(trouble).__name__}: {trouble}") from trouble
    return Sent(wire)
