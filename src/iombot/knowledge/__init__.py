"""The curated knowledge base: YAML files, validated and indexed."""
