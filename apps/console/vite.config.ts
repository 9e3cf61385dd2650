import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  build: { target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 1200 },
  // The folder api/ of these sources has the same address as the API; only what ends like a source is ours.
  server: { proxy: { '^/api/(?!.*[.]tsx?([?]|$))': 'http://127.0.0.1:3000' } },
});
