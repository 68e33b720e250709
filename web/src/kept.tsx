/** Filters that somebody keeps in this browser, and how many events have come to each since they last looked. */
import { useEffect, useState } from "preact/hooks";
import { filterOf, given, go, search, type Query } from "./address";
import { ask } from "./asking";
import type { Listed } from "./records";

/** `total` are the events that it took when it was last looked at. */
interface Kept { name: string; search: string; total: number }

const WHERE = "dateline.kept";
const MOST = 20;

function stored(): Kept[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(WHERE) ?? "[]");
    return Array.isArray(found) ? found.filter((each) => typeof each?.name === "string" && typeof each.search === "string" && typeof each.total === "number").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function store(kept: Kept[]): void {
  try {
    localStorage.setItem(WHERE, JSON.stringify(kept));
  } catch {
    // Nothing is kept where the browser forbids it; the address has the filter all the same.
  }
}

const parsed = (text: string): Query => new Map(new URLSearchParams(text));

/** What is kept, and keeping; `total` is that of the filter of the address, null while it is not known. */
export function useKept(query: Query, total: number | null) {
  const here = search(filterOf(query));
  const [kept, set] = useState(stored);
  const [now, setNow] = useState(new Map<string, number>());
  const change = (made: Kept[]) => { set(made); store(made); };
  useEffect(() => {
    if (total === null) return;
    const known = kept.find((each) => each.search === here);
    if (known && known.total !== total) change(kept.map((each) => (each === known ? { ...each, total } : each)));
  }, [here, total]);
  const ready = total !== null;
  useEffect(() => {
    if (!ready) return;
    const control = new AbortController();
    for (const each of kept) {
      ask<Listed<unknown>>("/events", given(parsed(each.search), { limit: "1", fields: "id" }), control.signal)
        .then((answer) => setNow((before) => new Map(before).set(each.search, answer.total)), () => undefined);
    }
    return () => control.abort();
  }, [ready, kept.length]);
  return {
    kept, now, here,
    isKept: kept.some((each) => each.search === here),
    keep: (name: string) => { if (total !== null) change([...kept, { name, search: here, total }].slice(-MOST)); },
    drop: (text: string) => change(kept.filter((each) => each.search !== text)),
  };
}

export function KeptFilters({ kept, now, here, drop }: Pick<ReturnType<typeof useKept>, "kept" | "now" | "here" | "drop">) {
  if (!kept.length) return null;
  return (
    <section class="kept" aria-label="Kept filters">
      <h2>Kept</h2>
      <ul>{kept.map((each) => {
        const more = (now.get(each.search) ?? each.total) - each.total;
        return (
          <li key={each.search}>
            <button type="button" class="plainly" aria-current={each.search === here ? "true" : undefined} onClick={() => go(parsed(each.search))}>{each.name}</button>
            {each.search !== here && more > 0 && <b>{more.toLocaleString("en")} new</b>}
            <button type="button" class="plainly drop" aria-label={`Keep no longer: ${each.name}`} onClick={() => drop(each.search)}>×</button>
          </li>
        );
      })}</ul>
    </section>
  );
}
