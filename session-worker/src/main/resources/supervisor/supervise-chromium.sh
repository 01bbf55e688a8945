#!/usr/bin/env bash
# Runs Chromium in a process group of its own for as long as somebody beats, and kills the whole group otherwise.
#
#   supervise-chromium.sh <seconds> <command> [argument ...]
#
# Each line on standard input is a beat. The group is killed when standard input closes (the worker ended, however it
# ended), when no beat came for the given seconds (the worker is frozen), and when this script is asked to end. When
# Chromium ends by itself, this script ends at the next beat. Written for bash 3.2 and later: Linux and macOS.
set -u

timeout="$1"
shift

set -m # job control: the next background job becomes the leader of a new process group
"$@" </dev/null >&2 &
chromium=$!
set +m

trap 'kill -KILL -- "-$chromium" 2>/dev/null' EXIT
trap 'exit 0' TERM
trap '' INT HUP # a Ctrl-C in the worker's terminal is the worker's to handle: it closes the pages first

echo "pid $chromium"

while IFS= read -r -t "$timeout" _; do
  kill -0 "$chromium" 2>/dev/null || break
done
exit 0
