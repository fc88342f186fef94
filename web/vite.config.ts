import { join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { stampSources } from '../server/web/source-stamp.ts'
import { buildTill } from './build/build-till.ts'
import { keepBuild } from './build/keep-build.ts'
import { nameOverlaysInPages } from './build/name-overlays.ts'
import { buildServiceWorker } from './build/service-worker.ts'

const BUILDS = process.env.COMPTOIR_WEB_BUILDS ?? join(import.meta.dirname, 'dist')
const ROOT = resolve(import.meta.dirname, '..')

const SETTINGS = {
  target: 'es2023',
  // The policy of the page allows no address that is not ours, `data:` included.
  assetsInlineLimit: 0,
  // Our modules only define: whoever takes one thing from an `index.ts` need not fetch all that it names.
  treeshake: {
    moduleSideEffects: [{ test: /\/(web\/src|rules|packages\/client\/src)\/(.*\/)?index\.ts$/, sideEffects: false }],
  },
}

/** Builds the web application into a folder of its own below `web/dist`, with hashed names that may be kept for ever. */
export default defineConfig(({ mode }) => {
  const isForDevelopment = mode === 'development'
  const sources = stampSources(ROOT, isForDevelopment)
  return {
    root: import.meta.dirname,
    plugins: [
      nameOverlaysInPages(),
      react(),
      buildTill({ isForDevelopment, settings: SETTINGS }),
      buildServiceWorker(sources),
      keepBuild({ builds: BUILDS, sources, isCompressed: !isForDevelopment }),
    ],
    build: {
      target: SETTINGS.target,
      sourcemap: isForDevelopment,
      minify: !isForDevelopment,
      manifest: true,
      assetsInlineLimit: SETTINGS.assetsInlineLimit,
      chunkSizeWarningLimit: 700,
      rolldownOptions: { treeshake: SETTINGS.treeshake },
    },
  }
})
