/** Who decides here, and sending what they decide. */
import { ask, Refused } from "../asking";
import type { Conflict, Done, Session, Wish } from "./records";

export class Stale extends Error {
  constructor(readonly conflict: Conflict) { super(conflict.detail); }
}

let known: Promise<Session> | null = null;

export function session(): Promise<Session> {
  known ??= ask<Session>("/session", new Map());
  return known;
}

/** Sends a decision. Throws Stale where the event has changed since it was seen, Refused for all else. */
export async function decide(wish: Wish): Promise<Done> {
  return send<Done>("/decisions", wish);
}

export async function send<T>(path: string, body: unknown): Promise<T> {
  const { token } = await session();
  const response = await fetch(`/api/v1${path}`, {
    method: "POST", headers: { "Content-Type": "application/json", "X-Dateline-Token": token }, body: JSON.stringify(body),
  }).catch(() => { throw new Refused("The server does not answer. Nothing was decided. Is `dateline serve` running?"); });
  const answer = await response.json().catch(() => null);
  if (response.status === 409 && answer?.event !== undefined) throw new Stale(answer);
  if (!response.ok) {
    known = null;
    throw new Refused(answer?.detail ?? `The server answers ${response.status}. Nothing was decided.`);
  }
  return answer as T;
}
