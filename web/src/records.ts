/** What the API answers, as far as it is drawn. */

export interface Party { id: string; name: string }
export interface When { start: string | null; end: string | null; basis: string; reason: string | null }
export interface Where { name: string | null; precision: number; geoname_id: number | null; country: string | null; reason: string | null }
export interface Quantity { low: number; high: number | null }
export interface Snippet { text: string; found: boolean }
export interface Event {
  id: string; type: string; mode: string | null; status: string; actors: Party[]; recipients: Party[];
  when: When; where: Where; killed: Quantity | null; reports: number; voices: unknown[]; snippet?: Snippet[];
}
export interface Listed<T> { items: T[]; next: string | null; total: number }
export interface Place {
  key: string; name: string; precision: number; geoname_id: number | null; latitude: number | null;
  longitude: number | null; country: string | null; admin1: string | null; events: number; quads: number[];
  outline: [number, number][] | null;
}
export interface Places { items: Place[]; total: number; unplaced: number; aggregates: number }
export interface FacetValue { value: string; label: string; count: number }
export interface Facet { values: FacetValue[]; more: number; missing: number }
export interface Facets { total: number; reviewed: number; facets: Record<string, Facet> }
export interface Bar { start: string; end: string; counts: number[]; wider: number }
export interface Series { unit: string; groups: string[]; bars: Bar[]; wider: number; undated: number; aggregates: number }

export const QUADS: Record<string, string> = {
  1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict",
};
