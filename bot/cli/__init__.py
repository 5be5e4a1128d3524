"""The command line: `citewire`, or `python -m bot`."""

from bot.cli.process import main

__all__ = ["main"]
