"""What happened, counted: whom the programme reached, how often, and what it reported. Reads every room below."""
