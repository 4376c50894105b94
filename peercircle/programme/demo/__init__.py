"""A made-up programme to look at and to try. Municipalities bear their real names, people do not."""
