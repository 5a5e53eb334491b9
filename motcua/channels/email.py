"""E-mail to applicants; in a demo the mail is written to files."""

from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.mail import EmailMessage

from motcua.channels.letters import letter
from motcua.domain.delivery import Envelope, Sent, TryLater, Undeliverable


def send(envelope: Envelope) -> Sent:
    """Send one letter. The envelope's key marks repeats."""
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
        raise Undeliverable(f"the address was refused: {refusal}", wire) from refusal
    except (SMTPException, OSError) as trouble:
        raise TryLater(f"{type(trouble).__name__}: {trouble}") from trouble
    return Sent(wire)
