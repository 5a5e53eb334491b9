"""A national portal to try things against: its own process and store, strict as the tables are.

It shares nothing with the adapter: what the adapter gets wrong, this refuses.
"""
