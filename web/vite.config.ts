import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the web application into `web/dist`, with hashed names that may be kept for ever. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    manifest: true,
    // The policy of the page allows no address that is not ours, `data:` included.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
})
