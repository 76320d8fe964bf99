#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# with-display.sh COMMAND...: runs it on an X server of its own with a window manager, in a D-Bus session of its own, with
# empty folders in place of the user's. A display that is there already is not used: keys would go wherever the focus
# happens to be.
set -euo pipefail

work=$(mktemp -d "${TMPDIR:-/tmp}/acme-display.XXXXXX")
server= manager=
clean_up () {
  for process in $manager $server; do
    kill "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

Xvfb -displayfd 3 -screen 0 1280x1024x24 -nolisten tcp -noreset 3>"$work/display" >"$work/xvfb.log" 2>&1 </dev/null &
server=$!
for _ in $(seq 300); do
  [ ! -s "$work/display" ] || break
  kill -0 "$server" 2>/dev/null || break
  sleep 0.1
done
[ -s "$work/display" ] || { cat "$work/xvfb.log" >&2; echo "Xvfb did not start." >&2; exit 1; }

mkdir -p "$work/home/.config/gtk-4.0"
mkdir -m 700 "$work/run"
printf '[Settings]\ngtk-enable-animations=false\n' > "$work/home/.config/gtk-4.0/settings.ini"
for name in "${!ACME_CONSOLE_@}" WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS GTK_A11Y GTK_THEME; do
  unset "$name"
done
DISPLAY=:$(cat "$work/display")
export DISPLAY GDK_BACKEND=x11 HOME=$work/home XDG_RUNTIME_DIR=$work/run
export XDG_CONFIG_HOME=$HOME/.config XDG_DATA_HOME=$HOME/.local/share XDG_CACHE_HOME=$HOME/.cache
openbox --sm-disable >"$work/openbox.log" 2>&1 </dev/null &
manager=$!
status=0
dbus-run-session -- "$@" || status=$?
exit "$status"
