// Holds the one error type of the API client; it must not know how an error is shown.
import type { ProblemBody } from "./types";

/** What went wrong: the server refused, the server could not be reached, or its answer was not what the contract says. */
export type ProblemKind = "refused" | "unreachable" | "unreadable";

export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly body: ProblemBody | null;
  readonly status: number;
  /** What the server calls the request in its log. */
  readonly request_id: string | null;

  constructor(
    kind: ProblemKind,
    status: number,
    body: ProblemBody | null,
    message: string,
    request_id: string | null = null,
  ) {
    super(message);
    this.name = "Problem";
    this.kind = kind;
    this.status = status;
    this.body = body;
    this.request_id = request_id;
  }
}

/** Says whether `error` is the abort of a request that the client itself gave up. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

/** Turns anything thrown into a `Problem`, so that callers handle one type. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Problem("unreadable", 0, null, message);
}

function isProblemBody(value: unknown): value is ProblemBody {
  return typeof value === "object" && value !== null && "title" in value;
}

/** Reads the problem+json of a refused response; a body of another kind leaves only the status. */
export async function problemOf(response: Response): Promise<Problem> {
  const request_id = response.headers.get("x-request-id");
  const text = await response.text().catch(() => "");
  try {
    const value: unknown = JSON.parse(text);
    if (isProblemBody(value)) {
      return new Problem("refused", response.status, value, value.detail || value.title, request_id);
    }
  } catch {
    // Not JSON: a proxy or the network answered in the server's place, the status says what is known.
  }
  return new Problem("refused", response.status, null, response.statusText, request_id);
}
