"""What a mutation check found, for a terminal and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evals.mutations.checking import Checked, Found
from evals.mutations.trial import Shift

_SHOWN = 4
"""Gates and figures that are shown of a mutation; the JSON has all."""


def paragraph(found: Found) -> str:
    """One mutation: what it breaks, and what noticed."""
    lines = (f"  {line}" for line in _noticed(found))
    return "\n".join([f"{found.mutation.name}: {found.mutation.breaks}", *lines])


def ending(checked: Checked) -> str:
    """Whether the project passes unbroken, and the count of what nothing noticed."""
    return "\n".join(_ending(checked))


def _ending(checked: Checked) -> Iterator[str]:
    if checked.unbroken:
        yield "THE PROJECT AS IT IS DOES NOT PASS; what falls anyhow caught nothing above"
        yield from (f"  {line}" for line in checked.unbroken)
    else:
        yield "the project as it is passes"
    count, holes = len(checked.found), checked.holes
    yield f"{count} broken, {count - len(holes)} caught, {len(holes)} caught by nothing"
    if holes:
        names = ", ".join(found.mutation.name for found in holes)
        yield f"CAUGHT BY NOTHING: {names}"


def _noticed(found: Found) -> Iterator[str]:
    if not found.caught:
        yield "CAUGHT BY NOTHING"
    yield from (f"caught by {line}" for line in found.caught[:_SHOWN])
    if len(found.caught) > _SHOWN:
        yield f"caught by {len(found.caught) - _SHOWN} more"
    if found.moved:
        yield f"moved: {'; '.join(map(_moved, found.moved[:_SHOWN]))}"
    elif not found.caught:
        yield "no figure moved"


def _moved(shift: Shift) -> str:
    after = "nothing" if shift.after is None else f"{shift.after:.3f}"
    return f"{shift.metric} {shift.before:.3f} → {after} ({shift.suite}, {shift.writer})"


def as_json(checked: Checked) -> Mapping[str, object]:
    """Everything: which gates fell by each mutation, and every figure that moved."""
    return {
        "unbroken": {"passes": not checked.unbroken, "fallen": list(checked.unbroken)},
        "mutations": [
            {
                "name": found.mutation.name,
                "breaks": found.mutation.breaks,
                "caught": list(found.caught),
                "moved": [
                    {
                        "suite": shift.suite,
                        "writer": shift.writer,
                        "metric": shift.metric,
                        "before": shift.before,
                        "after": shift.after,
                    }
                    for shift in found.moved
                ],
            }
            for found in checked.found
        ],
        "holes": [found.mutation.name for found in checked.holes],
    }
