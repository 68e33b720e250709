/** What the API answers to an editor, and what it takes. */
import type { Party, Quantity, When, Where } from "../records";

export interface Reading { value: unknown; text: string; note: string; reports?: number[] }
export interface Part { text: string; roles: string[]; at: number | null }
export interface Report {
  id: string; number: number; sentence: Part[]; elsewhere: { role: string; words: string }[]; confidence: number;
  status: string; speakers: string[]; at: number;
  document: { id: string; title: string; publisher: string | null; published: string | null; language: string | null };
}
export interface Field { name: string; label: string; value: unknown; text: string; takes: string; differs: boolean; candidates: Reading[] }
export interface Role { name: string; label: string; now: Reading[]; candidates: Reading[] }
export interface Near {
  id: string; type: string; mode: string | null; actors: Party[]; recipients: Party[]; when: When; where: Where;
  killed: Quantity | null; reports: number; review: string; sentence: string;
}
export interface Decision {
  number: number; id: string; kind: string; by: string; at: string; target: string; why: string; field: string | null;
  before: unknown; after: unknown; other: string | null; standing: { state: string; reason: string; subject: string | null } | null;
}
export interface Item {
  event: { id: string; type: string; mode: string | null; status: string; actors: Party[]; recipients: Party[]; when: When; where: Where; reports: number; review: string; disagreements: string[] };
  version: string; sure: number; claims: Report[]; more: number; fields: Field[]; parties: Role[]; similar: Near[]; decisions: Decision[];
}
export interface Waiting { id: string; score: number | null; why: string; review: string }
export interface Queued { items: Waiting[]; next: string | null; total: number; events: number; reviewed: number; elsewhere: number }
export interface Session { name: string; role: "reader" | "coder" | "admin"; token: string; passwords: boolean }
export interface Wish {
  kind: string; target: string; version?: string; why?: string; field?: string; value?: unknown; typed?: string;
  party?: string; other?: string; claims?: string[]; round?: number;
}
export interface Done { number: number; decision: Decision; events: string[]; version: string }
export interface Conflict { detail: string; field: string | null; yours: unknown; theirs: unknown; version: string | null; event: string | null; decisions: Decision[] }
export interface Agreement { about: string; things: number; alike: number; alpha: number | null; differences: { target: string; about: string; said: [string, string][] }[] }
export interface Round {
  number: number; name: string; filter: Record<string, string>; by: string; at: string; closed: string | null; events: number;
  coders: { name: string; done: number; finished: string | null }[]; agreement: Agreement[] | null;
}
