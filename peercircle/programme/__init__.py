"""The people who founded the groups: their programme, their teams, and which group they look after."""
