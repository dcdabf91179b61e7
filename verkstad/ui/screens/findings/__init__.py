"""What the checks have noticed, with the reason and the way to where it is mended."""
