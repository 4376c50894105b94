"""One gathering: plan, roles, agenda, clock, who came, who promised what, minutes."""
