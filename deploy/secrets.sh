#!/bin/sh
# Writes the secrets of a deployment, one a file, into deploy/secrets: deploy/secrets.sh TOKEN-FILE [REDIS [POSTGRES]]
# REDIS and POSTGRES are the names of the two servers, `redis` and `postgres` unless given. What is there already is kept.
set -eu
token=${1:?the file with the token of BotFather}
redis=${2:-redis}
postgres=${3:-postgres}
umask 077
folder=$(dirname "$0")/secrets
mkdir -p "$folder"

random() { od -An -tx1 -N32 /dev/urandom | tr -d ' \n'; }
keep() { [ -s "$folder/$1" ] || cat > "$folder/$1"; }

keep telegram-token < "$token"
random | keep webhook-secret
printf 'requirepass %s\n' "$(random)" | keep redis-password
printf 'redis://:%s@%s:6379/0\n' "$(cut -d' ' -f2 "$folder/redis-password")" "$redis" | keep state-url
random | keep postgres-password
printf 'postgresql://iombot:%s@%s/iombot\n' "$(cat "$folder/postgres-password")" "$postgres" | keep questions-url

# What is there may be of another deployment, whose servers have other names.
if ! grep -qF "@$redis:" "$folder/state-url" || ! grep -qF "@$postgres/" "$folder/questions-url"; then
    echo "$folder/state-url and questions-url name other servers: delete both, and run this again" >&2
    exit 1
fi

# The containers' users are none of this machine's; others get no further than the folder.
chmod 644 "$folder"/*
chmod 700 "$folder"
