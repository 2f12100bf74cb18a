"""The pure core: utterance, knowledge base and chat state in; reply and new chat state out."""
