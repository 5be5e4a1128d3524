"""Ways for a briefing to reach its readers, behind one protocol.

A delivery is tried again only when it is certain that nothing went out, so every implementation
says of each failure whether it is (`DeliveryError.certain`); what it cannot tell counts as gone
out. Slack comes next: its receipt is the message's channel and `ts`.
"""

from bot.delivery.parcel import Delivery, Parcel, Receipt

__all__ = ["Delivery", "Parcel", "Receipt"]
