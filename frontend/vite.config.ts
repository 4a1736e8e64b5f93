import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { firstLoad } from './first-load'

const api = process.env.NEXUS_API_URL ?? 'http://127.0.0.1:8000'
const kit = fileURLToPath(new URL('./kit', import.meta.url))

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { '@kit': kit } },
  build: { target: 'es2023', cssTarget: ['chrome125', 'edge125', 'firefox128', 'safari17.5'], assetsInlineLimit: 0, chunkSizeWarningLimit: 400, manifest: true, rolldownOptions: { output: { codeSplitting: firstLoad() } } },
  server: { host: '127.0.0.1', proxy: { '/api': { target: api, changeOrigin: false } } },
  test: {
    environment: 'jsdom',
    include: ['kit/**/*.test.{ts,tsx}', 'src/**/*.test.{ts,tsx}'],
    setupFiles: ['./kit/testing/setup.ts'],
    restoreMocks: true,
    testTimeout: 20_000,
    css: false,
  },
})
