"""Who may add documents by sharing them with the bot. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.access import Asker
from bot.errors import ConfigurationError

MEMBERS, NOBODY = "members", "nobody"
_USER = re.compile(r"(?:T[A-Z0-9]{1,60}/)?[UW][A-Z0-9]{1,60}")


@dataclass(frozen=True)
class Uploaders:
    """All full members of the workspace, or those named: "U1", or "T1/U1" of one workspace."""

    members: bool = True
    users: frozenset[str] = frozenset()

    @classmethod
    def from_text(cls, text: str) -> Uploaders:
        """Those of CITEWIRE_SLACK_UPLOADERS: "members", "nobody", or ids with commas.

        Raises ConfigurationError. "" -> members
        """
        names = [name for name in re.split(r"[,\s]+", text.strip()) if name]
        if names in ([], [MEMBERS]):
            return cls()
        if names == [NOBODY]:
            return cls(members=False)
        wrong = [name for name in names if _USER.fullmatch(name) is None]
        if wrong:
            raise ConfigurationError(
                f"CITEWIRE_SLACK_UPLOADERS names {wrong[0][:40]!r}; write members, nobody, or the "
                "ids of users as in U024BE7LH,W012A3CDE"
            )
        return cls(members=False, users=frozenset(names))

    def admit(self, asker: Asker) -> bool:
        """Whether an asker may; nobody of another workspace, and guests only when named."""
        if asker.external:
            return False
        if self.members:
            return not asker.guest
        return asker.user in self.users or f"{asker.team}/{asker.user}" in self.users
