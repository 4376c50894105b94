"""Persons: how they sign in, their cards, roles, consent and language."""
