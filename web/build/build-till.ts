import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, type Plugin, type Rolldown } from 'vite'
import { nameOverlaysInPages } from './name-overlays.ts'

const WEB = resolve(import.meta.dirname, '..')
const ENTRY = join(WEB, 'src', 'till.tsx')
/** What the page of the application begins with, and that of the till does not. */
const SCRIPT_OF_APPLICATION = /[ \t]*<script type="module" src="\/src\/main\.tsx"><\/script>\n/
const END_OF_HEAD = '  </head>'

/** Uncompressed; test/e2e/first-load.test.ts says how much it may be as it is sent. */
const MOST_KILOBYTES = 1_300

export const TILL_PAGE = 'till.html'

type TillOptions = {
  readonly isForDevelopment: boolean
  /** As the application's. */
  readonly settings: { readonly target: string; readonly assetsInlineLimit: number; readonly treeshake: object }
}

/**
 * Builds the till beside the application: one script that shares nothing with it. Of a script that is no module the browser
 * keeps the compiled form as soon as the service worker keeps the file, and reads it beside the page; of modules it keeps none.
 */
export function buildTill(options: TillOptions): Plugin {
  return {
    name: 'comptoir:till',
    apply: 'build',
    generateBundle: {
      order: 'pre',
      async handler(_options, bundle) {
        const files = await bundleTill(options)
        for (const file of files) {
          // Typefaces are those of the application.
          if (file.fileName in bundle) continue
          const source = file.type === 'chunk' ? file.code : file.source
          this.emitFile({ type: 'asset', fileName: file.fileName, source })
        }
        this.emitFile({ type: 'asset', fileName: TILL_PAGE, source: await writePage(files) })
      },
    },
  }
}

/** The one sheet of styles is named after what it is of. */
const nameAsset = ({ names }: Rolldown.PreRenderedAsset): string =>
  names.some((name) => name.endsWith('.css')) ? 'assets/till-[hash][extname]' : 'assets/[name]-[hash][extname]'

type OutputFile = Rolldown.OutputChunk | Rolldown.OutputAsset

async function bundleTill({ isForDevelopment, settings }: TillOptions): Promise<readonly OutputFile[]> {
  const { target, assetsInlineLimit, treeshake } = settings
  const built = await build({
    configFile: false,
    root: WEB,
    publicDir: false,
    logLevel: 'warn',
    mode: isForDevelopment ? 'development' : 'production',
    plugins: [nameOverlaysInPages(), react()],
    build: {
      write: false,
      target,
      assetsInlineLimit,
      minify: !isForDevelopment,
      sourcemap: isForDevelopment ? 'inline' : false,
      cssCodeSplit: false,
      // Everything comes with the one script.
      modulePreload: false,
      chunkSizeWarningLimit: MOST_KILOBYTES,
      rolldownOptions: {
        input: ENTRY,
        treeshake,
        // A script that is no module does not know its address; what is named from here begins at the root.
        transform: { define: { 'import.meta.url': 'location.href' } },
        checks: { emptyImportMeta: false },
        output: { format: 'iife', entryFileNames: 'assets/till-[hash].js', assetFileNames: nameAsset },
      },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (output === undefined || !('output' in output)) throw new Error('The till was not built.')
  return output.output
}

/** The page of the application, with the till's script and styles in the place of its own. */
async function writePage(files: readonly OutputFile[]): Promise<string> {
  const page = await readFile(join(WEB, 'index.html'), 'utf8')
  const scripts = files.filter((file) => file.type === 'chunk').map(({ fileName }) => fileName)
  const styles = files.filter(({ fileName }) => fileName.endsWith('.css')).map(({ fileName }) => fileName)
  if (!SCRIPT_OF_APPLICATION.test(page) || scripts.length !== 1) throw new Error('The page of the till cannot be made.')
  const tags = [
    ...styles.map((name) => `    <link rel="stylesheet" href="/${name}" />\n`),
    ...scripts.map((name) => `    <script defer src="/${name}"></script>\n`),
  ]
  return page.replace(SCRIPT_OF_APPLICATION, '').replace(END_OF_HEAD, `${tags.join('')}${END_OF_HEAD}`)
}
