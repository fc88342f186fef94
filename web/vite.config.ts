import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { keepBuild } from './build/keep-build.ts'
import { buildServiceWorker } from './build/service-worker.ts'

/** Builds the web application into a folder of its own below `web/dist`, with hashed names that may be kept for ever. */
export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  plugins: [
    react(),
    buildServiceWorker(),
    keepBuild(process.env.COMPTOIR_WEB_BUILDS ?? join(import.meta.dirname, 'dist')),
  ],
  build: {
    target: 'es2023',
    sourcemap: mode === 'development',
    minify: mode !== 'development',
    manifest: true,
    // The policy of the page allows no address that is not ours, `data:` included.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    // Our modules only define: whoever takes one thing from an `index.ts` need not fetch all that it names.
    rolldownOptions: {
      treeshake: { moduleSideEffects: [{ test: /\/web\/src\/(ui|i18n|api|app)\/index\.ts$/, sideEffects: false }] },
    },
  },
}))
