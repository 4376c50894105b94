"""What people of the made-up demo consult about. None of it happened."""
