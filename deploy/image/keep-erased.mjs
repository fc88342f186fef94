// Keeps the server's files without their types (see bin/erase-types.mjs) while an installation can still be written to, so
// that none of its processes erases anew. Run it with the eraser: node bin/run.mjs deploy/image/keep-erased.mjs
for (const command of ['api', 'worker', 'web', 'migrate', 'user', 'verify']) {
  await import(`../../server/commands/${command}.ts`)
}
process.exit(0)
