"""The command line: `citewire`, or `python -m bot`."""

from bot.cli.signals import leave_at_once


def main() -> None:
    """Run the command of this process and exit with its code."""
    leave_at_once()
    from bot.cli import process  # late: loading takes long enough for a Ctrl-C

    process.main()
