"""From the text of a release to a draft of its YAML: what stands in it is found, what it means is left to people."""
