// Holds who is signed in, for every page; it must not know what an office may do: the register says so with every answer.
import { signal } from "@preact/signals";
import { get, send } from "../api/client";
import type { Session } from "../api/types";

/** The session of this browser; null where nobody is signed in, undefined while that is being asked. */
export const session = signal<Session | null | undefined>(undefined);

export async function askSession(): Promise<void> {
  try {
    session.value = await get<Session | null>("/v1/session");
  } catch {
    // A register that cannot be reached is told of by the page itself.
    session.value = null;
  }
}

export async function signIn(account: string, password: string): Promise<void> {
  session.value = await send<Session>("POST", "/v1/session", { account, password });
}

/** Changes the password of whoever is signed in: every other session of the account ends, and this browser is given a new one. */
export async function changePassword(current: string, next: string): Promise<void> {
  session.value = await send<Session>("PUT", "/v1/session/password", { current, new: next });
}

export async function signOut(): Promise<void> {
  await send<null>("DELETE", "/v1/session");
  session.value = null;
}

/** Says whether somebody of one of the roles is signed in. */
export function isRole(...roles: readonly string[]): boolean {
  const role = session.value?.office?.role;
  return role !== undefined && roles.includes(role);
}
