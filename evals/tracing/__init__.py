"""Tracing a statement's figures and names to the passages that it cites.

Both are read here anew. The program verifies the same before anything is shown, and what measures a
verifier must not be computed by it. This reading is simpler and errs on its own: it sees a figure
or a name that stands nowhere in the cited passages, not one that stands there about another thing.
"""

from evals.tracing.figures import untraced_figures, written
from evals.tracing.names import names_of, untraced_names

__all__ = ["names_of", "untraced_figures", "untraced_names", "written"]
