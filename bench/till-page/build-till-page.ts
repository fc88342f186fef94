import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

export const TILL_PAGE = '/till-page/'

/** Builds the page into a folder, as the application is built. */
export async function buildTillPage(folder: string): Promise<void> {
  await build({
    configFile: false,
    root: import.meta.dirname,
    base: TILL_PAGE,
    logLevel: 'error',
    build: {
      target: 'es2023',
      outDir: folder,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: join(import.meta.dirname, 'page.ts'),
        output: { entryFileNames: 'page.js' },
      },
    },
  })
  cpSync(join(import.meta.dirname, 'index.html'), join(folder, 'index.html'))
}
