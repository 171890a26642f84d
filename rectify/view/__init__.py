"""What a user sees: screens are values, drawn by Rich on a terminal or as plain lines; nothing here prints."""
