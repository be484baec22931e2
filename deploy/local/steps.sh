# Long steps of shell programs: shown while they move, logged, and their failures said in one sentence.
# Sourced by deploy/install and deploy/demo, which set `program` (their name) and `root` (the checkout).

# Exit codes, the same everywhere: 2 wrong usage, 3 no network, 4 no permission, 5 disk full, 1 anything else.
fail() {
  local code=$1
  shift
  echo "$program: $*" >&2
  exit "$code"
}

# Says why the step $1, whose log is $2, failed, and ends.
explain() {
  local what=$1 log=$2 said
  if grep -qiE 'no space left on device|not enough free space|disk full' "$log"; then
    fail 5 "The disk is full: \"$what\" needs room under / and under $root/.local; free some and run it again."
  elif grep -qiE 'could not resolve|failure resolving|name resolution|unknownhost|unknown host|network is unreachable|could not connect|connect timed out|connection timed out|connection refused|connectexception|newconnectionerror|unable to connect|no route to host' "$log"; then
    fail 3 "No network: \"$what\" could not be downloaded; connect this machine (or set its proxy) and run it again. Details: $log"
  elif grep -qiE 'permission denied|are you root|not permitted' "$log"; then
    fail 4 "No permission: \"$what\" was refused; run as root or as a user with sudo who owns $root. Details: $log"
  fi
  said=$(grep -m1 -E '^(E:|ERROR|\[ERROR\]|FAILED:|[^ ]+: (fatal )?error:|deploy/[a-z]+:)' "$log" ||
    grep -v '^[[:space:]]*$' "$log" | tail -1)
  fail 1 "\"$what\" failed: $(cut -c1-200 <<<"${said#"$program": }") Details: $log"
}

# step TITLE LOG COMMAND…: runs the command with its output in the log. On a terminal one line moves; elsewhere a line
# appears every twenty seconds. A step that took less than a second says nothing.
step() {
  local title=$1 log=$2 began=$SECONDS shown=0 child
  shift 2
  mkdir -p "$(dirname "$log")" && : >"$log" ||
    fail 4 "No permission: $root/.local cannot be written; run as the user who owns the checkout."
  "$@" >"$log" 2>&1 &
  child=$!
  # Ctrl-C does not reach what a script has put in the background.
  trap 'kill "$child" 2>/dev/null; wait "$child" || true; echo; exit 130' INT TERM
  while kill -0 "$child" 2>/dev/null; do
    if [ -t 1 ]; then
      printf '\r\033[K  %s … %d s  %s' "$title" $((SECONDS - began)) "$(tail -1 "$log" | tr -cd '[:print:]' | cut -c1-50)"
    elif [ $((SECONDS - began - shown)) -ge 20 ]; then
      shown=$((SECONDS - began))
      echo "  $title … $shown s  $(tail -1 "$log" | tr -cd '[:print:]' | cut -c1-50)"
    fi
    sleep 0.1
  done
  trap - INT TERM
  if [ -t 1 ]; then printf '\r\033[K'; fi
  wait "$child" || explain "$title" "$log"
  if [ $((SECONDS - began)) -ge 1 ]; then echo "  $title: $((SECONDS - began)) s"; fi
}
