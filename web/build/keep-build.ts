import { readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'
import { nameBuild, putInForce } from '../../server/web/builds.ts'

/** Pictures and typefaces are compressed by their nature; the page gets a nonce with each answer. */
const IS_COMPRESSED = /\.(js|css|svg|json|webmanifest)$/

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

type BuildOptions = {
  /** The folder of the builds. */
  readonly builds: string
  /** The stamp of the sources. */
  readonly sources: string
  /** Files are compressed once and for all; not while one works on them. */
  readonly isCompressed: boolean
}

/** Gives each build a folder of its own, and puts it in force when it is whole. */
export function keepBuild({ builds, sources, isCompressed }: BuildOptions): Plugin {
  const name = nameBuild()
  let isWhole = false
  return {
    name: 'comptoir:keep-build',
    apply: 'build',
    config: () => ({ build: { outDir: join(builds, name), emptyOutDir: true } }),
    writeBundle() {
      isWhole = true
    },
    async closeBundle() {
      if (!isWhole) return
      if (isCompressed) await compressFiles(join(builds, name))
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
