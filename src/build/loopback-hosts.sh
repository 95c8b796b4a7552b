#!/bin/sh
# loopback-hosts.sh FILE
#
# Payara Micro tells Arquillian the name of this machine as the address to call. With this file as its jdk.net.hosts.file that
# name is 127.0.0.1's, whose canonical name is localhost; so no test leaves the loopback interface, whatever /etc/hosts says.
set -eu
mkdir -p "$(dirname "$1")"
echo "127.0.0.1 localhost $(uname -n)" >"$1"
