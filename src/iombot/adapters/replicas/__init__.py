"""What identical replicas of a bot share, kept in Redis (the extra `redis`)."""
