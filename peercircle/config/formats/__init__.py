"""How dates and clocks look in each language.

Django's own formats show 2.05.PM in Albanian and let weeks begin on Sunday.
DAY_FORMAT is ours: a day as one says it, for `{{ when|day }}`.
"""
