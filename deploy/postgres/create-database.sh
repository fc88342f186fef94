#!/bin/sh
# Runs once, when the PostgreSQL container makes its cluster: the role and the database of Comptoir, which is no superuser,
# and a role that may only look, for the metrics. Passwords come from the environment (see `make init`).
set -eu

psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set comptoir_password="$COMPTOIR_DATABASE_PASSWORD" --set monitor_password="$MONITOR_DATABASE_PASSWORD" << 'SQL'
create role comptoir login password :'comptoir_password';
create role monitor login password :'monitor_password' connection limit 5;
grant pg_monitor to monitor;
-- What the database has done is read from Comptoir’s own metrics too.
grant pg_read_all_stats to comptoir;
create database comptoir owner comptoir template template0 encoding 'UTF8';
revoke connect on database comptoir from public;
grant connect on database comptoir to monitor;
\connect comptoir
create extension pg_stat_statements;
SQL
