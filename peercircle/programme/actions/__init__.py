"""What the people of the programme do."""
