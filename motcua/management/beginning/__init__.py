"""A real province begins: what it brings is read and checked whole, then written at once."""
