#!/bin/sh
# Installs the Redis that the benchmark of reading compares with.
set -e
command -v redis-server >/dev/null && exit 0
apt-get update -q
apt-get install -q -y --no-install-recommends redis-server
