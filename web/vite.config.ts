import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { keepBuild } from './build/keep-build.ts'

/** Builds the web application into a folder of its own below `web/dist`, with hashed names that may be kept for ever. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), keepBuild(process.env.COMPTOIR_WEB_BUILDS ?? join(import.meta.dirname, 'dist'))],
  build: {
    target: 'es2023',
    sourcemap: false,
    manifest: true,
    // The policy of the page allows no address that is not ours, `data:` included.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
})
