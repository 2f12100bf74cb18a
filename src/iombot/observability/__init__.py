"""What operators see of a running bot: probes, metrics. Nothing here knows a person or a message."""
