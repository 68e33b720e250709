/** What the filter says, as words to be typed and as chips to be taken away. */
import { useEffect, useState } from "preact/hooks";
import { chosen, given, go, toggled, type Query } from "./address";
import type { Facets } from "./records";

const NAMES = ["text", "from", "to", "type", "mode", "status", "actor", "by", "against", "place", "country", "precision", "source", "language", "killed", "reports", "voices", "review", "article", "box"];

export function SearchBox({ query }: { query: Query }) {
  const [words, set] = useState(query.get("text") ?? "");
  useEffect(() => set(query.get("text") ?? ""), [query.get("text")]);
  return (
    <form class="search" role="search" onSubmit={(event) => { event.preventDefault(); go(given(query, { text: words.trim() || null })); }}>
      <label><span class="hidden">Words of the sentences</span>
        <input type="search" value={words} maxLength={1000} placeholder="Words of the sentences"
          onInput={(event) => set(event.currentTarget.value)} />
      </label>
      <button type="submit">Find</button>
    </form>
  );
}

/** A value of the filter as a person reads it. */
function label(facets: Facets | null, name: string, value: string): string {
  return facets?.facets[name]?.values.find((each) => each.value === value)?.label ?? value.replace(/^id:/, "");
}

/** The filter; `keep` keeps it under the name that it is given, null where it is kept already. */
export function Chips({ query, facets, keep }: { query: Query; facets: Facets | null; keep?: ((name: string) => void) | null }) {
  const said = NAMES.flatMap((name) => (query.has(name) ? chosen(query, name).map((value) => [name, value, label(facets, name, value)] as const) : []));
  if (!said.length) return null;
  return (
    <ul class="chips" aria-label="The filter">
      {said.map(([name, value, words]) => (
        <li key={`${name}=${value}`}>
          <button type="button" onClick={() => go(toggled(query, name, value))} aria-label={`Leave out ${name} ${words}`}>
            <span>{name}</span> {words} <b aria-hidden="true">×</b>
          </button>
        </li>
      ))}
      <li><button type="button" class="plainly" onClick={() => go(new Map())}>Clear all</button></li>
      {keep && <li><button type="button" class="plainly" onClick={() => keep(said.map(([name, , words]) => (name === "from" || name === "to" ? `${name} ${words}` : words)).join(", "))}>Keep this filter</button></li>}
    </ul>
  );
}
