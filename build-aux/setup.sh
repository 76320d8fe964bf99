# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What build-aux/run and build-aux/test share: packages, build directories, a display of their own. Sourced by both after
# `set -euo pipefail`; $top is the source folder.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=       # a folder of our own, made by make_work_folder
xvfb_pid=   # the X server that with_display started

say () { printf '%s\n' "$*" >&2; }
fail () { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }

# Stops and removes what this script started and made, and nothing else.
clean_up () {
  if [ -n "$xvfb_pid" ]; then
    kill "$xvfb_pid" 2>/dev/null || true
    wait "$xvfb_pid" 2>/dev/null || true
    xvfb_pid=
  fi
  if [ -n "$work" ]; then
    rm -rf "$work"
    work=
  fi
}

make_work_folder () {
  [ -z "$work" ] || return 0
  work=$(mktemp -d "${TMPDIR:-/tmp}/acme-console.XXXXXX")
  trap clean_up EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

# ---- Packages -------------------------------------------------------------------------------------------------------

needed_modules=(
  'glib-2.0 >= 2.74' 'gtk4 >= 4.8' 'libadwaita-1 >= 1.2' 'libsoup-3.0 >= 3.2' 'json-glib-1.0 >= 1.6'
  'gnutls >= 3.7' 'libsecret-1 >= 0.20'
)
needed_commands=("${CC:-cc}" meson ninja pkg-config python3 msgfmt xgettext glib-compile-schemas glib-compile-resources)
needed_test_commands=(Xvfb dbus-run-session openbox xdotool import appstreamcli desktop-file-validate gnome-keyring-daemon
  certtool curl softhsm2-util)

# read_list NAME...: the packages of build-aux/packages/NAME.txt, without comments
read_list () {
  local name
  for name; do sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$top/build-aux/packages/$name.txt"; done
}

# Which lists fit this system: debian, fedora, arch, or nothing
distribution () {
  local ids
  ids=$(. /etc/os-release 2>/dev/null && echo " ${ID:-} ${ID_LIKE:-} ") || ids=
  case $ids in
    *\ debian\ *|*\ ubuntu\ *) command -v apt-get >/dev/null && command -v dpkg-query >/dev/null && echo debian ;;
    *\ fedora\ *) echo fedora ;;
    *\ arch\ *) echo arch ;;
  esac
  return 0
}

system_name () { (. /etc/os-release 2>/dev/null && echo "${PRETTY_NAME:-this system}") || echo 'this system'; }

# What is absent of needed_modules and needed_commands (and of the further commands that are given), one a line
absent_parts () {
  local part
  for part in "${needed_commands[@]}" "$@"; do
    command -v "$part" >/dev/null || echo "the command $part"
  done
  command -v pkg-config >/dev/null || return 0
  for part in "${needed_modules[@]}"; do
    pkg-config --exists "$part" || echo "the library $part (found: $(pkg-config --modversion "${part%% *}" 2>/dev/null || echo none))"
  done
}

can_be_root () {
  [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; }
}

as_root () { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

install_debian () {
  local wanted missing
  wanted=$(read_list "$@" | sort -u)
  # shellcheck disable=SC2086 # a list of words
  missing=$(comm -23 <(printf '%s\n' "$wanted") \
    <(dpkg-query -W -f='${Package} ${db:Status-Status}\n' $wanted 2>/dev/null | sed -n 's/ installed$//p' | sort -u))
  [ -n "$missing" ] || return 0
  missing=$(printf '%s ' $missing)
  say "To be installed with apt-get, without recommended packages:"
  printf '%s\n' "$missing" | fold -s -w 100 | sed 's/^/  /' >&2
  can_be_root || fail "this needs root, and sudo cannot be used here. Run as root, then try again:
  apt-get update && apt-get install --no-install-recommends $missing"
  as_root apt-get -qq update </dev/null >&2 || say "apt-get update failed; going on with the package lists that are here."
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confdef \
    -o Dpkg::Options::=--force-confold --no-install-recommends install $missing </dev/null >"$work/apt.log" 2>&1 ||
    { tail -n 30 "$work/apt.log" >&2; fail "apt-get could not install the packages above."; }
}

# ensure_packages [test]: everything that building and running take; with `test`, what the tests and a display take too
ensure_packages () {
  local family absent lists suffixes=('') commands=() installer
  if [ "${1:-}" = test ]; then
    suffixes+=(-test)
    commands=("${needed_test_commands[@]}")
  fi
  family=$(distribution)
  lists=("${suffixes[@]/#/${family:-debian}}")
  [ "$family" != debian ] || { make_work_folder; install_debian "${lists[@]}"; }
  absent=$(absent_parts "${commands[@]}")
  [ -n "$absent" ] || return 0
  say "ACME Console cannot be built on $(system_name) yet. What is absent or too old:"
  printf '%s\n' "$absent" | sed 's/^/  /' >&2
  case $family in
    debian) fail "Debian 12, Ubuntu 22.10 or anything newer has all of it." ;;
    fedora) installer='sudo dnf install' ;;
    arch) installer='sudo pacman -S --needed' ;;
    *) fail "install these parts with this system's own tools, then try again. On Debian the packages are called:
  $(read_list "${lists[@]}" | xargs)" ;;
  esac
  fail "install the packages, then try again:
  $installer $(read_list "${lists[@]}" | xargs)"
}

# ---- Build directories ----------------------------------------------------------------------------------------------

# configure FOLDER [MESON OPTIONS...]: makes the build directory unless it is there; ninja keeps it up to date
configure () {
  local folder=$1 wipe=()
  shift
  [ ! -f "$top/$folder/build.ninja" ] || return 0
  [ ! -d "$top/$folder/meson-private" ] || wipe=(--wipe)
  make_work_folder
  say "Configuring $folder …"
  meson setup "${wipe[@]}" "$@" "$top/$folder" "$top" </dev/null >"$work/setup.log" 2>&1 ||
    { tail -n 30 "$work/setup.log" >&2; return 1; }
}

# build FOLDER: says something only when there is something to do
build () {
  local folder=$top/$1
  make_work_folder
  ninja -C "$folder" build.ninja </dev/null >"$work/setup.log" 2>&1 || { tail -n 30 "$work/setup.log" >&2; return 1; }
  case $(ninja -C "$folder" -n 2>&1) in
    *'no work to do'*) return 0 ;;
  esac
  say "Building $1 …"
  ninja -C "$folder" --quiet -j "$(nproc)" </dev/null >&2
}

# ---- A display of our own -------------------------------------------------------------------------------------------

# Folders of our own in place of the user's, so that neither side's settings reach the other.
use_private_folders () {
  make_work_folder
  mkdir -p "$work/home/.config/gtk-4.0" "$work/home/.local/share" "$work/home/.cache"
  mkdir -m 700 "$work/run"
  printf '[Settings]\ngtk-font-name=Cantarell 11\n' > "$work/home/.config/gtk-4.0/settings.ini"
  export HOME=$work/home XDG_RUNTIME_DIR=$work/run XDG_CONFIG_HOME=$work/home/.config XDG_DATA_HOME=$work/home/.local/share
  export XDG_CACHE_HOME=$work/home/.cache XDG_STATE_HOME=$work/home/.local/state
  unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS GTK_THEME GTK_DEBUG G_MESSAGES_DEBUG
  unset "${!ACME_CONSOLE_@}" http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
}

# with_display SIZE COMMAND...: runs it under an X server on a free display number, in a D-Bus session
with_display () {
  local size=$1 number='' status=0 tries=0
  shift
  Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp -noreset 3>"$work/display" >"$work/xvfb.log" 2>&1 </dev/null &
  xvfb_pid=$!
  until number=$(cat "$work/display") && [ -n "$number" ]; do
    kill -0 "$xvfb_pid" 2>/dev/null || { cat "$work/xvfb.log" >&2; fail "Xvfb did not start."; }
    tries=$((tries + 1))
    [ "$tries" -le 300 ] || fail "Xvfb gave no display number within 30 seconds."
    sleep 0.1
  done
  DISPLAY=:$number GDK_BACKEND=x11 GSK_RENDERER=cairo GDK_DEBUG=gl-disable LIBGL_ALWAYS_SOFTWARE=1 \
    dbus-run-session -- "$@" </dev/null || status=$?
  kill "$xvfb_pid" 2>/dev/null || true
  wait "$xvfb_pid" 2>/dev/null || true
  xvfb_pid=
  return "$status"
}
