"""The one error tree. Each message says what was wrong and what to do, in one line.

CitewireError
├── UsageError            exit 2: the command, a question or a date is wrong
│   ├── ConfigurationError   a setting is wrong or missing
│   └── QuestionError        a question that cannot be asked
├── DocumentError         one file or URL that cannot be read; the others go in
├── LibraryError          the library cannot be opened, read or written
│   ├── LibraryBusyError     another process holds it
│   ├── LibraryVersionError  written by a newer Citewire
│   ├── UnknownDocumentError no document of that name
│   ├── UnknownSubscriptionError no subscription of that id
│   └── QueueFullError       too many questions wait
├── ViewError             Chroma or tantivy failed; the library still stands
├── PromptError           a prompt file lacks a slot or has an unknown one
├── WriterError           a writer (model) failed
│   └── BudgetError          a spending limit is reached; the embedded writer writes instead
├── EmbedderError         a server of embeddings failed
├── DeliveryError         a briefing could not be delivered, or may not have been
├── RetryLaterError       a job of the Slack bot that may safely be tried again
├── ClaimLostError        a job of the Slack bot that is another worker's by now
├── SlackError            Slack refuses a call
│   ├── SlackLimitedError    it wants less of them; is a RetryLaterError too
│   ├── SlackUnreachableError it cannot be reached; is a RetryLaterError too
│   └── SlackUncertainError  the answer was lost: what was posted may stand or not
└── EvalError             a suite, case or data set that cannot be run
"""


class CitewireError(Exception):
    """Any failure that has a clear line for the user; `exit_code` is the process's."""

    exit_code = 1


class UsageError(CitewireError):
    """The command was called wrongly."""

    exit_code = 2


class ConfigurationError(UsageError):
    """A setting is missing or wrong."""


class QuestionError(UsageError):
    """The question is empty, too long or has no words."""


class DocumentError(CitewireError):
    """One file or URL cannot be read. `path` names it, `reason` says why and what to do."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class LibraryError(CitewireError):
    """The library cannot be opened, read or written."""


class LibraryBusyError(LibraryError):
    """Another process is writing to the library."""


class LibraryVersionError(LibraryError):
    """The library was written by a newer version of Citewire."""


class UnknownDocumentError(LibraryError):
    """No document of that name is in the library."""


class UnknownSubscriptionError(LibraryError):
    """No subscription of that id is in the library."""


class DeliveryError(CitewireError):
    """A briefing could not be delivered.

    `certain` tells that nothing went out, so that it may be sent again; otherwise it may have
    arrived, and sending it again could post it twice.
    """

    def __init__(self, message: str, *, certain: bool) -> None:
        super().__init__(message)
        self.certain = certain


class UnknownBriefingError(LibraryError):
    """No past briefing of that number or day is in the library."""


class ViewError(CitewireError):
    """A view (Chroma, tantivy) failed; the library is untouched."""


class PromptError(CitewireError):
    """A prompt file is missing, lacks a slot or names an unknown one."""


class WriterError(CitewireError):
    """A writer could not write."""


class EmbedderError(CitewireError):
    """A server of embeddings failed, or gave what is no vector of the model."""


class BudgetError(WriterError):
    """A spending limit is reached: no model is asked, and the embedded writer answers instead."""


class QueueFullError(LibraryError):
    """So many questions wait that no more are taken in; their askers are told so."""


class RetryLaterError(CitewireError):
    """A job failed in a way that nothing came of it: it may be tried again, after `seconds`."""

    def __init__(self, message: str, *, seconds: float = 0.0) -> None:
        super().__init__(message)
        self.seconds = seconds


class ClaimLostError(CitewireError):
    """A job is no longer this worker's: whoever has it now answers, and this one is to stop."""


class SlackError(CitewireError):
    """Slack refused a call; `code` is its own word for why, such as "channel_not_found"."""

    def __init__(self, message: str, *, code: str = "") -> None:
        super().__init__(message)
        self.code = code


class SlackLimitedError(SlackError, RetryLaterError):
    """So many calls were made that this one would have had to wait too long. It was not made."""

    def __init__(self, message: str, *, seconds: float) -> None:
        super().__init__(message, code="ratelimited")
        self.seconds = seconds


class SlackUnreachableError(SlackError, RetryLaterError):
    """Slack cannot be reached, or fails. Nothing came of the call, or it may be made again."""

    def __init__(self, message: str, *, seconds: float = 0.0) -> None:
        super().__init__(message, code="unreachable")
        self.seconds = seconds


class SlackUncertainError(SlackError):
    """The line broke, or Slack failed, before it answered: the message may have been posted."""


class EvalError(CitewireError):
    """An evaluation suite cannot be run as asked."""
