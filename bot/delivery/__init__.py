"""Ways for a briefing to reach its readers, behind one protocol.

A delivery is tried again only when it is certain that nothing went out, so every implementation
says of each failure whether it is (`DeliveryError.certain`); what it cannot tell counts as gone
out. What an idempotent channel cannot tell is tried again: a file is replaced, and in Slack
(`bot.slack.delivery`) what is posted already is looked for.
"""

from bot.delivery.parcel import Delivery, Parcel, Receipt

__all__ = ["Delivery", "Parcel", "Receipt"]
