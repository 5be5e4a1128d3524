"""Breaking the product on purpose, to see which gate notices."""
