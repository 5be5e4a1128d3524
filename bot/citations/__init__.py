"""What may be cited, what a writer proposes, and what of it stands: the heart of Citewire."""

from bot.citations.drafts import Draft, DraftClaim, DraftDisagreement, DraftQuote, DraftStatement
from bot.citations.evidence import Evidence, EvidenceItem
from bot.citations.quotes import find_quote
from bot.citations.verify import Verified, verify

__all__ = [
    "Draft",
    "DraftClaim",
    "DraftDisagreement",
    "DraftQuote",
    "DraftStatement",
    "Evidence",
    "EvidenceItem",
    "Verified",
    "find_quote",
    "verify",
]
