"""How people who hardly know each other begin: "This is who I am", a life line, what we have in common."""
