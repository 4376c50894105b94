"""The doors of the programme."""
