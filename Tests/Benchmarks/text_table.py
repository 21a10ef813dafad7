"""Prints tables of text."""


def print_table(heading, rows):
    """Prints rows of texts below a heading, in columns as wide as their longest text."""
    rows = [heading] + rows
    widths = [max(len(row[place]) for row in rows) for place in range(len(heading))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
