"""What people do with a meeting: plan it, join it, lead it, promise something, keep its minutes."""
