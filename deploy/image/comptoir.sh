#!/bin/sh
# The command line inside the image: one process, so that signals reach the program itself. The options are those of
# bin/run.mjs, which is not needed here: the Node is the image's, and the packages are installed.
folder=${COMPTOIR_FOLDER:-/app}
file=server/main.ts
if [ "$1" = --keep-erased ]; then
  file=deploy/image/keep-erased.mjs
fi
exec node --heap-growing-percent=20 --max-semi-space-size=8 --import "$folder/bin/erase-types.mjs" "$folder/$file" "$@"
