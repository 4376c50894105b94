"""Every claim about speed, runnable: `make bench`. Only ratios within one run mean anything."""
