/** The filter lives in the address, in the words of the command line; this reads, changes and watches it. */
import { useEffect, useState } from "preact/hooks";

export type Query = ReadonlyMap<string, string>;

/** What of the address is no filter: the order of the list. */
const OWN = new Set(["sort"]);
const changed = new EventTarget();

export function read(): Query {
  const found = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (!value) continue;
    const joint = JOINTS[name];
    const before = found.get(name);
    found.set(name, before !== undefined && joint ? before + joint + value : value);
  }
  return found;
}

/** Goes to another filter; `replace` leaves no step to go back to, as while something is dragged. */
export function go(query: Query, replace = false): void {
  const text = search(query);
  if (text === location.search) return;
  history[replace ? "replaceState" : "pushState"](null, "", location.pathname + text);
  changed.dispatchEvent(new Event("change"));
}

export function search(query: Query): string {
  const text = new URLSearchParams([...query]).toString();
  return text ? `?${text}` : "";
}

export function useAddress(): Query {
  const [query, set] = useState(read);
  useEffect(() => {
    const again = () => set(read());
    changed.addEventListener("change", again);
    addEventListener("popstate", again);
    return () => {
      changed.removeEventListener("change", again);
      removeEventListener("popstate", again);
    };
  }, []);
  return query;
}

/** The filter with some names set, or taken away where the value is empty. */
export function given(query: Query, values: Record<string, string | null>): Query {
  const made = new Map(query);
  for (const [name, value] of Object.entries(values)) {
    if (value) made.set(name, value);
    else made.delete(name);
  }
  return made;
}

export function filterOf(query: Query, ...without: string[]): Query {
  return new Map([...query].filter(([name]) => !OWN.has(name) && !without.includes(name)));
}

const JOINTS: Record<string, string> = {
  type: ",", mode: ",", status: ",", country: ",", precision: ",", language: ",", review: ",",
  by: "|", against: "|", actor: "|", place: "|", source: "|",
};

export function chosen(query: Query, name: string): string[] {
  const value = query.get(name);
  return value ? value.split(JOINTS[name] ?? "\0").map((each) => each.trim()).filter(Boolean) : [];
}

/** Takes one of the alternatives of a name, or leaves it again. */
export function toggled(query: Query, name: string, value: string): Query {
  const before = chosen(query, name);
  const after = before.includes(value) ? before.filter((each) => each !== value) : [...before, value];
  return given(query, { [name]: after.sort().join(JOINTS[name] ?? ",") || null });
}
