"""What one sentence of a document says of one part of a claim: pure rules, precision first."""
