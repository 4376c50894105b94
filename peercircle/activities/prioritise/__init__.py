"""What matters most to us: options, dots that each places secretly at the same time, and a ranking."""
