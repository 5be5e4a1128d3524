"""Whether quotations prove a statement, judged by a model: asked strictly, counted only where its
agreement with people is on record."""
