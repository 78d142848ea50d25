// Holds how the client is built and tested: one bundle under `dist/`, JSX compiled for Preact, unit tests beside the code.
import { defineConfig } from "vitest/config";

const server = process.env.SIZHI_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  base: "/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  // The map library alone is 1.1 MB before compression; it is loaded by every page, so it is one chunk on purpose.
  build: { target: "es2022", chunkSizeWarningLimit: 1400, assetsInlineLimit: 0 },
  worker: { format: "es" },
  server: { proxy: { "/v1": server, "/tiles": server } },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
