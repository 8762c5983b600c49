import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { fewChunks } from './scripts/first-chunk.ts';
import { preactForReact } from './scripts/preact.ts';
import { codeParts } from './scripts/code-parts.ts';
import { wordParts } from './scripts/word-parts.ts';

const apiAddress = process.env.PALERMO_API ?? 'http://localhost:3210';

// Nothing is inlined (no data: URLs, no script text in the page), so the app runs under
// `default-src 'self'; script-src 'self'; style-src 'self'` without a nonce.
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export const webConfig = defineConfig({
  root: fileURLToPath(new URL('./src/web', import.meta.url)),
  plugins: [preactForReact(), wordParts(), codeParts()],
  build: {
    outDir: fileURLToPath(new URL('./dist/web', import.meta.url)),
    emptyOutDir: true,
    manifest: true,
    // Measured as sent, by page, in scripts/first-load.test.ts.
    chunkSizeWarningLimit: 1000,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    // Hints to servers that draw React, in the packages we use.
    rolldownOptions: { checks: { moduleLevelDirective: false }, output: { codeSplitting: { groups: fewChunks } } },
  },
  server: { port: 5173, proxy: { '/api': apiAddress } },
  preview: { port: 4173, proxy: { '/api': apiAddress }, headers: { 'content-security-policy': policy } },
});

// Vite reads its configuration from the default export.
export { webConfig as default };
