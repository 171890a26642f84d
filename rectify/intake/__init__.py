"""From a Document to a Draft: what a report or register says, proposed as acts, with an account of every character."""
