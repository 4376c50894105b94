"""The framework corner: what is switched on, which doors exist, how the house starts."""
