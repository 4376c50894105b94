"""When do we meet next: a few dates that fit, an answer from everybody, one agreement."""
