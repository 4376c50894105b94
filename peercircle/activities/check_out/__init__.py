"""The last minutes: a word or a short round to part with, and how useful today was, from one to five."""
