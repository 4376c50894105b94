"""Conversations at small tables: a host stays, the guests travel, and each table hands in one card."""
