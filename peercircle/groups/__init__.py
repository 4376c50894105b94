"""A circle of colleagues: its members, charter and rhythm."""
