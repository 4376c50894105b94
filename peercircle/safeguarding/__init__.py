"""What to do, and whom to call, when a child may be in danger."""
