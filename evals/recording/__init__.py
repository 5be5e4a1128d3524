"""Recording what a model's server replied, and replaying it with no network and no key.

`interactions` and `serializing` (how a file reads), `shelf` (where it lies), `cassettes` (vcrpy),
`taking` and `replaying` build on one another.
"""

from evals.recording.shelf import CASSETTES, Shelf, label_of, labels

__all__ = ["CASSETTES", "Shelf", "label_of", "labels"]
