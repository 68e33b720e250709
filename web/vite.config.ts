import { defineConfig } from "vite";

/** The built files lie beside the pages that Python serves, which name them by the manifest; /static/app is their address. */
export default defineConfig({
  base: "/static/app/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../src/dateline/serving/static/app",
    emptyOutDir: true,
    manifest: "manifest.json",
    rolldownOptions: { input: { explore: "src/main.tsx", review: "src/review/main.tsx" } },
    target: "es2022",
    chunkSizeWarningLimit: 1200,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  worker: { format: "es" },
});
