"""From the user's words to what is asked: entities, concepts, candidates."""
