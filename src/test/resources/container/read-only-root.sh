#!/usr/bin/env bash
# Runs a program as an image of ours runs: user 1000, no capability, a read-only root, and only
# data, work and a noexec /tmp to write to. To be started as root of a new user and mount namespace.
set -euo pipefail
image="$1" data="$2" work="$3"
shift 3

mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs /mnt
mkdir /mnt/image /mnt/data /mnt/work
mount --rbind "$image" /mnt/image
mount --bind "$data" /mnt/data
mount --bind "$work" /mnt/work
mount -t tmpfs -o mode=1777,size=64m,noexec,nosuid,nodev tmpfs /tmp
cd /mnt/work

while read -r _ _ _ _ place options _; do
  case "$place" in
    /mnt/data | /mnt/work | /tmp | /proc | /proc/* | /sys | /sys/* | /dev | /dev/*) ;;
    *) [[ "$options" == ro* ]] || mount -o remount,bind,ro "$place" ;;
  esac
done < <(cat /proc/self/mountinfo)

! touch /mnt/image/x /root/x /var/tmp/x 2>/dev/null
printf '#!/bin/sh\n' >/tmp/program && chmod +x /tmp/program && ! /tmp/program 2>/dev/null
rm /tmp/program

exec unshare --user --map-user=1000 --map-group=1000 "$@"
