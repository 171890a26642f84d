"""Documents without a file format: what a report says (`document`) and how it becomes a file (`writing`)."""
