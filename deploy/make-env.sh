#!/bin/sh
# Makes .env (or the file that is named) with a random secret for each that is missing; what is there already stays. The
# file is its owner’s only. Compose reads it; Comptoir started without containers does not look at these names.
set -eu
umask 077
file=${1:-.env}

random() {
  od -An -N32 -tx1 /dev/urandom | tr -d ' \n'
}

touch "$file"
chmod 600 "$file"
for name in COMPTOIR_SECRET_KEY POSTGRES_PASSWORD COMPTOIR_DATABASE_PASSWORD MONITOR_DATABASE_PASSWORD REDIS_PASSWORD \
  GRAFANA_ADMIN_PASSWORD METRICS_TOKEN; do
  if ! grep -q "^$name=." "$file"; then
    sed -i.old "/^$name=/d" "$file" && rm -f "$file.old"
    printf '%s=%s\n' "$name" "$(random)" >> "$file"
    echo "$file: $name"
  fi
done
