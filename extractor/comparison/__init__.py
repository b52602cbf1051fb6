"""Notices side by side: the same questions put to each, with the evidence of every answer."""
