"""What the programme of the demo promised, and the report that it has made."""
