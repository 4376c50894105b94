"""What people do together inside a meeting. Each folder can be deleted."""
