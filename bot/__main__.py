"""`python -m bot` is `citewire`."""

from bot.cli import main

main()
