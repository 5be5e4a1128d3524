"""Speed and memory, measured: `python -m evals bench`."""
