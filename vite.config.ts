import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The client as static files in `dist`, which the server hands out; nothing from a third party. */
export default defineConfig({
  root: 'client',
  plugins: [react()],
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    assetsInlineLimit: 0, // the content security policy knows no data: addresses
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
})
