"""Output formats, a file each: an assessment in, text out."""
