"""Other systems by name. To add one: write a channel (domain.delivery.Channel), add a row."""

from motcua.channels import email, sms
from motcua.channels.digest import Digest
from motcua.channels.national_portal.channel import NationalPortal
from motcua.channels.one_by_one import OneByOne
from motcua.domain.delivery import Channel
from motcua.domain.messages import DIGEST, EMAIL, NATIONAL_PORTAL, SMS

PORTAL = NationalPortal()
CHANNELS: dict[str, Channel] = {
    EMAIL: OneByOne(EMAIL, email.send),
    DIGEST: Digest(),
    SMS: OneByOne(SMS, sms.send, sms.unready),
    NATIONAL_PORTAL: PORTAL,
}
