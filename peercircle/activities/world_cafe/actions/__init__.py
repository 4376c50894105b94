"""What people do in a café: plan themes, choose, host, sit, note, hand in a card."""
