"""What a mail service tells through Anymail's tracking signal: the same as a delivery report, in its own words."""

from anymail.signals import AnymailTrackingEvent, EventType

from matinee.mailroom.actions import take_bounce, take_complaint, take_delay
from matinee.mailroom.models import Letter

FINAL = {EventType.BOUNCED, EventType.REJECTED, EventType.FAILED}


def take_news(sender: object, event: AnymailTrackingEvent, esp_name: str, **_rest: object) -> None:
    """Mark the letter that a service tells of; news of other mail, such as sign-in codes, is passed over."""
    del sender
    letter = Letter.objects.filter(provider_id=event.message_id).first() if event.message_id else None
    if letter is None:
        return
    words = event.mta_response or event.description or event.reject_reason or event.event_type
    reason = f"{esp_name}: {words}"
    if event.event_type in FINAL:
        take_bounce(letter=letter, reason=reason)
    elif event.event_type == EventType.DEFERRED:
        take_delay(letter=letter, reason=reason)
    elif event.event_type == EventType.COMPLAINED:
        take_complaint(letter=letter, reason=reason)
