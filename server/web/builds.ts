import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The built application stands in a folder of builds: each in a folder of its own, never changed once it is there, and a
 * small file that names the one in force. A new build takes over the moment that this file is replaced; the last ones stay
 * for pages that were opened before, which may still ask for their parts.
 */
const CURRENT = 'current.json'
const KEPT_BUILDS = 3

export type Build = {
  /** The name of its folder. */
  readonly name: string
  /** The stamp of the sources that it was made of. */
  readonly sources: string
}

/** Names sort by the time of the build. */
export const nameBuild = (): string => `${Date.now().toString(36)}-${process.pid}`

/** The build in force; undefined: there is none. */
export function readCurrentBuild(folder: string): Build | undefined {
  try {
    const { name, sources }: Partial<Build> = JSON.parse(readFileSync(join(folder, CURRENT), 'utf8'))
    if (typeof name !== 'string' || typeof sources !== 'string') return undefined
    return existsSync(join(folder, name, 'index.html')) ? { name, sources } : undefined
  } catch {
    return undefined
  }
}

/** Puts a build in force, and removes those that nobody is likely to have open any longer. */
export function putInForce(folder: string, build: Build): void {
  mkdirSync(folder, { recursive: true })
  const partial = join(folder, `${CURRENT}.${process.pid}`)
  writeFileSync(partial, `${JSON.stringify(build)}\n`)
  renameSync(partial, join(folder, CURRENT))
  const others = listBuilds(folder).filter((name) => name < build.name)
  for (const name of others.slice(KEPT_BUILDS - 1)) rmSync(join(folder, name), { recursive: true, force: true })
}

/** The folders of the builds, newest first. */
export function listBuilds(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .reverse()
}
