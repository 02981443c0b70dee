#!/usr/bin/env bash
# Runs a program as an image of ours runs: user 1000, no capability, a read-only root, and only
# data, work, output and a noexec /tmp to write to; media can be read. To be started as root of a
# new user and mount namespace.
set -euo pipefail
image="$1" data="$2" work="$3" media="$4" output="$5"
shift 5

mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs /mnt
mkdir /mnt/image /mnt/data /mnt/work /mnt/media /mnt/output
mount --rbind "$image" /mnt/image
mount --bind "$data" /mnt/data
mount --bind "$work" /mnt/work
mount --bind "$media" /mnt/media
mount --bind "$output" /mnt/output
mount -t tmpfs -o mode=1777,size=64m,noexec,nosuid,nodev tmpfs /tmp
cd /mnt/work

# What this machine has mounted below /tmp is hidden by now.
while read -r _ _ _ _ place options _; do
  case "$place" in
    /mnt/data | /mnt/work | /mnt/output | /tmp | /tmp/* | /proc | /proc/* | /sys | /sys/* | /dev | /dev/*) ;;
    *) [[ "$options" == ro* ]] || mount -o remount,bind,ro "$place" ;;
  esac
done < <(cat /proc/self/mountinfo)

for place in /mnt/image /mnt/media /root /var/tmp; do
  if touch "$place/x" 2>/dev/null; then
    echo "$place can be written to"
    exit 1
  fi
done
printf '#!/bin/sh\n' >/tmp/program
chmod +x /tmp/program
if /tmp/program 2>/dev/null; then
  echo "/tmp runs programs"
  exit 1
fi
rm /tmp/program

exec unshare --user --map-user=1000 --map-group=1000 "$@"
