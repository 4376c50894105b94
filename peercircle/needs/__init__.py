"""What a group says it needs from outside."""
