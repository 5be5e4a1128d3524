"""Recording what a model's server replied, and replaying it with no network and no key.

`serializing` (how a file reads), `cassettes` (vcrpy, split into a file for each case and role),
`stamps` (whose replies, by which prompts, when), `replaying` and `taking` build on one another.
"""
