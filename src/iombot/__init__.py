"""iombot answers questions about press releases from a curated knowledge base, or says that they do not tell."""
