"""The programme that founds groups: its expert teams and what they may see."""
