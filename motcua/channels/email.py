"""E-mail to applicants and staff; in a demo the mail is written to files."""

from collections.abc import Mapping
from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.mail import EmailMessage

from motcua.channels.letters import letter
from motcua.domain.codec import Plain
from motcua.domain.delivery import Envelope, Sent, TryLater, Undeliverable


def send(envelope: Envelope) -> Sent:
    """Send one letter. The envelope's key marks repeats."""
    subject, text = letter(envelope.document)
    return post(envelope.document, subject, text, envelope.key)


def post(document: Mapping[str, Plain], subject: str, text: str, key: str) -> Sent:
    """Send a mail to the person of whom a document speaks. TryLater while the server is unwell,
    Undeliverable without an address, or where the server refuses it."""
    person = document.get("person")
    to = str(person.get("email") or "") if isinstance(person, dict) else ""
    if not to:
        raise Undeliverable("the person left no e-mail address")
    mail = EmailMessage(subject, text, to=[to], headers={"X-Motcua-Key": key})
    try:
        wire = mail.message().as_bytes()
        mail.send()
    except SMTPRecipientsRefused as refusal:
        raise Undeliverable(f"the address was refused: {refusal}", wire) from refusal
    except (SMTPException, OSError) as trouble:
        raise TryLater(f"{type(trouble).__name__}: {trouble}") from trouble
    return Sent(wire)
