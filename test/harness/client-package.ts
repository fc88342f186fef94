import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Cleaner } from './database.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')

/** A folder of a program that has `@comptoir/client` installed, and nothing else. */
export type Consumer = {
  /** Writes files, by their names. */
  write(files: Readonly<Record<string, string>>): void
  run(command: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Finished>
}
export type Finished = { code: number | null; output: string }

export function makeConsumer(cleaner: Cleaner): Consumer {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-consumer-'))
  cleaner.after(async () => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'node_modules', '@comptoir'), { recursive: true })
  symlinkSync(join(ROOT, 'packages', 'client'), join(folder, 'node_modules', '@comptoir', 'client'))
  const write: Consumer['write'] = (files) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  }
  write({ 'package.json': '{ "type": "module", "private": true }' })
  return {
    write,
    run: (command, args, env = {}) =>
      new Promise((done) => {
        const child = spawn(command, args, { cwd: folder, env: { ...process.env, ...env } })
        let output = ''
        for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk))
        child.once('close', (code) => done({ code, output }))
      }),
  }
}

/** The blocks of code of a page, in their order. */
export function codeBlocks(page: string): { language: string; text: string }[] {
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({ language, text }))
}
