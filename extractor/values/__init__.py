"""What a notice prints as a number, a sum, a share, a date or a rhythm, read from the text alone.

The genre's grammar of quantities and dates: it knows rules and words, no records and no layout.
"""
