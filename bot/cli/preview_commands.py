"""`citewire slack preview`: messages and modals as a page, without Slack."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.output import Output
from bot.errors import UsageError


class PreviewCommands:
    """The command that shows what people will see in Slack."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def preview(
        self,
        file: Annotated[Path, typer.Argument(metavar="FILE.json", show_default=False)],
        output: Annotated[
            Path | None, typer.Option(metavar="FILE.html", help="Write the page here.")
        ] = None,
    ) -> int:
        """Show messages and modals as a page.

        FILE.json holds a message, a view, or a list of them, as they are sent to Slack.
        """
        from bot.slack.preview import render_preview, shown_in  # late: loads the template engine

        page = render_preview(shown_in(_read(file)), file.name)
        if output is None:
            self._output.line(page.rstrip("\n"))
            return 0
        try:
            output.write_text(page, encoding="utf-8")
        except OSError as error:
            raise UsageError(
                f"cannot write {str(output)!r} ({error.strerror}); name another file"
            ) from error
        return 0


def _read(file: Path) -> object:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"cannot read {str(file)!r} ({error.strerror}); name a file") from error
    except (UnicodeDecodeError, ValueError) as error:
        raise UsageError(f"{str(file)!r} is no JSON ({error}); mend it") from error
