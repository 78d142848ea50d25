// Holds the sending of a file with its progress, which `fetch` does not tell; it must not know what the file is.
import { Problem } from "./problem";
import type { ProblemBody } from "./types";

export interface Upload<T> {
  readonly done: Promise<T>;
  readonly stop: () => void;
}

function problemIn(request: XMLHttpRequest): Problem {
  const id = request.getResponseHeader("x-request-id");
  try {
    const body = JSON.parse(request.responseText) as ProblemBody;
    if (body && typeof body === "object" && "title" in body) {
      return new Problem("refused", request.status, body, body.detail || body.title, id);
    }
  } catch {
    // Not JSON: something between this page and the register answered; the status says what is known.
  }
  return new Problem("refused", request.status, null, request.statusText, id);
}

/** Sends a file as it is; `onProgress` is told the share that was sent, 0 to 1. */
export function upload<T>(url: string, file: Blob, onProgress: (share: number) => void): Upload<T> {
  const request = new XMLHttpRequest();
  const done = new Promise<T>((resolve, reject) => {
    request.open("POST", url);
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total);
    };
    request.onerror = () => reject(new Problem("unreachable", 0, null, "the upload was cut off"));
    request.onabort = () => reject(new DOMException("the upload was stopped", "AbortError"));
    request.onload = () => {
      if (request.status < 200 || request.status > 299) return reject(problemIn(request));
      try {
        resolve(JSON.parse(request.responseText) as T);
      } catch (error) {
        reject(new Problem("unreadable", request.status, null, String(error)));
      }
    };
    request.send(file);
  });
  return { done, stop: () => request.abort() };
}
