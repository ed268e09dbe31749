#!/bin/sh
# Process 1 of the container: runs the server and ends with it. The kernel shields process 1 from what its own container
# sends it, SIGKILL included, so the server must not be it: nothing could end one that stands still, and an engine
# restarts what has ended, not what is only unhealthy.
state="${TMPDIR:-/tmp}/maiimg-health"
rm -rf "$state"
mkdir -p "$state"

server=''
stopping=''
pass_on() {
  stopping=yes
  [ -z "$server" ] || kill -TERM "$server" 2>/dev/null
}
trap pass_on TERM INT

node --max-semi-space-size=4 server/main.ts "$@" &
server=$!
echo "$server" >"$state/server.pid"
[ -z "$stopping" ] || kill -TERM "$server"

# A signal ends the wait, not the server.
wait "$server"
code=$?
while kill -0 "$server" 2>/dev/null; do
  wait "$server"
  code=$?
done
# Why the health check ended it, for the container's log.
cat "$state/ended" >&2 2>/dev/null
exit "$code"
