"""The commands of `python -m evals`, one module each; `evals.__main__` registers them."""
