#!/usr/bin/env bash
# Sits through the lab in a real terminal (tmux): types as a learner does and reads the screen.
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=$(mktemp -d)
terminal=(tmux -L "egresstls-ci-$$" -f /dev/null)
finish() {
  "${terminal[@]}" kill-server 2>/dev/null || true
  rm -rf "$scratch"
}
trap finish EXIT

screen() {
  "${terminal[@]}" capture-pane -p -S - -t lab
}

# Waits for an empty prompt where the cursor is: an Enter that is struck before it can be read is thrown away.
prompted() {
  local end=$((SECONDS + 60)) row
  until
    row=$("${terminal[@]}" display-message -p -t lab '#{cursor_y}')
    "${terminal[@]}" capture-pane -p -t lab -S "$row" -E "$row" | grep -E '(›|shell>) *$' >/dev/null
  do
    if [ "$SECONDS" -ge "$end" ]; then
      printf 'there was never an empty prompt\n' >&2
      screen >&2
      exit 1
    fi
    sleep 0.1
  done
}

place() {
  "${terminal[@]}" display-message -p -t lab '#{history_size}:#{cursor_y}'
}

# Types a line, and waits until it has been read: the cursor has left its row then.
type_line() {
  local at end
  prompted
  at=$(place)
  end=$((SECONDS + 60))
  "${terminal[@]}" send-keys -t lab "$@" Enter
  until [ "$(place)" != "$at" ]; do
    if [ "$SECONDS" -ge "$end" ]; then
      printf 'never read: %s\n' "$*" >&2
      screen >&2
      exit 1
    fi
    sleep 0.1
  done
}

# Waits until the screen shows a text; a terminal cannot tell when it changes, so it is looked at again.
shows() {
  local end=$((SECONDS + 60))
  until screen | grep -F -- "$1" >/dev/null; do
    if [ "$SECONDS" -ge "$end" ]; then
      printf 'the terminal never showed: %s\n' "$1" >&2
      screen >&2
      exit 1
    fi
    sleep 0.1
  done
}

export XDG_STATE_HOME=$scratch/state XDG_CACHE_HOME=$scratch/cache XDG_CONFIG_HOME=$scratch/config
"${terminal[@]}" new-session -d -s lab -x 100 -y 40 "env KUBECONFIG=$scratch/none bash --norc"
"${terminal[@]}" set-option -t lab history-limit 5000
"${terminal[@]}" send-keys -t lab "PS1='shell> '; java -jar target/egresstls-lab.jar --lab backend-tls-egress" Enter
shows "0/8"
type_line "help"
# The list of commands is longer than the screen: it comes in a pager.
shows "q quits"
"${terminal[@]}" send-keys -t lab q
# Enter explains a step and asks, and Enter again does it.
questions=(
  "What leaves the node?"
  "What does it do with one that you create?"
  "which pods get a sidecar?"
  "What will it do with plain HTTP to port 443?"
  "How will the sidecar's cluster for it find its endpoints?"
  "What does the slice create in the sidecar?"
  "There is no policy yet."
  "What would the same request do on port 80?"
)
for step in 1 2 3 4 5 6 7 8; do
  type_line ""
  shows "${questions[$step - 1]}"
  type_line 2
  if [ "$step" = 7 ]; then
    shows "Which object will kubectl get destinationrules show"
    type_line 3
  fi
  type_line ""
  shows "$step/8"
done
shows "The same request after it"
type_line "status"
type_line "check"
shows "8/8"
type_line "quit"
type_line 'echo "left with $?"'
shows "left with 0"
# sed reads to the end, so that nothing before it dies of a closed pipe.
screen | sed '/^$/d' | sed -n '1,40p'
echo "session: 8/8 in a terminal"
