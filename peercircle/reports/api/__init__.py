"""What other programs may read of the published numbers."""
