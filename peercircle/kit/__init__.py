"""Small tools with no idea of schools."""
