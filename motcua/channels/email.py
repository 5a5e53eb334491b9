"""E-mail to applicants; in a demo the mail is written to files."""

from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.mail import EmailMessage

from motcua.channels.letters import letter
from motcua.domain.messages import Envelope, TryLater, Undeliverable


def send(envelope: Envelope) -> bytes:
    """Send one letter; the bytes that went out. The envelope's key marks repeats."""
    person = envelope.document.get("person")
    to = str(person.get("email") or "") if isinstance(person, dict) else ""
    if not to:
        raise Undeliverable("the person left no e-mail address")
    subject, text = letter(envelope.document)
    mail = EmailMessage(subject, text, to=[to], headers={"X-Motcua-Key": envelope.key})
    try:
        wire = mail.message().as_bytes()
        mail.send()
    except SMTPRecipientsRefused as refusal:
        raise Undeliverable(f"the address was refused: {refusal}") from refusal
    except (SMTPException, OSError) as trouble:
        raise TryLater(f"{type(trouble).__name__}: {trouble}") from trouble
    return wire
