"""Everything that is shown in Slack, as Block Kit: values in, plain dictionaries out."""

from bot.slack.blocks.answers import (
    answer_ending,
    answer_messages,
    answer_numbers,
    statement_for_stream,
)
from bot.slack.blocks.briefings import BriefingMessages, briefing_messages, correction_message
from bot.slack.blocks.claims import claim_messages, claim_numbers
from bot.slack.blocks.elements import View
from bot.slack.blocks.feedback import FeedbackGiven, feedback_given, feedback_modal
from bot.slack.blocks.home import Home, LatestBriefing, home_view
from bot.slack.blocks.notices import (
    failure,
    help_message,
    notice,
    notice_modal,
    queued,
    refusal,
)
from bot.slack.blocks.passages import CitedPassage, passage_modal
from bot.slack.blocks.subscribing import (
    SubscribeForm,
    SubscriptionWish,
    subscribe_modal,
    subscription_read,
)
from bot.slack.blocks.telling import Telling
from bot.slack.blocks.why import (
    Account,
    Searched,
    account_from,
    account_of,
    searched_json,
    why_modal,
)

__all__ = [
    "Account",
    "BriefingMessages",
    "CitedPassage",
    "FeedbackGiven",
    "Home",
    "LatestBriefing",
    "Searched",
    "SubscribeForm",
    "SubscriptionWish",
    "Telling",
    "View",
    "account_from",
    "account_of",
    "answer_ending",
    "answer_messages",
    "answer_numbers",
    "briefing_messages",
    "claim_messages",
    "claim_numbers",
    "correction_message",
    "failure",
    "feedback_given",
    "feedback_modal",
    "help_message",
    "home_view",
    "notice",
    "notice_modal",
    "passage_modal",
    "queued",
    "refusal",
    "searched_json",
    "statement_for_stream",
    "subscribe_modal",
    "subscription_read",
    "why_modal",
]
