/** Asking the API. An answer that is overtaken by a later question is dropped. */
import { useEffect, useState } from "preact/hooks";
import { search, type Query } from "./address";

/** Characters of an address that the server takes. */
const LONGEST = 8000;

export class Refused extends Error {}

export async function ask<T>(path: string, query: Query, signal?: AbortSignal): Promise<T> {
  const address = `/api/v1${path}${search(query)}`;
  if (address.length > LONGEST) throw new Refused(`The filter has ${address.length.toLocaleString("en")} characters; ${LONGEST.toLocaleString("en")} are the most. Shorten it.`);
  const response = await fetch(address, { signal: signal ?? null });
  if (!response.ok) {
    const problem = await response.json().catch(() => null);
    throw new Refused(problem?.detail ?? `The server answers ${response.status}. Is it still running?`);
  }
  return response.json() as Promise<T>;
}

export interface Answer<T> { value: T | null; fault: string | null; waiting: boolean }

/** The answer to a question; the one before stays while the next is waited for. Without a query nothing is asked. */
export function useAnswer<T>(path: string, query: Query | null): Answer<T> {
  const key = query && path + search(query);
  const [answer, set] = useState<Answer<T>>({ value: null, fault: null, waiting: true });
  useEffect(() => {
    if (!query) return;
    const control = new AbortController();
    set((before) => ({ ...before, waiting: true }));
    ask<T>(path, query, control.signal)
      .then((value) => set({ value, fault: null, waiting: false }))
      .catch((fault: Error) => {
        if (control.signal.aborted) return;
        const told = fault instanceof Refused ? fault.message : "The server does not answer. Is `dateline serve` running?";
        set({ value: null, fault: told, waiting: false });
      });
    return () => control.abort();
  }, [key]);
  return answer;
}
