// Holds how a run of the browser tests starts the register: a fresh database with the demonstration, ended by its pid.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How long the register may take to load the demonstration and be ready, in ms. */
const READY_MS = 120_000;

/** The operator's own token of this run's register: it makes offices and accounts for the tests. */
export const WRITE_TOKEN = "browser-tests-write-token";

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const bound = probe.address();
      probe.close(() => (bound && typeof bound === "object" ? resolve(bound.port) : reject(new Error("no free port"))));
    });
  });
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).status === 200;
  } catch {
    return false;
  }
}

async function ready(url: string, server: ChildProcess): Promise<void> {
  const end = Date.now() + READY_MS;
  while (Date.now() < end) {
    if (server.exitCode !== null) throw new Error(`the register ended with ${server.exitCode} before it was ready`);
    if (await isReady(url)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the register was not ready within ${READY_MS} ms`);
}

function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.once("exit", () => resolve());
    server.kill("SIGTERM");
    setTimeout(() => server.kill("SIGKILL"), 10_000).unref();
  });
}

export default async function start(): Promise<() => Promise<void>> {
  const binary = process.env.SIZHI_BIN;
  if (!binary) throw new Error("SIZHI_BIN must hold the path of the register's binary");
  const folder = await mkdtemp(join(tmpdir(), "sizhi-e2e-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(binary, ["serve"], {
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_URL: `sqlite://${join(folder, "register.db")}`,
      SIZHI_DEMO: "1",
      SIZHI_WRITE_TOKEN: WRITE_TOKEN,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  await ready(url, server);
  process.env.SIZHI_URL = url;
  return async () => {
    await ended(server);
    await rm(folder, { recursive: true, force: true });
  };
}
