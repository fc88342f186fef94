import { readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'
import { nameBuild, putInForce } from '../../server/web/builds.ts'
import { stampSources } from '../../server/web/source-stamp.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')
/** Pictures and typefaces are compressed by their nature; the page gets a nonce with each answer. */
const IS_COMPRESSED = /\.(js|css|svg|json|webmanifest)$/

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

/**
 * Gives each build a folder of its own, compresses its files once and for all, and puts it in force when it is whole.
 *
 * @param builds the folder of the builds.
 */
export function keepBuild(builds: string): Plugin {
  const name = nameBuild()
  let sources = ''
  let isWhole = false
  let isForDevelopment = false
  return {
    name: 'comptoir:keep-build',
    apply: 'build',
    config: () => ({ build: { outDir: join(builds, name), emptyOutDir: true } }),
    configResolved({ isProduction }) {
      isForDevelopment = !isProduction
    },
    buildStart() {
      sources = stampSources(ROOT, isForDevelopment)
    },
    writeBundle() {
      isWhole = true
    },
    async closeBundle() {
      if (!isWhole) return
      if (!isForDevelopment) await compressFiles(join(builds, name))
      putInForce(builds, { name, sources })
    },
  }
}

async function compressFiles(folder: string): Promise<void> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && IS_COMPRESSED.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  await Promise.all(paths.map(compressFile))
}

async function compressFile(path: string): Promise<void> {
  const content = await readFile(path)
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  await Promise.all([
    brotli(content, { params }).then((bytes) => writeFile(`${path}.br`, bytes)),
    gzipped(content, { level: constants.Z_BEST_COMPRESSION }).then((bytes) => writeFile(`${path}.gz`, bytes)),
  ])
}
