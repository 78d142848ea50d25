// Holds how the draft outlives a reload: one record in IndexedDB, written after every change; it must not know the page.
import type { Draft } from "./model";

const DATABASE = "sizhi";
const STORE = "draft";
const CURRENT = "current";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function looksLikeDraft(value: unknown): value is Draft {
  return typeof value === "object" && value !== null && "zone" in value && "parks" in value && "outline" in value;
}

/** The kept draft, or null when none was kept. Rejects when the browser keeps nothing. */
export async function recall(): Promise<Draft | null> {
  const database = await open();
  try {
    const value: unknown = await settled(database.transaction(STORE).objectStore(STORE).get(CURRENT));
    return looksLikeDraft(value) ? value : null;
  } finally {
    database.close();
  }
}

/** Keeps drafts one after another; while one is being written only the newest of the waiting ones is kept. */
export function keeper(onResult: (kept: boolean) => void): (draft: Draft) => void {
  let waiting: Draft | null = null;
  let busy = false;

  async function run(): Promise<void> {
    busy = true;
    while (waiting) {
      const draft = waiting;
      waiting = null;
      try {
        const database = await open();
        const transaction = database.transaction(STORE, "readwrite");
        await settled(transaction.objectStore(STORE).put(draft, CURRENT));
        database.close();
        onResult(true);
      } catch {
        onResult(false);
      }
    }
    busy = false;
  }

  return (draft) => {
    waiting = draft;
    if (!busy) void run();
  };
}
