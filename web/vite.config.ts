import { defineConfig } from "vite";

/** The built files lie beside the pages that Python serves; /static/app is their address. */
export default defineConfig({
  base: "/static/app/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../src/dateline/serving/static/app",
    emptyOutDir: true,
    rolldownOptions: { input: ["index.html", "review.html"] },
    target: "es2022",
    chunkSizeWarningLimit: 1200,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  worker: { format: "es" },
  server: { proxy: { "/api": "http://127.0.0.1:8765", "/static/dateline.css": "http://127.0.0.1:8765" } },
});
