"""Live: this part of your page changed."""
