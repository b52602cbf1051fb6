"""Writers of comparisons and notices in forms for other programs and for readers."""
