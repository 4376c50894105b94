"""Peer case consultation: colleagues help one of them with a case, and the child cannot be found in what is kept."""
