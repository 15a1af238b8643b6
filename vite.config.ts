import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The portal: built into dist/portal, which the server serves. While developing, its API calls go to a running server. */
export default defineConfig({
  root: join(import.meta.dirname, 'src', 'portal'),
  plugins: [react()],
  build: { outDir: join(import.meta.dirname, 'dist', 'portal'), emptyOutDir: true, chunkSizeWarningLimit: 900 },
  server: { port: 8431, proxy: { '/api': 'http://127.0.0.1:8430', '/docs': 'http://127.0.0.1:8430' } },
})
