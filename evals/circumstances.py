"""Under what a run is made: the revision of the code."""

from __future__ import annotations

import subprocess
from pathlib import Path

_DESCRIBE = ("git", "describe", "--always", "--dirty=+", "--abbrev=12")


def revision() -> str:
    """The commit this runs from, with "+" when files differ from it; "unknown" outside git."""
    place = Path(__file__).parent
    try:
        found = subprocess.run(_DESCRIBE, cwd=place, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return found.stdout.strip()
