"""What people do for their group."""
