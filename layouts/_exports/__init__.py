"""Files for the meeting: what leaves the product, each the same figures as the screen."""
