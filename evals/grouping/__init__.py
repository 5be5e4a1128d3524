"""How well sentences are grouped into stories: the suite `lina`."""
